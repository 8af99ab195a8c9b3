import styles from './start.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { openFile } from '#renderer/state/open-file.ts';
import { setStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { startWords } from '#renderer/strings/start.ts';

/** Files that were opened lately; their names may be patient data, so they can be cleared and switched off. */
export function RecentFiles() {
  const words = useWords(startWords);
  const numbers = useNumbers();
  const { recent, settings } = useStart();
  const forget = async (): Promise<void> => setStart(await call('recent-clear', {}));
  return (
    <section aria-labelledby="start-recent">
      <h2 id="start-recent" className={styles.heading}>
        {words.recent}
      </h2>
      {recent.length === 0 && (
        <p className={styles.empty}>{settings.values.rememberFiles ? words.noRecent : words.recentOff}</p>
      )}
      <ul className={styles.list}>
        {recent.map((file) => (
          <li key={file.token} className={styles.entry}>
            <button
              type="button"
              className={styles.link}
              title={file.folder}
              onClick={() => void tellingFailures(() => openFile(file))}
            >
              {file.name}
            </button>
            <span className={styles.quiet}>{numbers.dateTime(file.openedAt)}</span>
          </li>
        ))}
      </ul>
      {recent.length > 0 && (
        <Button onClick={() => void tellingFailures(forget)}>{words.forgetRecent}</Button>
      )}
    </section>
  );
}
