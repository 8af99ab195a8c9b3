import styles from './log.module.css';
import type { Entry } from '#core/audit/entry.ts';
import type { LogRow } from '#core/contract/log-view.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { logWords } from '#renderer/strings/log.ts';

/** Lines of the log, the newest first. */
export function LogTable({ rows }: { readonly rows: readonly LogRow[] }) {
  const words = useWords(logWords);
  const numbers = useNumbers();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            {words.line}
          </th>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.about}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entry, text }) => (
          <tr key={entry.index}>
            <th scope="row" className={styles.number}>
              {numbers.number(entry.index)}
            </th>
            <td className={styles.time}>{numbers.dateTime(entry.at)}</td>
            <td>{entry.who.name ?? entry.who.account}</td>
            <td>
              {words.types[entry.type]}
              {entry.demo && <span className={styles.quiet}> {words.demo}</span>}
            </td>
            <td className={styles.about} title={text}>
              {toAbout(entry)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of an entry names its object: a model, a run, a line, a code. Nothing of it is content of a record. */
function toAbout(entry: Entry): string {
  const parts: string[] = [];
  if ('bundle' in entry && entry.bundle !== undefined)
    parts.push(`${entry.bundle.id}@${entry.bundle.version}`);
  if ('run' in entry && entry.run !== undefined) parts.push(entry.run);
  if ('line' in entry) parts.push(String(entry.line));
  if ('advice' in entry) parts.push(entry.advice.state === 'favours' ? entry.advice.arm : entry.advice.state);
  if ('code' in entry) parts.push(entry.code);
  if ('reason' in entry) parts.push(entry.reason);
  if ('patient' in entry && entry.patient !== undefined) parts.push(entry.patient.slice(0, 12));
  if (entry.type === 'log-exported') parts.push(entry.form);
  return parts.join(' · ');
}
