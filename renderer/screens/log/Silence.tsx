import { useEffect, useState } from 'react';
import styles from './log.module.css';
import type { CallResults } from '#core/contract/calls.ts';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures, useSession } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { logWords } from '#renderer/strings/log.ts';

/** The requests that were held back, by where they wanted to go. Each is in the log as well. */
export function Silence() {
  const words = useWords(logWords);
  const numbers = useNumbers();
  const blocked = useSession((value) => value.blocked);
  const [requests, setRequests] = useState<CallResults['blocked-requests']>();
  useEffect(
    () => void tellingFailures(async () => setRequests(await call('blocked-requests', {}))),
    [blocked],
  );
  return (
    <section className={styles.silence} aria-labelledby="log-silence">
      <h2 id="log-silence">{words.silence}</h2>
      <p>{blocked === 0 ? words.silenceNone : words.silenceSome(numbers.number(blocked))}</p>
      {requests !== undefined && requests.last.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.target}</th>
            </tr>
          </thead>
          <tbody>
            {requests.last.map(({ at, what, target }) => (
              <tr key={`${at} ${target}`}>
                <td>{numbers.dateTime(at)}</td>
                <td>{what}</td>
                <td className="mono">{target}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
