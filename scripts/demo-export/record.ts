import type { SeededRandom } from '#scripts/demo-export/random.ts';
import type { TrialPatient } from '#scripts/demo-export/trial.ts';
import { drawName, drawRemark } from '#scripts/demo-export/words.ts';

/** Titles of the export, in order. */
export const titles = [
  'Patiëntnummer',
  'Naam',
  'Geboortedatum',
  'Geslacht',
  'Operatiedatum',
  'Stadium',
  'Positieve klieren',
  'Differentiatie',
  'Invasiediepte',
  'Obstructie',
  'Perforatie',
  'Adhesie',
  'Interval operatie–inclusie',
  'Behandeling',
  'Lengte (cm)',
  'Gewicht (kg)',
  'Hb (mmol/l)',
  'Opmerking',
] as const;

export type Title = (typeof titles)[number];
export type Cells = Readonly<Record<Title, string>>;

const dayMs = 86_400_000;
/** Operations are put on days from 4 January 2021 to 30 December 2025. The trial's own were in the 1980s; all dates are invented. */
const firstOperation = Date.UTC(2021, 0, 4);
const operationDays = 1822;

const arms: Readonly<Record<string, string>> = {
  Obs: 'observatie',
  Lev: 'levamisol',
  'Lev+5FU': 'levamisol + 5-FU',
};
const differentiations = ['goed', 'matig', 'slecht'] as const;
const extents = ['submucosa', 'muscularis', 'serosa', 'doorgroei'] as const;

/**
 * A patient as a record system would print one. Values of the trial stay; the age is put into a date of birth and a
 * date of operation that give it; number, name, dates, stage group, length, weight, haemoglobin and remark are invented.
 */
export function toCells(patient: TrialPatient, random: SeededRandom): Cells {
  const operation = new Date(firstOperation + random.between(0, operationDays - 1) * dayMs);
  const yesNo = (value: number): string => (value === 1 ? 'ja' : 'nee');
  return {
    Patiëntnummer: toPatientNumber(patient.id, 0),
    Naam: drawName(patient.sex, random),
    Geboortedatum: toDutchDate(drawBirth(operation, patient.age, random)),
    Geslacht: patient.sex === 1 ? 'M' : 'V',
    Operatiedatum: toDutchDate(operation),
    Stadium: toStageGroup(patient),
    'Positieve klieren': patient.nodes === undefined ? '' : String(patient.nodes),
    Differentiatie: patient.differ === undefined ? 'onbekend' : (differentiations[patient.differ - 1] ?? ''),
    Invasiediepte: extents[patient.extent - 1] ?? '',
    Obstructie: yesNo(patient.obstruct),
    Perforatie: yesNo(patient.perfor),
    Adhesie: yesNo(patient.adhere),
    'Interval operatie–inclusie': patient.surg === 1 ? 'lang' : 'kort',
    Behandeling: arms[patient.rx] ?? '',
    'Lengte (cm)': String(Math.round(random.normal(patient.sex === 1 ? 177 : 165, 7))),
    'Gewicht (kg)': toDecimalComma(random.normal(patient.sex === 1 ? 80 : 69, 11)),
    'Hb (mmol/l)': random.next() < 0.03 ? '' : toDecimalComma(random.normal(8.3, 0.9)),
    Opmerking: drawRemark(random),
  };
}

/**
 * Seven digits with leading zeros, different for each id below 89,989 and each repetition. 89,989 is prime, so the
 * multiplication meets every number once.
 */
export function toPatientNumber(id: number, repetition: number): string {
  return String(10_000 + ((id * 7919) % 89_989) + repetition * 100_000).padStart(7, '0');
}

export function toDutchDate(date: Date): string {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
}

/** Uniform over the days on which somebody of this age in whole years at the operation can be born. */
function drawBirth(operation: Date, age: number, random: SeededRandom): Date {
  const month = operation.getUTCMonth();
  const day = operation.getUTCDate();
  const latest = Date.UTC(operation.getUTCFullYear() - age, month, day);
  const earliest = Date.UTC(operation.getUTCFullYear() - age - 1, month, day) + dayMs;
  return new Date(earliest + random.between(0, Math.round((latest - earliest) / dayMs)) * dayMs);
}

/** Stage III in groups as AJCC 6 has them: A to the muscle with up to 3 nodes, B deeper, C from 4 nodes. */
function toStageGroup({ nodes, extent }: TrialPatient): string {
  if (nodes === undefined || nodes === 0) return 'III';
  if (nodes >= 4) return 'IIIC';
  return extent <= 2 ? 'IIIA' : 'IIIB';
}

function toDecimalComma(value: number): string {
  return value.toFixed(1).replace('.', ',');
}
