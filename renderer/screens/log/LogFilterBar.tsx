import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './log.module.css';
import type { LogFilter } from '#core/contract/log-view.ts';
import { DateField } from '#renderer/parts/fields/DateField.tsx';
import { Button } from '#renderer/parts/Button.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { logWords } from '#renderer/strings/log.ts';

/** What is looked for. A patient is given by the number of the record; the log itself holds a pseudonym. */
export function LogFilterBar({ onFind }: { readonly onFind: (filter: LogFilter) => void }) {
  const words = useWords(logWords);
  const [filter, setFilter] = useState<LogFilter>({});
  const [unread, setUnread] = useState({ since: false, until: false });
  const ready = !unread.since && !unread.until;
  const types = Object.entries(words.types).map(([value, label]) => ({ value, label }));
  const change = (name: keyof LogFilter, value: string): void => {
    const { [name]: _, ...others } = filter;
    setFilter(value === '' ? others : { ...others, [name]: value });
  };
  const field = (name: 'patient' | 'account' | 'model', label: string) => (
    <TextInput
      label={label}
      value={filter[name] ?? ''}
      onChange={(event) => change(name, event.currentTarget.value)}
    />
  );
  // while a day cannot be read for sure nothing is looked for: without it every line would be found
  const day = (name: 'since' | 'until', label: string) => (
    <DateField
      label={label}
      value=""
      onRead={(iso) => {
        change(name, iso ?? '');
        setUnread((before) => ({ ...before, [name]: iso === undefined }));
      }}
    />
  );
  return (
    <form
      className={styles.filter}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onFind(filter);
      }}
    >
      {field('patient', words.patient)}
      {field('account', words.account)}
      {field('model', words.model)}
      <Select
        label={words.type}
        placeholder={words.all}
        data={types}
        value={filter.type ?? null}
        clearable
        searchable
        onChange={(value) => change('type', value ?? '')}
      />
      {day('since', words.since)}
      {day('until', words.until)}
      <Button look="filled" disabled={!ready} onClick={() => onFind(filter)}>
        {words.find}
      </Button>
    </form>
  );
}
