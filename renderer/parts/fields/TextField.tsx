import { useState } from 'react';
import styles from './fields.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { Field, type FieldHelp } from '#renderer/parts/fields/Field.tsx';
import type { FieldProps } from '#renderer/parts/fields/field-value.ts';
import { toMissingText } from '#renderer/parts/fields/missing-text.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';

/** A text as it stands, up to what the model can read. */
export function TextField(props: FieldProps<Extract<Input, { type: 'text' }>>) {
  const { input, label, hideLabel, value, texts, about = '', onRead } = props;
  const words = useWords(fieldWords);
  const numbers = useNumbers();
  const [text, setText] = useState(value === null ? '' : String(value));
  const isTooLong = toUtf8(text).length > input.maxBytes;
  const help: FieldHelp =
    text === ''
      ? { tone: 'missing', text: toMissingText(input, texts, words, numbers) }
      : isTooLong
        ? { tone: 'refused', text: words.textTooLong(numbers.bytes(input.maxBytes)) }
        : { tone: 'fine', text: about };
  const change = (changed: string): void => {
    setText(changed);
    if (toUtf8(changed).length > input.maxBytes) onRead({ kind: 'unreadable' });
    else onRead({ kind: 'value', value: changed === '' ? null : changed });
  };
  return (
    <Field label={label} {...(hideLabel === undefined ? {} : { hideLabel })} help={help}>
      {({ id, helpId }) => (
        <textarea
          id={id}
          className={styles.area}
          rows={3}
          spellCheck={false}
          value={text}
          placeholder={words.missing}
          aria-describedby={helpId}
          aria-invalid={isTooLong}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
