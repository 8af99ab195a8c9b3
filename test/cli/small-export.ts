import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, visite, type Run } from '#test/cli/run-visite.ts';

export const titles = [
  'Patiëntnr',
  'Geslacht',
  'Geboren',
  'Operatie',
  'Obstructie',
  'Perforatie',
  'Adhesie',
  'Klieren',
  'Graad',
  'Diepte',
  'Interval',
  'Stadium',
  'Naam',
];

/** A row of the smallest export for the demonstration model, with some cells replaced. */
export function toRow(patient: string, cells: Readonly<Record<string, string>> = {}): string[] {
  const usual: Readonly<Record<string, string>> = {
    Patiëntnr: patient,
    Geslacht: 'V',
    Geboren: '02-07-1949',
    Operatie: '23-04-2021',
    Obstructie: 'nee',
    Perforatie: 'nee',
    Adhesie: 'nee',
    Klieren: '5',
    Graad: 'slecht',
    Diepte: 'serosa',
    Interval: 'kort',
    Stadium: 'IIIC',
    Naam: 'Zoë Müller-Peña',
  };
  return titles.map((title) => cells[title] ?? usual[title] ?? '');
}

/** Records of an export as text. */
export function toText(
  rows: readonly (readonly string[])[],
  { delimiter = ';', newline = '\r\n', header = titles as readonly string[] } = {},
): string {
  return [header, ...rows].map((cells) => cells.join(delimiter) + newline).join('');
}

const yesNo = (column: string) => ({
  kind: 'code',
  column,
  codes: { nee: 'no', ja: 'yes' },
  missing: ['', 'onbekend'],
});
const date = (column: string) => ({ column, format: 'dd-mm-yyyy', missing: [''] });

/** Answers for it, with some replaced. */
export function toAnswers(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    answers: 1,
    name: 'small export',
    dialect: 'suggested',
    patient: { column: 'Patiëntnr' },
    skip: [],
    rows: { choose: 'every' },
    inputs: {
      sex: { kind: 'code', column: 'Geslacht', codes: { V: 'female', M: 'male' }, missing: [''] },
      age: { kind: 'age', birth: date('Geboren'), at: date('Operatie') },
      obstruct: yesNo('Obstructie'),
      perfor: yesNo('Perforatie'),
      adhere: yesNo('Adhesie'),
      nodes: { kind: 'number', column: 'Klieren', unit: '1', missing: ['', 'onbekend'] },
      differ: {
        kind: 'code',
        column: 'Graad',
        codes: { goed: 'well', matig: 'moderate', slecht: 'poor' },
        missing: [''],
      },
      extent: {
        kind: 'code',
        column: 'Diepte',
        codes: { serosa: 'serosa', muscularis: 'muscle' },
        missing: [''],
      },
      surg: { kind: 'code', column: 'Interval', codes: { kort: 'short', lang: 'long' }, missing: [''] },
      stage: { kind: 'code', column: 'Stadium', codes: { IIIB: 'iii', IIIC: 'iii' }, missing: [''] },
    },
    accept: ['refused-rows', 'no-expectation'],
    ...changes,
  };
}

/** `import map`, with a file of answers. */
export function map(
  folder: string,
  file: string,
  answers: object,
  profile: string,
  flags: readonly string[] = [],
): Run {
  const path = join(folder, `${profile}.answers.json`);
  writeFileSync(path, JSON.stringify(answers));
  const args = [
    'import',
    'map',
    file,
    '--bundle',
    demo.bundle,
    '--demo',
    '--answers',
    path,
    '--out',
    profile,
  ];
  return visite(folder, [...args, ...flags]);
}

export interface Mapped {
  readonly map: Run;
  /** Undefined where there was no profile. */
  readonly score: Run | undefined;
}

/** Writes an export, maps it and scores it to result.csv. */
export function mapAndScore(
  folder: string,
  bytes: Uint8Array | string,
  answers = toAnswers(),
  flags: readonly string[] = [],
): Mapped {
  writeFileSync(join(folder, 'export.csv'), bytes);
  const mapped = map(folder, 'export.csv', answers, 'small.profile.json', flags);
  if (mapped.status !== 0) return { map: mapped, score: undefined };
  const args = ['--bundle', demo.bundle, '--demo', '--profile', 'small.profile.json', '--out', 'result.csv'];
  return { map: mapped, score: visite(folder, ['score', 'export.csv', ...args]) };
}
