import { IconChevronDown } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import styles from './fields.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import { findChoices, findNamed, type Choice } from '#core/fields/find-choices.ts';
import { Field, type FieldHelp } from '#renderer/parts/fields/Field.tsx';
import type { FieldProps } from '#renderer/parts/fields/field-value.ts';
import { toMissingText } from '#renderer/parts/fields/missing-text.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';

type CategoryInput = Extract<Input, { type: 'category' }>;

/** One of the categories, found by typing. Text that names none of them is no value, and says so. */
export function CategoryField(props: FieldProps<CategoryInput>) {
  const { input, label, hideLabel, value, texts, about = '', onRead } = props;
  const words = useWords(fieldWords);
  const numbers = useNumbers();
  const listId = useId();
  const choices = input.categories.map((name) => ({
    name,
    label: texts[`inputs.${input.name}.categories.${name}`] ?? name,
  }));
  const [text, setText] = useState(() => choices.find(({ name }) => name === value)?.label ?? '');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const element = useRef<HTMLInputElement>(null);
  const named = findNamed(choices, text);
  const found = named === undefined ? findChoices(choices, text) : choices;
  const change = (changed: string): void => {
    setText(changed);
    setAt(0);
    const choice = findNamed(choices, changed);
    if (choice !== undefined) onRead({ kind: 'value', value: choice.name });
    else onRead(changed.trim() === '' ? { kind: 'value', value: null } : { kind: 'unreadable' });
  };
  const choose = (choice: Choice | undefined): void => {
    if (choice !== undefined) change(choice.label);
    setOpen(false);
  };
  const open = (): void => {
    setAt(Math.max(0, found.indexOf(named ?? choices[0] ?? { name: '', label: '' })));
    setOpen(true);
  };
  const press = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (isOpen) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
      else open();
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
    }
  };
  const isUnknown = text.trim() !== '' && named === undefined;
  const missing = toMissingText(input, texts, words, numbers);
  return (
    <Field
      label={label}
      {...(hideLabel === undefined ? {} : { hideLabel })}
      help={toHelp(text, isUnknown && (!isOpen || found.length === 0), about, missing, words.noSuchChoice)}
    >
      {({ id, helpId }) => (
        <>
          <input
            ref={element}
            id={id}
            className={styles.input}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && found[at] !== undefined ? `${listId}-${at}` : undefined}
            aria-describedby={helpId}
            aria-invalid={isUnknown}
            value={text}
            placeholder={words.missing}
            onChange={(event) => {
              change(event.currentTarget.value);
              setOpen(true);
            }}
            onKeyDown={press}
            onBlur={() => setOpen(false)}
          />
          <button
            type="button"
            tabIndex={-1}
            className={styles.opener}
            aria-label={words.chooseOne}
            onMouseDown={(event) => {
              // the field keeps the focus, so that its list stays open
              event.preventDefault();
              element.current?.focus();
              if (isOpen) setOpen(false);
              else open();
            }}
          >
            <IconChevronDown size={16} aria-hidden="true" />
          </button>
          <div
            id={listId}
            role="listbox"
            aria-label={words.chooseOne}
            className={styles.list}
            hidden={!isOpen}
          >
            {isOpen &&
              found.map((choice, index) => (
                <div
                  key={choice.name}
                  id={`${listId}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  className={styles.option}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    choose(choice);
                  }}
                >
                  {choice.label}
                </div>
              ))}
          </div>
        </>
      )}
    </Field>
  );
}

function toHelp(
  text: string,
  isUnknown: boolean,
  about: string,
  missing: string,
  unknown: string,
): FieldHelp {
  if (text.trim() === '') return { tone: 'missing', text: missing };
  return isUnknown ? { tone: 'refused', text: unknown } : { tone: 'fine', text: about };
}
