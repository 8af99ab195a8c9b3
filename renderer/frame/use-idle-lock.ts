import { useEffect } from 'react';
import { call } from '#renderer/state/bridge.ts';
import { session, setList, tellingFailures } from '#renderer/state/session.ts';
import type { Settings } from '#core/contract/settings.ts';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Covers the window after so many minutes without a key or a movement; 0: never. */
export function useIdleLock({ lockMinutes, lockDoes }: Pick<Settings, 'lockMinutes' | 'lockDoes'>): void {
  useEffect(() => {
    if (lockMinutes === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lock = async (): Promise<void> => {
      session.set((value) => ({ ...value, locked: true }));
      await call('window-locked', { locked: true });
      if (lockDoes === 'close') {
        await call('list-close', {});
        setList(null);
        session.set((value) => ({ ...value, place: { screen: 'start' } }));
      }
    };
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void tellingFailures(lock), lockMinutes * 60_000);
    };
    restart();
    for (const sign of signs) window.addEventListener(sign, restart, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, restart);
    };
  }, [lockMinutes, lockDoes]);
}
