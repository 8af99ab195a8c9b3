import type { Place } from '#renderer/state/place.ts';
import { StartScreen } from '#renderer/screens/start/StartScreen.tsx';

/** The screen of a place. */
export function ScreenOf({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'start':
      return <StartScreen />;
    default:
      return <StartScreen />;
  }
}
