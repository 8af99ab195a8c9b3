import { encodeText } from '#core/table/encode-text.ts';
import { faultyCells, faultyTexts, ineligible, missing, toInvented } from '#scripts/demo-export/additions.ts';
import { SeededRandom } from '#scripts/demo-export/random.ts';
import type { Cells } from '#scripts/demo-export/record.ts';
import { titles, toCells, toPatientNumber } from '#scripts/demo-export/record.ts';
import type { TrialPatient } from '#scripts/demo-export/trial.ts';
import { formulaRemarks } from '#scripts/demo-export/words.ts';

const seed = 19841987;
const newline = '\r\n';

export type RecordKind = 'trial' | 'missing' | 'ineligible' | 'broken' | 'duplicate' | 'blank' | 'totals';

/** One record. `id` is the patient's in colon.csv, or from 930 for an invented one. */
export interface DemoRecord {
  readonly kind: RecordKind;
  readonly id: number | undefined;
  /** The record without its line break, for a repetition of the file (0: the first) with other patient numbers. */
  readonly toText: (repetition: number) => string;
}

/** The records of the export, in the order of the file. The same on every machine. */
export function buildRecords(trial: readonly TrialPatient[]): DemoRecord[] {
  const random = new SeededRandom(seed);
  const formulas = new Map(formulaRemarks.map((remark, at) => [trial[at * 200 + 7]?.id, remark]));
  const patients = random.shuffled(trial).map((patient) => {
    const cells = toCells(patient, random);
    return { id: patient.id, cells: { ...cells, Opmerking: formulas.get(patient.id) ?? cells.Opmerking } };
  });
  const [duplicated] = patients;
  if (duplicated === undefined) throw new Error('colon.csv holds no patient');
  const records = patients.map(({ id, cells }) => toRecord('trial', id, cells));
  let id = trial.length;
  const invent = (
    kind: RecordKind,
    change: Partial<Cells>,
    age?: number,
    spoil?: (text: string) => string,
  ): void => {
    id += 1;
    const like = trial[random.between(0, trial.length - 1)];
    if (like === undefined) throw new Error('colon.csv holds no patient');
    const cells = {
      ...toCells(toInvented(id, like, age), random),
      ...(spoil ? { Opmerking: '' } : {}),
      ...change,
    };
    records.splice(random.between(0, records.length), 0, toRecord(kind, id, cells, spoil));
  };
  for (const change of missing) invent('missing', change);
  for (const { age, change } of ineligible) invent('ineligible', change, age);
  for (const change of faultyCells) invent('broken', change);
  for (const spoil of faultyTexts) invent('broken', {}, undefined, spoil);

  const again = { Opmerking: 'Tweede regel: Hb herhaald', 'Hb (mmol/l)': '7,1' };
  records.push(toRecord('duplicate', duplicated.id, { ...duplicated.cells, ...again }));
  const count = records.length;
  records.push({ kind: 'blank', id: undefined, toText: () => ';'.repeat(titles.length - 1) });
  records.push({ kind: 'blank', id: undefined, toText: () => '' });
  records.push({
    kind: 'totals',
    id: undefined,
    toText: () => `Totaal;${count} rijen${';'.repeat(titles.length - 2)}`,
  });
  return records;
}

/** The whole file, Windows-1252, as the profile beside it says. */
export function toExportBytes(records: readonly DemoRecord[]): Uint8Array {
  return toBytes([titles.join(';'), ...records.map((record) => record.toText(0))]);
}

/**
 * The same records again and again with other patient numbers, `rows` of them below the header, in pieces. Blank rows
 * and totals stand at the end of the file alone and are left out.
 */
export function* toRepeatedBytes(records: readonly DemoRecord[], rows: number): Generator<Uint8Array> {
  yield toBytes([titles.join(';')]);
  const patients = records.filter((record) => record.kind !== 'blank' && record.kind !== 'totals');
  for (let written = 0, repetition = 0; written < rows; repetition++) {
    const some = patients.slice(0, rows - written);
    yield toBytes(some.map((record) => record.toText(repetition)));
    written += some.length;
  }
}

function toRecord(kind: RecordKind, id: number, cells: Cells, spoil?: (text: string) => string): DemoRecord {
  const ownNumber = cells.Patiëntnummer === toPatientNumber(id, 0);
  const toText = (repetition: number): string => {
    const Patiëntnummer = ownNumber ? toPatientNumber(id, repetition) : cells.Patiëntnummer;
    const text = titles.map((title) => quote({ ...cells, Patiëntnummer }[title])).join(';');
    return spoil ? spoil(text) : text;
  };
  return { kind, id, toText };
}

function quote(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function toBytes(lines: readonly string[]): Uint8Array {
  return encodeText(lines.map((line) => line + newline).join(''), 'windows-1252');
}
