import { useState } from 'react';
import styles from './batch.module.css';
import type { Books } from '#core/advice/books.ts';
import type { BatchView } from '#core/contract/batch-view.ts';
import { Balance } from '#renderer/parts/Balance.tsx';
import { useStart } from '#renderer/state/session.ts';
import { toModelTexts, useLanguage, useNumbers, useWords } from '#renderer/state/language.tsx';
import { batchWords } from '#renderer/strings/batch.ts';
import { problemWords, toWord } from '#renderer/strings/problems.ts';

interface BatchBooksProps {
  readonly books: Books;
  readonly refused: NonNullable<BatchView['refused']>;
}

/** The sum of all rows, and one click from the refused ones to each of them. */
export function BatchBooks({ books, refused }: BatchBooksProps) {
  const words = useWords(batchWords);
  const numbers = useNumbers();
  const [showing, setShowing] = useState(false);
  const { read, scored, flagged, skipped } = books;
  return (
    <>
      <table className={styles.books}>
        <tbody>
          <tr>
            <th scope="row">{words.read}</th>
            <td>{numbers.number(read)}</td>
          </tr>
          <tr>
            <th scope="row">{words.scored}</th>
            <td>{numbers.number(scored)}</td>
          </tr>
          <tr>
            <th scope="row">{words.flagged}</th>
            <td>{numbers.number(flagged)}</td>
          </tr>
          <tr>
            <th scope="row">{words.refused}</th>
            <td>
              {books.refused === 0 ? (
                numbers.number(0)
              ) : (
                <button
                  type="button"
                  className={styles.link}
                  aria-expanded={showing}
                  onClick={() => setShowing(!showing)}
                >
                  {numbers.number(books.refused)}
                </button>
              )}
            </td>
          </tr>
          <tr>
            <th scope="row">{words.skipped}</th>
            <td>{numbers.number(skipped)}</td>
          </tr>
          <tr className={styles.total}>
            <th scope="row">
              {[scored, flagged, books.refused, skipped].map((rows) => numbers.number(rows)).join(' + ')}
            </th>
            <td>{numbers.number(scored + flagged + books.refused + skipped)}</td>
          </tr>
        </tbody>
      </table>
      <Balance read={read} parts={[scored, flagged, books.refused, skipped]} className={styles.balance} />
      <AdviceCounts books={books} />
      {showing && <RefusedRows refused={refused} />}
    </>
  );
}

function AdviceCounts({ books }: { readonly books: Books }) {
  const words = useWords(batchWords);
  const numbers = useNumbers();
  const language = useLanguage();
  const { model } = useStart();
  const texts = model === undefined ? {} : toModelTexts(model, language).texts;
  const toText = (state: string): string => {
    if (state.startsWith('favours:')) {
      const arm = state.slice('favours:'.length);
      return words.favours(texts[`arms.${arm}.label`] ?? arm);
    }
    return state === 'uncertain' ? words.uncertain : words.noRecommendation;
  };
  return (
    <p>
      {words.advice}:{' '}
      {Object.entries(books.advice)
        .map(([state, rows]) => `${toText(state)} ${numbers.number(rows)}`)
        .join(', ')}
    </p>
  );
}

function RefusedRows({ refused }: Pick<BatchBooksProps, 'refused'>) {
  const words = useWords(batchWords);
  const numbers = useNumbers();
  const language = useLanguage();
  return (
    <table className={styles.refused}>
      <caption>{words.refusedRows}</caption>
      <thead>
        <tr>
          <th scope="col">{words.line}</th>
          <th scope="col">{words.column}</th>
          <th scope="col">{words.reason}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map(({ line, code, column, message }) => (
          <tr key={`${line} ${code} ${column}`} title={message}>
            <th scope="row">{numbers.number(line)}</th>
            <td className="mono">{column}</td>
            <td>{toWord(problemWords[language], code)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
