import { Checkbox } from '@mantine/core';
import styles from './import.module.css';
import { toVisibleText } from '#core/visible-text.ts';
import type { ImportBooks, ImportView } from '#core/contract/import-view.ts';
import { Balance } from '#renderer/parts/Balance.tsx';
import { editImport } from '#renderer/screens/import/edit-import.ts';
import type { OpenPoint } from '#core/mapping/resolve-answers.ts';
import { useLanguage, useNumbers, useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';
import { problemWords, skipWords, toWord } from '#renderer/strings/problems.ts';

interface BooksPanelProps {
  readonly view: ImportView;
  /** Shows the record that begins on a line. */
  readonly onLook: (line: number) => void;
}

/** What becomes of every row: a sum that must close, and each refused or skipped row by why and where. */
export function BooksPanel({ view, onLook }: BooksPanelProps) {
  const words = useWords(importWords);
  const { books } = view;
  const needs = (what: OpenPoint['needs']): boolean => view.open.some((point) => point.needs === what);
  return (
    // what scrolls and has nothing to stop at is reached by the keyboard too (WCAG 2.1.1)
    <aside className={styles.books} aria-labelledby="import-books" tabIndex={0}>
      <h2 id="import-books" className={styles.booksTitle}>
        {words.books}
      </h2>
      {books === undefined ? (
        <p className={styles.quiet}>{words.booksLater}</p>
      ) : (
        <Books books={books} onLook={onLook} />
      )}
      {books !== undefined && <OpenPoints view={view} books={books} />}
      {books !== undefined && (needs('no-expectation') || view.accepted.includes('no-expectation')) && (
        <Checkbox
          label={words.acceptNoExpectation}
          checked={view.accepted.includes('no-expectation')}
          onChange={(event) =>
            editImport({ edit: 'accept', what: 'no-expectation', yes: event.currentTarget.checked })
          }
        />
      )}
      {books !== undefined && (needs('refused-rows') || view.accepted.includes('refused-rows')) && (
        <Checkbox
          label={words.acceptRefused}
          checked={view.accepted.includes('refused-rows')}
          onChange={(event) =>
            editImport({ edit: 'accept', what: 'refused-rows', yes: event.currentTarget.checked })
          }
        />
      )}
      {needs('moved-columns') && (
        <Checkbox
          label={words.acceptMoved}
          checked={false}
          onChange={() => editImport({ edit: 'accept', what: 'moved-columns', yes: true })}
        />
      )}
    </aside>
  );
}

/** What reading the whole file left open, beside what is only to be accepted. */
function OpenPoints({ view, books }: { readonly view: ImportView; readonly books: ImportBooks }) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const moved = view.open.flatMap(({ needs, name }) => (needs === 'moved-columns' ? [name ?? '?'] : []));
  const texts = [
    ...(view.open.some(({ about }) => about === 'profile') ? [words.noPatient] : []),
    ...(view.open.some(({ needs }) => needs === 'rows')
      ? [words.chooseVisit(numbers.number(books.duplicateRows))]
      : []),
    ...(moved.length > 0 ? [words.moved(moved.join(', '))] : []),
  ];
  return texts.map((text) => (
    <p key={text} className={styles.openPoint}>
      {text}
    </p>
  ));
}

function Books({ books, onLook }: { readonly books: ImportBooks; readonly onLook: (line: number) => void }) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const language = useLanguage();
  const parts = [
    [words.scorable, books.fine],
    [words.flagged, books.flagged],
    [words.withoutAdvice, books.withoutAdvice],
    [words.refused, books.refused],
    [words.skippedRows, books.skipped],
  ] as const;
  return (
    <>
      <table className={styles.sum}>
        <tbody>
          <tr>
            <th scope="row">{words.read}</th>
            <td>{numbers.number(books.read)}</td>
          </tr>
          {parts.map(([name, count]) => (
            <tr key={name} className={styles.part}>
              <th scope="row">{name}</th>
              <td>{numbers.number(count)}</td>
            </tr>
          ))}
          <tr className={styles.total}>
            <th scope="row">{parts.map(([, count]) => numbers.number(count)).join(' + ')}</th>
            <td>{numbers.number(parts.reduce((sum, [, count]) => sum + count, 0))}</td>
          </tr>
        </tbody>
      </table>
      <Balance read={books.read} parts={parts.map(([, count]) => count)} className={styles.balance} />
      <p className={styles.quiet}>
        {words.patients(numbers.number(books.patients))}
        {books.duplicateRows > 0 && `; ${words.duplicates(numbers.number(books.duplicateRows))}`}
      </p>
      {books.faults.length > 0 && (
        <>
          <h3 className={styles.booksPart}>
            {words.refused} {numbers.number(books.refused)}
          </h3>
          {books.faults.map(({ code, column, rows, firstLines }) => (
            <div key={`${code} ${column}`} className={styles.fault}>
              <span>
                {column !== '' && <span className="mono">{toVisibleText(column)} </span>}
                {toWord(problemWords[language], code)}
              </span>
              <span className={styles.lines}>
                {firstLines.map((line) => (
                  <button
                    key={line}
                    type="button"
                    className={styles.line}
                    aria-label={words.line(numbers.number(line))}
                    onClick={() => onLook(line)}
                  >
                    {numbers.number(line)}
                  </button>
                ))}
                {rows > firstLines.length && ' …'}
              </span>
            </div>
          ))}
        </>
      )}
      {books.skipped > 0 && (
        <>
          <h3 className={styles.booksPart}>
            {words.skippedRows} {numbers.number(books.skipped)}
          </h3>
          {Object.entries(books.skips).map(([code, rows]) => (
            <div key={code} className={styles.fault}>
              <span>{toWord(skipWords[language], code)}</span>
              <span className={styles.lines}>{numbers.number(rows)}</span>
            </div>
          ))}
        </>
      )}
    </>
  );
}
