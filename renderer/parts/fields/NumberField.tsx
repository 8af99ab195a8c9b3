import { useState } from 'react';
import styles from './fields.module.css';
import { toNumberStanding, type NumberInput } from '#core/fields/check-typed-number.ts';
import { readTypedNumber, type TypedNumber } from '#core/fields/read-typed-number.ts';
import { Field, type FieldHelp } from '#renderer/parts/fields/Field.tsx';
import type { FieldProps } from '#renderer/parts/fields/field-value.ts';
import { toMissingText } from '#renderer/parts/fields/missing-text.ts';
import { toUnitText } from '#renderer/parts/value-text.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/**
 * A number as text: typed, pasted and dictated go through one strict reader. Nothing is corrected, clamped or guessed; the
 * wheel does nothing, since it is no field of the kind `number`.
 */
export function NumberField(props: FieldProps<NumberInput>) {
  const { input, label, hideLabel, value, about = '', onRead } = props;
  const words = useWords(fieldWords);
  const numbers = useNumbers();
  const [text, setText] = useState(() => toFieldText(value, numbers));
  const typed = readTypedNumber(text, input.integer);
  const change = (changed: string): void => {
    setText(changed);
    const read = readTypedNumber(changed, input.integer);
    if (read.kind === 'value') onRead({ kind: 'value', value: read.value });
    else onRead(read.kind === 'empty' ? { kind: 'value', value: null } : { kind: 'unreadable' });
  };
  return (
    <Field
      label={label}
      {...(hideLabel === undefined ? {} : { hideLabel })}
      unit={toUnitText(words.units, input.unit)}
      help={toHelp(typed, props, about, words, numbers)}
      answers={
        typed.kind === 'ambiguous' && (
          <span className={styles.answers}>
            {typed.readings.map((reading) => (
              <button
                key={reading.text}
                type="button"
                className={styles.answer}
                onClick={() => change(reading.text)}
              >
                {toFieldText(reading.value, numbers)}
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
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={words.missing}
          aria-describedby={helpId}
          aria-invalid={typed.kind === 'refused' || typed.kind === 'ambiguous'}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** As it would be typed: without marks of thousands. */
function toFieldText(value: number | string | null, { decimal }: Numbers): string {
  if (value === null) return '';
  return String(value).replace('.', decimal).replace(/^-/, '−');
}

function toHelp(
  typed: TypedNumber,
  { input, texts }: FieldProps<NumberInput>,
  about: string,
  words: (typeof fieldWords)['nl'],
  numbers: Numbers,
): FieldHelp {
  const range = ({ min, max }: { min: number; max: number }): string =>
    words.range(numbers.number(min), numbers.number(max));
  switch (typed.kind) {
    case 'empty':
      return { tone: 'missing', text: toMissingText(input, texts, words, numbers) };
    case 'ambiguous':
      return { tone: 'asked', text: words.didYouMean };
    case 'refused':
      return { tone: 'refused', text: words.refusedNumber[typed.code] ?? typed.code };
    case 'value':
      switch (toNumberStanding(input, typed.value)) {
        case 'outside-limits':
          return { tone: 'refused', text: words.outsideLimits(range(input.limits)) };
        case 'outside-development':
          return { tone: 'outside', text: words.outsideDevelopment(range(input.development)) };
        case 'fine':
          return {
            tone: 'fine',
            text: about === '' ? words.help(range(input.limits), range(input.development)) : about,
          };
        default:
          throw new Error('every standing has a help');
      }
    default:
      throw typed satisfies never;
  }
}
