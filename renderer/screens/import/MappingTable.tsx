import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './import.module.css';
import type { ImportView, MappingRow } from '#core/contract/import-view.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { Input } from '#core/bundle/manifest.ts';
import { editImport } from '#renderer/screens/import/edit-import.ts';
import { toOpenNotes } from '#renderer/screens/import/open-notes.ts';
import { SourceDialog } from '#renderer/screens/import/SourceDialog.tsx';
import { toColumnsText, toReadingText } from '#renderer/screens/import/source-text.ts';
import { useLanguage, useModelTexts, useNumbers, useWords } from '#renderer/state/language.tsx';
import { toUnitText } from '#renderer/parts/value-text.ts';
import { fieldWords } from '#renderer/strings/fields.ts';
import { importWords } from '#renderer/strings/import.ts';

interface MappingTableProps {
  readonly view: ImportView;
  readonly model: ModelContent;
}

/** Every input of the model: its column, how it is read, and what became of the cells. What is open stands first. */
export function MappingTable({ view, model }: MappingTableProps) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const [editing, setEditing] = useState<string>();
  const open = view.mapping.filter(({ state }) => state === 'open');
  const others = view.mapping.filter(({ state }) => state !== 'open');
  const toInput = (name: string): Input | undefined =>
    model.manifest.inputs.find((input) => input.name === name);
  const counts = view.books?.inputs ?? [];
  const sum = (key: 'fine' | 'missing' | 'notUnderstood'): number =>
    counts.reduce((total, input) => total + input[key], 0);
  const outside = counts.reduce((total, input) => total + input.outsideDevelopment + input.outsideLimits, 0);
  return (
    <div className={styles.mapping}>
      <table>
        <colgroup>
          <col className={styles.colInput} />
          <col className={styles.colUnit} />
          <col className={styles.colColumn} />
          <col className={styles.colReading} />
          <col />
          <col />
          <col />
          <col />
          <col className={styles.colAct} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.input}</th>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.reading}</th>
            <th scope="col" className={styles.number}>
              {words.fine}
            </th>
            <th scope="col" className={styles.number}>
              {words.missing}
            </th>
            <th scope="col" className={styles.number}>
              {words.outside}
            </th>
            <th scope="col" className={styles.number}>
              {words.notUnderstood}
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {[...open, ...others].map((row) => {
            const input = toInput(row.input);
            return (
              input !== undefined && (
                <MappingLine
                  key={row.input}
                  row={row}
                  input={input}
                  model={model}
                  counts={counts.find((one) => one.input === row.input)}
                  onEdit={() => setEditing(row.input)}
                />
              )
            );
          })}
        </tbody>
        {view.books !== undefined && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                {words.values12(
                  numbers.number(view.mapping.length),
                  numbers.number(view.books.read - view.books.skipped),
                )}
              </th>
              <td className={styles.number}>{numbers.number(sum('fine'))}</td>
              <td className={styles.number}>{numbers.number(sum('missing'))}</td>
              <td className={styles.number}>{numbers.number(outside)}</td>
              <td className={styles.number}>{numbers.number(sum('notUnderstood'))}</td>
              <td />
            </tr>
          </tfoot>
        )}
      </table>
      {editing !== undefined && (
        <SourceDialog view={view} model={model} inputName={editing} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

interface MappingLineProps {
  readonly row: MappingRow;
  readonly input: Input;
  readonly model: ModelContent;
  readonly counts: NonNullable<ImportView['books']>['inputs'][number] | undefined;
  readonly onEdit: () => void;
}

function MappingLine({ row, input, model, counts, onEdit }: MappingLineProps) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const language = useLanguage();
  const { units } = useWords(fieldWords);
  const { texts } = useModelTexts(model);
  const label = texts[`inputs.${input.name}.label`] ?? input.name;
  const isOpen = row.state === 'open';
  const notes = toOpenNotes(row, language, words, numbers);
  const columns = toColumnsText(row.source);
  const shown = row.state === 'absent' ? words.notInFile : columns === '' ? words.choose : columns;
  const count = (value: number | undefined): string => (value === undefined ? '' : numbers.number(value));
  const tone = (value: number | undefined, look: string | undefined) =>
    `${styles.number} ${value !== undefined && value > 0 ? look : ''}`;
  const outside = counts === undefined ? undefined : counts.outsideDevelopment + counts.outsideLimits;
  return (
    <>
      <tr className={isOpen ? styles.open : undefined}>
        <th scope="row" title={label}>
          {label}
        </th>
        <td>{input.type === 'number' ? toUnitText(units, input.unit) : ''}</td>
        <td>
          <button
            type="button"
            className={styles.column}
            onClick={onEdit}
            aria-label={`${shown}, ${label}: ${words.change}`}
          >
            {shown}
          </button>
        </td>
        <td className={styles.readingText}>{toReadingText(row, input, { texts, numbers, units })}</td>
        <td className={styles.number}>{count(counts?.fine)}</td>
        <td className={tone(counts?.missing, styles.amber)}>{count(counts?.missing)}</td>
        <td className={tone(outside, styles.amber)}>{count(outside)}</td>
        <td className={tone(counts?.notUnderstood, styles.red)}>{count(counts?.notUnderstood)}</td>
        <td className={styles.act}>
          {row.state === 'open' ? (
            <button
              type="button"
              className={styles.confirm}
              onClick={() =>
                row.source === undefined
                  ? onEdit()
                  : editImport({ edit: 'input', input: row.input, source: row.source })
              }
            >
              {row.source === undefined ? words.chooseShort : words.confirm}
            </button>
          ) : (
            <IconCheck size={18} aria-label={words.rowStates[row.state]} />
          )}
        </td>
      </tr>
      {isOpen && notes.length > 0 && (
        <tr className={`${styles.open} ${styles.doubtLine}`}>
          <td />
          <td colSpan={8}>
            {notes.map((note) => (
              <div key={note}>{note}</div>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}
