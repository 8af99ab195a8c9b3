import { IconCheck, IconPencil } from '@tabler/icons-react';
import { memo } from 'react';
import styles from './patients.module.css';
import type { DecisionView, ListView } from '#core/contract/patients-view.ts';
import { toPersons } from '#core/advice/persons.ts';
import { isEstimated, toPatientState, toWarnings, type PatientState } from '#core/estimates/find-patients.ts';
import { toThresholds } from '#core/estimates/to-answer.ts';
import type { Scale } from '#core/estimates/to-scale.ts';
import { AdviceChip } from '#renderer/parts/AdviceChip.tsx';
import { IntervalBar } from '#renderer/parts/IntervalBar.tsx';
import { WarningMark } from '#renderer/parts/WarningMark.tsx';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { widths, type InputColumn } from '#renderer/screens/patients/columns.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { toInline } from '#renderer/parts/value-text.ts';
import { problemWords } from '#renderer/strings/problems.ts';
import { patientsWords } from '#renderer/strings/patients.ts';
import { patientWords } from '#renderer/strings/patient.ts';

interface PatientRowProps {
  readonly list: ListView;
  readonly row: number;
  /** Place among the rows that are shown, from 0. */
  readonly at: number;
  readonly columns: readonly InputColumn[];
  readonly scale: Scale | undefined;
  readonly armIndex: number;
  readonly model: ModelWords;
  readonly isSelected: boolean;
  readonly decision: DecisionView | undefined;
  readonly height: number;
  readonly top: number;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
}

export function toRowId(row: number): string {
  return `patient-row-${row}`;
}

/** One patient of the list. */
export const PatientRow = memo(function PatientRow(props: PatientRowProps) {
  const { list, row, at, columns, armIndex, model, isSelected, height, top, onSelect, onOpen } = props;
  const { patients } = list;
  const state = toPatientState(patients, row, armIndex);
  return (
    <div
      role="row"
      id={toRowId(row)}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      tabIndex={-1}
      className={styles.row}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => onSelect(row)}
      onDoubleClick={() => onOpen(row)}
    >
      <PatientName list={list} row={row} model={model} />
      {columns.map(({ input, values }) => (
        <InputCell
          key={input.name}
          input={input}
          value={values[row] ?? null}
          isRefused={state === 'refused'}
          model={model}
        />
      ))}
      <span role="gridcell">
        <AdviceChip state={state} />
      </span>
      <ResultCells {...props} state={state} />
      <WarningCell list={list} row={row} />
      <DecisionCell decision={props.decision} isRefused={state === 'refused'} />
    </div>
  );
});

/** A row whose number nobody can read is called by its line. */
function PatientName({ list, row, model }: Pick<PatientRowProps, 'list' | 'row' | 'model'>) {
  const words = useWords(patientsWords);
  const { patient, line } = list.patients;
  const name = patient[row] ?? '';
  return (
    <span role="rowheader" className={name === '' ? styles.quiet : styles.patient} title={name}>
      {name === '' ? words.line(model.numbers.number(line[row] ?? 0)) : name}
    </span>
  );
}

interface InputCellProps extends Pick<InputColumn, 'input'> {
  readonly value: number | string | null;
  readonly isRefused: boolean;
  readonly model: ModelWords;
}

function InputCell({ input, value, isRefused, model }: InputCellProps) {
  // a value of a refused row that is not there may be one that nobody can read
  if (value === null && isRefused) {
    return (
      <span role="gridcell" className={input.type === 'number' ? styles.number : styles.text}>
        –
      </span>
    );
  }
  if (value === null) {
    return (
      <span role="gridcell" className={input.type === 'number' ? styles.missingNumber : styles.missing}>
        {model.said(input, null)}
      </span>
    );
  }
  const { text, unit } = model.value(input, value);
  return (
    <span role="gridcell" className={input.type === 'number' ? styles.number : styles.text} title={text}>
      {text}
      {unit !== '' && <span className={styles.unit}> {unit}</span>}
    </span>
  );
}

