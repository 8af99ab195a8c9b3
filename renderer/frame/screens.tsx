import type { Place } from '#renderer/state/place.ts';
import { ImportScreen } from '#renderer/screens/import/ImportScreen.tsx';
import { StartScreen } from '#renderer/screens/start/StartScreen.tsx';

/** The screen of a place. */
export function ScreenOf({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'start':
      return <StartScreen />;
    case 'import':
      return <ImportScreen />;
    default:
      return <StartScreen />;
  }
}
