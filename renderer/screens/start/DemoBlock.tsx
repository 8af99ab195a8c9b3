import styles from './start.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, setImported, setList, setStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { startWords } from '#renderer/strings/start.ts';

/** The demonstration: its publisher is trusted only while it is open. */
export function DemoBlock() {
  const words = useWords(startWords);
  const { demo, demoAvailable } = useStart();
  if (!demoAvailable) return undefined;
  return (
    <section aria-labelledby="start-demo">
      <h2 id="start-demo" className={styles.heading}>
        {words.demoTitle}
      </h2>
      <p className={styles.empty}>{words.demoBody}</p>
      <div className={styles.actions}>
        <Button onClick={() => void tellingFailures(openDemo)}>{words.demoOpen}</Button>
        {demo && <Button onClick={() => void tellingFailures(closeDemo)}>{words.demoClose}</Button>}
      </div>
    </section>
  );
}

async function openDemo(): Promise<void> {
  const { start, file, profile } = await call('demo-open', {});
  setStart(start);
  setImported(await call('import-open', { file: file.token, profile: profile.token }));
  goTo({ screen: 'import' });
}

async function closeDemo(): Promise<void> {
  setStart(await call('demo-close', {}));
  setList(null);
  setImported(undefined);
}
