import { useState } from 'react';
import styles from './fields.module.css';
import { readTypedDate, type TypedDate } from '#core/fields/read-typed-date.ts';
import { Field, type FieldHelp } from '#renderer/parts/fields/Field.tsx';
import { useLanguage, useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';

interface DateFieldProps {
  readonly label: string;
  /** What stands in it at first: yyyy-mm-dd, or empty. To set it anew, give the field another key. */
  readonly value: string;
  /** A day as yyyy-mm-dd, empty, or undefined where it cannot be read for sure. */
  readonly onRead: (iso: string | undefined) => void;
}

/** A day of the calendar, typed as people write it. Where day and month could be either, it asks. */
export function DateField({ label, value, onRead }: DateFieldProps) {
  const words = useWords(fieldWords);
  const language = useLanguage();
  const numbers = useNumbers();
  const [text, setText] = useState(value);
  const typed = readTypedDate(text, language);
  const change = (changed: string): void => {
    setText(changed);
    const read = readTypedDate(changed, language);
    onRead(read.kind === 'value' ? read.iso : read.kind === 'empty' ? '' : undefined);
  };
  return (
    <Field
      label={label}
      help={toHelp(typed, words, numbers.date)}
      answers={
        typed.kind === 'ambiguous' && (
          <span className={styles.answers}>
            {typed.readings.map((iso) => (
              <button key={iso} type="button" className={styles.answer} onClick={() => change(iso)}>
                {numbers.date(iso)}
              </button>
            ))}
          </span>
        )
      }
    >
      {({ id, helpId }) => (
        <input
          id={id}
          className={styles.input}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={words.dateForm}
          aria-describedby={helpId}
          aria-invalid={typed.kind === 'refused' || typed.kind === 'ambiguous'}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function toHelp(
  typed: TypedDate,
  words: (typeof fieldWords)['nl'],
  toDate: (iso: string) => string,
): FieldHelp {
  switch (typed.kind) {
    case 'empty':
      return { tone: 'fine', text: '' };
    case 'value':
      return { tone: 'fine', text: toDate(typed.iso) };
    case 'ambiguous':
      return { tone: 'asked', text: words.didYouMean };
    case 'refused':
      return { tone: 'refused', text: words.refusedDate[typed.code] ?? typed.code };
    default:
      throw typed satisfies never;
  }
}
