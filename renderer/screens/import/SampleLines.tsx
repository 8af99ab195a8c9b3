import styles from './import.module.css';
import { useEffect, useRef } from 'react';
import { toVisibleText } from '#core/visible-text.ts';
import type { ImportView, SampleRow } from '#core/contract/import-view.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';

interface SampleLinesProps {
  readonly view: ImportView;
  /** A record of anywhere in the file that somebody wants to see. */
  readonly looked: SampleRow | undefined;
}

/** The first lines as they were cut into cells, and the one that is looked at. */
export function SampleLines({ view, looked }: SampleLinesProps) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (looked === undefined || region.current === null) return;
    const row = region.current.querySelector<HTMLElement>('[data-looked]');
    (row?.querySelector('[data-refused]') ?? row)?.scrollIntoView({ block: 'center', inline: 'center' });
    region.current.focus({ preventScroll: true });
  }, [looked]);
  const rows =
    looked === undefined
      ? view.sample
      : [...view.sample.filter(({ line }) => line !== looked.line), looked].sort((a, b) => a.line - b.line);
  const said = {
    skipped: words.skipped,
    'repeated-header': words.skipped,
    broken: words.broken,
    blank: words.blank,
  };
  return (
    // a wide table is scrolled with the keyboard too
    <div ref={region} className={styles.sample} tabIndex={0} role="region" aria-label={words.steps[0]}>
      <table>
        <thead>
          <tr>
            <th scope="col" className={styles.lineNumber}>
              {numbers.number(view.headerLine)}
            </th>
            {view.header.map((title) => (
              <th key={title} scope="col">
                {toVisibleText(title)}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.line}
              {...(row === looked ? { 'data-looked': true, 'aria-current': true } : {})}
              className={`${row.kind === 'row' ? '' : styles.notUsed} ${row === looked ? styles.looked : ''}`}
            >
              <th scope="row" className={styles.lineNumber}>
                {numbers.number(row.line)}
              </th>
              {view.header.map((title, at) => (
                <td
                  key={title}
                  {...(row.refused.includes(title)
                    ? { className: styles.refusedCell, 'data-refused': true }
                    : {})}
                >
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

/** Characters of a cell that are shown: a letter of ten pages is recognised by its beginning. */
const most = 400;

/** A line break inside a cell as a sign, so that a record stays one line. */
function toOneLine(cell = ''): string {
  const shown = cell.length > most ? `${cell.slice(0, most)}…` : cell;
  return toVisibleText(shown).replace(/\r\n|\r|\n/g, '↵');
}