/** Probability, difference with its interval, and the same as a bar; or why there is no number, in their place. */
function ResultCells(props: PatientRowProps & { readonly state: PatientState }) {
  const { list, row, scale, state, model, height } = props;
  const words = useWords(patientsWords);
  const { patients } = list;
  const [mean, lower, upper] = [patients.mean[row], patients.lower[row], patients.upper[row]];
  if (scale === undefined) return <ReasonCell list={list} row={row} model={model} columns={1} />;
  if (mean === undefined || lower === undefined || upper === undefined || Number.isNaN(mean)) {
    return <ReasonCell list={list} row={row} model={model} columns={3} />;
  }
  const { numbers } = model;
  return (
    <>
      <span role="gridcell" className={styles.number}>
        {numbers.chance(patients.probability[row] ?? NaN, toThresholds(list.model.manifest.decision))}
      </span>
      <span role="gridcell" className={styles.difference}>
        <strong>{numbers.signedPersons(mean)}</strong>
        <span className={styles.bound}>{numbers.number(toPersons(lower))}</span>
        <span className={styles.unit}>{words.to}</span>
        <span className={styles.upper}>{numbers.number(toPersons(upper))}</span>
      </span>
      <span role="gridcell" className={styles.bar}>
        <IntervalBar
          mean={mean}
          lower={lower}
          upper={upper}
          state={state}
          scale={scale}
          width={widths.bar - 8}
          height={height - 1}
        />
      </span>
    </>
  );
}

function ReasonCell(props: {
  readonly list: ListView;
  readonly row: number;
  readonly model: ModelWords;
  readonly columns: number;
}) {
  const { list, row, model, columns } = props;
  const words = useWords(patientsWords);
  const text = useReasonText(list, row, model);
  return (
    <span
      role="gridcell"
      aria-colspan={columns}
      className={styles.reason}
      style={{ gridColumn: `span ${columns}` }}
      title={text}
    >
      {columns > 1 && <strong>{words.noNumber}</strong>} {text}
    </span>
  );
}

/** Why a row has no number, in a few words. */
function useReasonText({ patients }: ListView, row: number, model: ModelWords): string {
  const words = useWords(patientsWords);
  const language = useLanguage();
  const problems: Readonly<Record<string, string>> = problemWords[language];
  const reasons = (patients.reasons[row] ?? '').split(' ').filter((reason) => reason !== '');
  return reasons
    .map((reason) => {
      const [code = '', input = ''] = reason.split(':');
      const known = words.reasons[code]?.(model.input(input));
      const problem = problems[code] ?? words.states.refused;
      return known ?? (input === '' ? problem : `${model.input(input)}: ${problem}`);
    })
    .filter((text, at, all) => all.indexOf(text) === at)
    .join(', ');
}

function WarningCell(props: { readonly list: ListView; readonly row: number }) {
  const { list, row } = props;
  const words = useWords(patientsWords);
  const { missing, outside, other } = toWarnings(list.patients, row);
  if (missing + outside + other === 0) {
    return (
      <span role="gridcell" className={styles.quiet}>
        {isEstimated(list.patients, row) ? words.checkedNone : words.notApplicable}
      </span>
    );
  }
  const marks = [
    { kind: 'missing', count: missing, say: words.missing },
    { kind: 'outside', count: outside, say: words.outside },
    { kind: 'double', count: other, say: words.other },
  ] as const;
  return (
    <span role="gridcell" className={styles.warnings}>
      {marks
        .filter(({ count }) => count > 0)
        .map(({ kind, count, say }) => (
          <span key={kind} className={styles.warning}>
            <WarningMark kind={kind} size={14} />
            {say(String(count))}
          </span>
        ))}
    </span>
  );
}

interface DecisionCellProps {
  readonly decision: DecisionView | undefined;
  readonly isRefused: boolean;
}

function DecisionCell({ decision, isRefused }: DecisionCellProps) {
  const words = useWords(patientsWords);
  const { reasons } = useWords(patientWords);
  const language = useLanguage();
  if (decision === undefined) {
    return (
      <span role="gridcell" className={styles.quiet}>
        {isRefused ? words.notApplicable : words.open}
      </span>
    );
  }
  const isAgreed = decision.kind !== 'overridden';
  const Icon = isAgreed ? IconCheck : IconPencil;
  const because = decision.reason === undefined ? '' : `: ${toInline(reasons[decision.reason], language)}`;
  const text = isAgreed ? words.agreed : `${words.otherwise}${because}`;
  return (
    <span role="gridcell" className={styles.decision} title={text}>
      <Icon size={15} stroke={1.8} aria-hidden="true" />
      <span className={styles.clip}>{text}</span>
    </span>
  );
}
