import type { DecisionView, PatientColumns } from '#core/contract/patients-view.ts';

/** What of a list is shown. `benefit` and `harm`: the decision's arm, or its reference, is favoured. */
export type PatientFilter =
  'all' | 'benefit' | 'uncertain' | 'harm' | 'no-advice' | 'refused' | 'warning' | 'undecided';

/** `input:` and the name of an input orders by its values. */
export type PatientOrder = 'file' | 'patient' | 'difference' | 'probability' | 'warnings' | `input:${string}`;

export interface ListQuestion {
  readonly filter: PatientFilter;
  readonly order: PatientOrder;
  /** A part of the patient's number, or of what a value is called. */
  readonly search: string;
}

type Decisions = Readonly<Record<number, DecisionView>>;

/** State of advice of each row, as the filters speak of it. */
export type PatientState = 'benefit' | 'uncertain' | 'harm' | 'no-advice' | 'refused';

/** @param arm index of the decision's arm in the manifest; −1 where there is no decision */
export function toPatientState({ state, arm }: PatientColumns, row: number, armIndex: number): PatientState {
  switch (state[row]) {
    case 0:
      return arm[row] === armIndex ? 'benefit' : 'harm';
    case 1:
      return 'uncertain';
    case 2:
      return 'no-advice';
    default:
      return 'refused';
  }
}

/** Whether the model estimated something of a row. Where not, its reason says what is missing or outside. */
export function isEstimated({ state, reasons }: PatientColumns, row: number): boolean {
  return (state[row] ?? 3) < 2 || (state[row] === 2 && (reasons[row] ?? '').startsWith('no-decision-rule'));
}

/** What an estimate must be read with: inputs missing or outside the development data; and other remarks of any row. */
export function toWarnings(
  columns: PatientColumns,
  row: number,
): { readonly missing: number; readonly outside: number; readonly other: number } {
  const other = columns.other[row] ?? 0;
  if (!isEstimated(columns, row)) return { missing: 0, outside: 0, other };
  return { missing: columns.missing[row] ?? 0, outside: columns.outside[row] ?? 0, other };
}

function countWarnings(columns: PatientColumns, row: number): number {
  const { missing, outside, other } = toWarnings(columns, row);
  return missing + outside + other;
}

/** Whether there is still something to decide: of a refused row there never is. */
function isUndecided(columns: PatientColumns, decisions: Decisions, row: number): boolean {
  return decisions[row] === undefined && columns.state[row] !== refused;
}

const refused = 3;

/** How many rows each filter would show. They may overlap. */
export function countPatients(
  columns: PatientColumns,
  decisions: Decisions,
  armIndex: number,
): Readonly<Record<PatientFilter, number>> {
  const counts = {
    all: columns.patient.length,
    benefit: 0,
    uncertain: 0,
    harm: 0,
    'no-advice': 0,
    refused: 0,
    warning: 0,
    undecided: 0,
  };
  for (let row = 0; row < columns.patient.length; row += 1) {
    counts[toPatientState(columns, row, armIndex)] += 1;
    if (countWarnings(columns, row) > 0) counts.warning += 1;
    if (isUndecided(columns, decisions, row)) counts.undecided += 1;
  }
  return counts;
}

/**
 * The rows that are shown, in their order. Equal ones stand as in the file, and rows without a number come last.
 * @param toText what the values of a row are called, for the search
 */
export function findPatients(
  columns: PatientColumns,
  decisions: Decisions,
  armIndex: number,
  { filter, order, search }: ListQuestion,
  toText: (row: number) => string,
): Uint32Array {
  const wanted = toPlain(search.trim());
  const found: number[] = [];
  for (let row = 0; row < columns.patient.length; row += 1) {
    if (!isShown(columns, decisions, armIndex, filter, row)) continue;
    const named =
      wanted === '' ||
      toPlain(columns.patient[row] ?? '').includes(wanted) ||
      toPlain(toText(row)).includes(wanted);
    if (named) found.push(row);
  }
  return Uint32Array.from(order === 'file' ? found : found.sort(toComparison(columns, order)));
}

function isShown(
  columns: PatientColumns,
  decisions: Decisions,
  armIndex: number,
  filter: PatientFilter,
  row: number,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'warning':
      return countWarnings(columns, row) > 0;
    case 'undecided':
      return isUndecided(columns, decisions, row);
    case 'benefit':
    case 'uncertain':
    case 'harm':
    case 'no-advice':
    case 'refused':
      return toPatientState(columns, row, armIndex) === filter;
    default:
      return filter satisfies never;
  }
}

function toComparison(
  columns: PatientColumns,
  order: Exclude<PatientOrder, 'file'>,
): (a: number, b: number) => number {
  const descending =
    (toValue: (row: number) => number) =>
    (a: number, b: number): number => {
      const [of, other] = [toValue(a), toValue(b)];
      if (Number.isNaN(of) || Number.isNaN(other))
        return Number(Number.isNaN(of)) - Number(Number.isNaN(other));
      return other - of;
    };
  switch (order) {
    case 'patient':
      return (a, b) => compareTexts(columns.patient[a] ?? '', columns.patient[b] ?? '');
    case 'difference':
      return descending((row) => columns.mean[row] ?? NaN);
    case 'probability':
      return descending((row) => columns.probability[row] ?? NaN);
    case 'warnings':
      return descending((row) => countWarnings(columns, row));
    default:
      return byInput(columns, order.slice('input:'.length));
  }
}

/** Ascending; what is missing comes last. */
function byInput({ inputs }: PatientColumns, name: string): (a: number, b: number) => number {
  const values = inputs.find(({ input }) => input === name)?.values ?? [];
  return (a, b) => {
    const [of, other] = [values[a] ?? null, values[b] ?? null];
    if (of === null || other === null) return Number(of === null) - Number(other === null);
    if (typeof of === 'number' && typeof other === 'number') return of - other;
    return compareTexts(String(of), String(other));
  };
}

/** Small letters without marks on them: who types Celik finds Çelik. */
function toPlain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
