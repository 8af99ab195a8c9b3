import styles from './models.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { refreshStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

/** What this computer trusts: the list of its trust file, and how to take the next one. It comes by file, never by network. */
export function TrustPanel() {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  const { pinned } = useStart().trust;
  const take = async (): Promise<void> => {
    const file = await call('file-choose', { kind: 'trust' });
    if (file === null) return;
    await (pinned === undefined
      ? call('trust-init', { file: file.token })
      : call('trust-import', { file: file.token }));
    await refreshStart();
  };
  return (
    <section className={styles.trust} aria-labelledby="models-trust">
      <h2 id="models-trust" className={styles.sideTitle}>
        {words.trust}
      </h2>
      {pinned === undefined ? (
        <p className={styles.quiet}>{words.trustNone}</p>
      ) : (
        <>
          <p className={pinned.expired ? styles.stop : styles.quiet}>
            {words.trustList(numbers.number(pinned.listVersion), numbers.date(pinned.expires))}
            {pinned.expired && `: ${words.trustExpired}`}
          </p>
          {pinned.clockSetBack && <p className={styles.stop}>{words.clockSetBack}</p>}
          <p className={styles.quiet}>
            {words.publishers}: {pinned.publishers.map(({ name }) => name).join(', ')}
          </p>
          <p className={styles.quiet}>
            {words.releasePeople}: {pinned.releasePeople.join(', ')}
          </p>
        </>
      )}
      <Button onClick={() => void tellingFailures(take)}>{words.trustImport}</Button>
    </section>
  );
}
