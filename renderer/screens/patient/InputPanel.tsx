import { IconPencil } from '@tabler/icons-react';
import styles from './inputs.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import type { InputView, ListView, PatientView } from '#core/contract/patients-view.ts';
import { Key } from '#renderer/parts/Key.tsx';
import { ManifestField } from '#renderer/parts/fields/ManifestField.tsx';
import { WarningMark, type WarningKind } from '#renderer/parts/WarningMark.tsx';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import type { WhatIfControl } from '#renderer/screens/patient/use-what-if.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

interface InputPanelProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  readonly control: WhatIfControl;
}

/** Every input as it was understood: value, unit, column, cell. Or, as what if, a field for each. */
export function InputPanel({ list, view, model, control }: InputPanelProps) {
  const words = useWords(patientWords);
  const numbers = useNumbers();
  const { whatIf, start, stop } = control;
  const { inputs } = list.model.manifest;
  const rows = view.inputs.flatMap((shown) => {
    const input = inputs.find(({ name }) => name === shown.input);
    return input === undefined ? [] : [{ input, shown }];
  });
  return (
    <section className={`${styles.panel} ${whatIf ? styles.whatIf : ''}`} aria-label={words.inputs}>
      <div className={styles.head}>
        <h2 className={styles.title}>{whatIf ? words.whatIfTitle : words.inputs}</h2>
        {view.problems.length === 0 && (
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={whatIf !== undefined}
            onClick={whatIf ? stop : start}
          >
            <IconPencil size={15} aria-hidden="true" />
            {whatIf ? words.toRecord : words.whatIf}
            <Key>{whatIf ? 'Esc' : 'W'}</Key>
          </button>
        )}
      </div>
      <div className={styles.scroll}>
        {whatIf === undefined ? (
          <RecordTable rows={rows} model={model} />
        ) : (
          <div className={styles.fields} key={whatIf.generation}>
            {rows.map(({ input, shown }) => {
              const isChanged = input.name in whatIf.values || whatIf.unreadable.includes(input.name);
              return (
                <div key={input.name} className={isChanged ? styles.changed : styles.unchanged}>
                  <ManifestField
                    input={input}
                    label={model.input(input.name)}
                    value={input.name in whatIf.values ? (whatIf.values[input.name] ?? null) : shown.value}
                    texts={model.wording.texts}
                    {...(isChanged ? { about: words.inRecord(model.said(input, shown.value)) } : {})}
                    onRead={(value) => whatIf.change(input.name, value)}
                  />
                </div>
              );
            })}
          </div>
        )}
      </div>
      <div className={styles.foot}>
        {list.byHand ? (
          words.byHand
        ) : (
          <>
            {words.lineOf(numbers.number(view.line), list.file)}
            <br />
            {words.readAt(numbers.dateTime(list.readAt))}
          </>
        )}
      </div>
    </section>
  );
}

interface RecordRow {
  readonly input: Input;
  readonly shown: InputView;
}

function RecordTable({ rows, model }: { readonly rows: readonly RecordRow[]; readonly model: ModelWords }) {
  const words = useWords(patientWords);
  return (
    <div role="table" aria-label={words.inputs} className={styles.table}>
      <div role="row" className={styles.headRow}>
        <span role="columnheader">{words.columns.input}</span>
        <span role="columnheader">{words.columns.value}</span>
        <span role="columnheader">{words.columns.column}</span>
        <span role="columnheader">{words.columns.cell}</span>
      </div>
      {rows.map(({ input, shown }) => (
        <RecordLine key={input.name} input={input} shown={shown} model={model} />
      ))}
    </div>
  );
}

function RecordLine({ input, shown, model }: RecordRow & { readonly model: ModelWords }) {
  const fields = useWords(fieldWords);
  const note = useStateNote(input, shown, model);
  const said = shown.value === null ? undefined : model.value(input, shown.value);
  return (
    <div role="row" className={`${styles.row} ${note === undefined ? '' : styles[note.tone]}`}>
      <span role="rowheader" className={styles.name}>
        {model.input(input.name)}
      </span>
      <span role="cell" className={styles.value}>
        {said === undefined ? (
          <strong>{shown.state === 'refused' ? '–' : fields.missing}</strong>
        ) : (
          <>
            <strong>{said.text}</strong>
            {said.unit !== '' && <span className={styles.unit}> {said.unit}</span>}
          </>
        )}
      </span>
      <span role="cell" className={styles.source}>
        {shown.columns.map((column) => (
          <span key={column} className={styles.clip} title={column}>
            {column}
          </span>
        ))}
      </span>
      <span role="cell" className={styles.source}>
        {shown.cells.map((cell, at) => (
          <span key={at} className={styles.clip} title={cell}>
            {cell}
          </span>
        ))}
      </span>
      {note !== undefined && (
        <span role="cell" className={styles.note}>
          <WarningMark kind={note.kind} size={14} />
          {note.text}
        </span>
      )}
    </div>
  );
}

interface Note {
  readonly kind: WarningKind;
  readonly tone: 'warn' | 'stop';
  readonly text: string;
}

/** What has to be said of a value, under it. */
function useStateNote(input: Input, shown: InputView, model: ModelWords): Note | undefined {
  const { states } = useWords(patientWords);
  const { range, problems } = useWords(fieldWords);
  const { numbers } = model;
  const toRange = ({ min, max }: { min: number; max: number }): string =>
    range(numbers.number(min), numbers.number(max));
  switch (shown.state) {
    case 'fine':
      return undefined;
    case 'missing':
      return { kind: 'missing', tone: 'stop', text: states.missing };
    case 'imputed':
      return {
        kind: 'missing',
        tone: 'warn',
        text: states.imputed(model.said(input, shown.imputed ?? null)),
      };
    case 'left-missing':
      return { kind: 'missing', tone: 'warn', text: states.leftMissing };
    case 'outside-development':
      return {
        kind: 'outside',
        tone: 'warn',
        text: states.outsideDevelopment(input.type === 'number' ? toRange(input.development) : ''),
      };
    case 'outside-limits':
      return {
        kind: 'refused',
        tone: 'stop',
        text: states.outsideLimits(input.type === 'number' ? toRange(input.limits) : ''),
      };
    case 'outside-population':
      return { kind: 'refused', tone: 'stop', text: states.outsidePopulation };
    case 'refused': {
      const { problem } = shown;
      const text = problem === undefined ? '' : (problems[problem.code] ?? problem.message);
      return { kind: 'refused', tone: 'stop', text };
    }
    default:
      throw shown.state satisfies never;
  }
}
