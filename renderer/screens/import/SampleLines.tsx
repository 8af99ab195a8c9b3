import styles from './import.module.css';
import type { ImportView } from '#core/contract/import-view.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';

/** The first lines as they were cut into cells. */
export function SampleLines({ view }: { readonly view: ImportView }) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const said = {
    skipped: words.skipped,
    'repeated-header': words.skipped,
    broken: words.broken,
    blank: words.blank,
  };
  return (
    // a wide table is scrolled with the keyboard too
    <div className={styles.sample} tabIndex={0} role="region" aria-label={words.steps[0]}>
      <table>
        <thead>
          <tr>
            <th scope="col" className={styles.lineNumber}>
              {numbers.number(view.headerLine)}
            </th>
            {view.header.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {view.sample.map((row) => (
            <tr key={row.line} className={row.kind === 'row' ? undefined : styles.notUsed}>
              <th scope="row" className={styles.lineNumber}>
                {numbers.number(row.line)}
              </th>
              {view.header.map((title, at) => (
                <td key={title} className={row.refused.includes(title) ? styles.refusedCell : undefined}>
                  {toOneLine(row.cells[at])}
                </td>
              ))}
              <td className={styles.sampleSays}>{row.kind === 'row' ? '' : said[row.kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A line break inside a cell as a sign, so that a record stays one line. */
function toOneLine(cell: string | undefined): string {
  return (cell ?? '').replace(/\r\n|\r|\n/g, '↵');
}
