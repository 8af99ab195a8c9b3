import { Select } from '@mantine/core';
import styles from './import.module.css';
import { toVisibleText } from '#core/visible-text.ts';
import type { ImportView } from '#core/contract/import-view.ts';
import type { DateColumn } from '#core/mapping/source.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';
import { toDateChoices, toDateColumn, toSourceDates } from '#renderer/screens/import/date-columns.ts';
import { editImport } from '#renderer/screens/import/edit-import.ts';
import { useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';

/** Which column names the patient, and which row counts where a patient has several. */
export function PatientLine({ view }: { readonly view: ImportView }) {
  const words = useWords(importWords);
  const { patientColumn, rows } = view;
  const dates = toKnownDates(view);
  const births = view.mapping.flatMap(({ source }) =>
    source !== undefined && 'birth' in source ? [source.birth.column] : [],
  );
  // every visit of a patient has the same date of birth
  const firstDate =
    rows !== undefined && 'date' in rows ? rows.date : dates.find(({ column }) => !births.includes(column));
  const choose = (rule: string | null, date: DateColumn | undefined): void =>
    editImport({ edit: 'rows', ...toRule(rule, date) });
  const choices = (['every', 'first', 'last', 'complete'] as const).map((value) => ({
    value,
    label: words.visitRules[value],
    disabled: value !== 'every' && firstDate === undefined,
  }));
  return (
    <div className={styles.patientLine}>
      <Select
        label={words.patientNumber}
        data={view.header.map((title) => ({ value: title, label: toVisibleText(title) }))}
        value={patientColumn.column ?? null}
        onChange={(column) => column !== null && editImport({ edit: 'patient-column', column })}
      />
      {!patientColumn.confirmed && patientColumn.column !== undefined && (
        <button
          type="button"
          className={styles.confirm}
          onClick={() => editImport({ edit: 'patient-column', column: patientColumn.column ?? '' })}
        >
          {words.confirm}
        </button>
      )}
      <Select
        className={view.open.some(({ needs }) => needs === 'rows') ? styles.asked : undefined}
        label={words.visits}
        placeholder={words.visitRules.none}
        data={choices}
        clearable
        value={rows?.choose ?? null}
        onChange={(rule) => choose(rule, firstDate)}
      />
      <SkipLine view={view} />
      {rows !== undefined && rows.choose !== 'every' && (
        <Select
          label={words.dateColumn}
          data={dates.map(({ column }) => column)}
          value={rows.date.column}
          onChange={(column) =>
            choose(
              rows.choose,
              dates.find((date) => date.column === column),
            )
          }
        />
      )}
    </div>
  );
}

/** Rows that count as no patient, such as a line of totals: suggested, so said, and taken back by one click. */
function SkipLine({ view: { skip } }: { readonly view: ImportView }) {
  const words = useWords(importWords);
  if (skip.length === 0) return undefined;
  return (
    <ul className={styles.skips}>
      {skip.map((rule) => (
        <li key={`${rule.column} ${rule.equals}`}>
          {words.skips} <span className="mono">{rule.column}</span> ={' '}
          <span className="mono">{rule.equals}</span>{' '}
          <button
            type="button"
            className={styles.link}
            onClick={() => editImport({ edit: 'skip', rules: skip.filter((one) => one !== rule) })}
          >
            {words.dontSkip}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Columns of dates whose form is known: by itself, or because an input is read from them. */
function toKnownDates({ columns, mapping }: ImportView): readonly DateColumn[] {
  const answered = mapping.flatMap(({ source, state }) => (state === 'open' ? [] : toSourceDates(source)));
  return toDateChoices(columns).flatMap((choice): DateColumn[] => {
    const known = answered.find(({ column }) => column === choice.column);
    if (known !== undefined) return [{ ...known, missing: [''] }];
    return choice.form === undefined ? [] : [{ ...toDateColumn(choice, choice.form), missing: [''] }];
  });
}

/** A rule by its name; `before` has a limit that only a profile states. */
function toRule(rule: string | null, date: DateColumn | undefined): { rule?: RowRule } {
  if (rule === 'every') return { rule: { choose: 'every' } };
  if (date === undefined) return {};
  if (rule === 'first' || rule === 'last') return { rule: { choose: rule, date } };
  if (rule === 'complete') return { rule: { choose: 'complete', take: 'last', date } };
  return {};
}
