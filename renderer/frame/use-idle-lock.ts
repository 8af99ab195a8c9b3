import { useEffect } from 'react';
import { coverWindow } from '#renderer/frame/cover-window.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import type { Settings } from '#core/contract/settings.ts';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Covers the window after so many minutes without a key or a movement; 0: never. */
export function useIdleLock({ lockMinutes }: Pick<Settings, 'lockMinutes'>): void {
  useEffect(() => {
    if (lockMinutes === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void tellingFailures(() => coverWindow('idle')), lockMinutes * 60_000);
    };
    restart();
    for (const sign of signs) window.addEventListener(sign, restart, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, restart);
    };
  }, [lockMinutes]);
}
