import type { Cells } from '#scripts/demo-export/record.ts';
import type { TrialPatient } from '#scripts/demo-export/trial.ts';

type Change = Partial<Cells>;

/** Rows with something else missing than the trial has. A ward writes "not known" in several ways. */
export const missing: readonly Change[] = [
  { 'Positieve klieren': 'NTB' },
  { 'Positieve klieren': 'onbekend' },
  { Stadium: '' },
  { Differentiatie: '' },
  { Obstructie: 'onbekend' },
  { Invasiediepte: 'onbekend' },
];

/** Rows the models are not for. Ages are set by `age`, the others by their cells. */
export const ineligible: readonly { readonly age?: number; readonly change: Change }[] = [
  ...Array.from({ length: 6 }, () => ({ change: { Stadium: 'IIA', 'Positieve klieren': '0' } })),
  ...Array.from({ length: 4 }, () => ({ change: { Stadium: 'IIB', 'Positieve klieren': '0' } })),
  { change: { Stadium: 'I', 'Positieve klieren': '0' } },
  { change: { Stadium: 'I', 'Positieve klieren': '0', Invasiediepte: 'submucosa' } },
  ...Array.from({ length: 3 }, () => ({ change: { Stadium: 'IV' } })),
  { change: { 'Positieve klieren': '0', Stadium: 'III' } },
  { change: { 'Positieve klieren': '0', Stadium: 'III' } },
  { change: { 'Positieve klieren': '34', Stadium: 'IIIC' } },
  { change: { 'Positieve klieren': '41', Stadium: 'IIIC' } },
  { age: 16, change: {} },
  { age: 17, change: {} },
  { age: 86, change: {} },
  { age: 88, change: {} },
  { age: 91, change: {} },
  { age: 97, change: {} },
];

/** Rows with one faulty cell, each a fault of its own. */
export const faultyCells: readonly Change[] = [
  { Operatiedatum: '31-02-2023' },
  { Geboortedatum: '29-02-1931' },
  { Geboortedatum: '1931-05-04' },
  { Geboortedatum: '04-05-2031' },
  { Geboortedatum: '04-05-31' },
  { 'Positieve klieren': 'drie' },
  { 'Positieve klieren': '2-3' },
  { 'Positieve klieren': '>10' },
  { 'Positieve klieren': '2,5' },
  { 'Positieve klieren': '3.0' },
  { Differentiatie: 'matig/slecht' },
  { Geslacht: 'X' },
  { Patiëntnummer: '' },
  { Patiëntnummer: '1,2E+07' },
];

/** Rows whose text is faulty: what the writer makes of the record, spoiled. */
export const faultyTexts: readonly ((text: string) => string)[] = [
  // Cut off.
  (text) => text.split(';').slice(0, 9).join(';'),
  // A remark with a delimiter, not quoted.
  (text) => `${text}; belt terug`,
  // A quote that is never closed.
  (text) => `${text}"zei niets`,
  // A quoted remark whose quotes are not doubled.
  (text) => `${text}"zei "nee" tegen infuus"`,
];

/** An invented patient in the range of the trial; only the kind of row that it becomes makes it special. */
export function toInvented(id: number, like: TrialPatient, age: number | undefined): TrialPatient {
  return { ...like, id, age: age ?? like.age, nodes: like.nodes ?? 2, differ: like.differ ?? 2 };
}
