import { Select } from '@mantine/core';
import { useState } from 'react';
import styles from './import.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import type { DateColumn, Source } from '#core/mapping/source.ts';
import { toDateColumn, toSourceDates, type DateChoice } from '#renderer/screens/import/date-columns.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { toDateFormText } from '#renderer/strings/date-forms.ts';
import { importWords } from '#renderer/strings/import.ts';

/** What can be reckoned from two dates, by the unit of the input. */
export type DerivedKind = 'age' | 'days-between' | 'months-between';

export function toDerivedKind(input: Input): DerivedKind | undefined {
  if (input.type !== 'number') return undefined;
  const kinds: Readonly<Record<string, DerivedKind>> = { a: 'age', d: 'days-between', mo: 'months-between' };
  return kinds[input.unit];
}

interface DerivedFieldsProps {
  readonly kind: DerivedKind;
  readonly source: Source | undefined;
  readonly choices: readonly DateChoice[];
  /** Undefined until both dates are stated. */
  readonly onChange: (source: Source | undefined) => void;
}

/** From which date to which, and how each is written: where a day could be a month, only a person says which. */
export function DerivedFields({ kind, source, choices, onChange }: DerivedFieldsProps) {
  const words = useWords(importWords);
  const [dates, setDates] = useState<readonly (DateColumn | undefined)[]>(() => {
    const [from, to] = toSourceDates(source);
    return [from, to];
  });
  const change = (at: 0 | 1, date: DateColumn | undefined): void => {
    const [from, to] = at === 0 ? [date, dates[1]] : [dates[0], date];
    setDates([from, to]);
    onChange(from === undefined || to === undefined ? undefined : toSource(kind, from, to));
  };
  return (
    <>
      <DateField
        label={kind === 'age' ? words.birth : words.from}
        date={dates[0]}
        choices={choices}
        onChange={(date) => change(0, date)}
      />
      <DateField
        label={kind === 'age' ? words.at : words.to}
        date={dates[1]}
        choices={choices}
        onChange={(date) => change(1, date)}
      />
    </>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly date: DateColumn | undefined;
  readonly choices: readonly DateChoice[];
  readonly onChange: (date: DateColumn | undefined) => void;
}

function DateField({ label, date, choices, onChange }: DateFieldProps) {
  const words = useWords(importWords);
  const language = useLanguage();
  const [column, setColumn] = useState(date?.column ?? null);
  const choice = choices.find((one) => one.column === column);
  const chooseColumn = (title: string | null): void => {
    setColumn(title);
    const found = choices.find((one) => one.column === title);
    onChange(found?.form === undefined ? undefined : toDateColumn(found, found.form));
  };
  const chooseForm = (format: string | null): void => {
    const form = choice?.forms.find((one) => one.format === format);
    onChange(choice === undefined || form === undefined ? undefined : toDateColumn(choice, form));
  };
  const forms = [
    ...new Set([
      ...(choice?.forms.map(({ format }) => format) ?? []),
      ...(date === undefined ? [] : [date.format]),
    ]),
  ];
  return (
    <div className={styles.dateField}>
      <Select label={label} data={choices.map((one) => one.column)} value={column} onChange={chooseColumn} />
      <Select
        label={`${label}: ${words.dateForm}`}
        placeholder={words.chooseForm}
        data={forms.map((format) => ({ value: format, label: toDateFormText(format, language) }))}
        value={date?.format ?? null}
        onChange={chooseForm}
      />
    </div>
  );
}

function toSource(kind: DerivedKind, from: DateColumn, to: DateColumn): Source {
  return kind === 'age' ? { kind, birth: from, at: to } : { kind, from, to };
}
