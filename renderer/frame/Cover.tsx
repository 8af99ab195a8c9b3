import styles from './frame.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { Logo } from '#renderer/parts/Logo.tsx';
import { call } from '#renderer/state/bridge.ts';
import { session, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** Over everything after a time without use. It hides; who may use the computer is the system's to say. */
export function Cover() {
  const words = useWords(frameWords);
  const { who } = useStart();
  const unlock = async (): Promise<void> => {
    await call('window-locked', { locked: false });
    session.set((value) => ({ ...value, locked: false }));
  };
  return (
    <div className={styles.cover} role="dialog" aria-modal="true" aria-label={words.locked}>
      <div className={styles.brand}>
        <Logo />
        Visite
      </div>
      <h1>{words.locked}</h1>
      <p>{words.lockedBody}</p>
      <Button look="filled" autoFocus hint="Enter" onClick={() => void tellingFailures(unlock)}>
        {words.unlock} {who.name ?? who.account}
      </Button>
    </div>
  );
}
