import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured } from '#bench/run-measured.ts';
import { repository } from '#scripts/run-steps.ts';

/** A logistic regression over columns of the export, made up: only its speed and its equality with the peer matter. */
interface Feature {
  readonly name: string;
  readonly coefficient: number;
  readonly column: string;
  /** Of a code: text of the cell → number. */
  readonly codes?: Readonly<Record<string, number>>;
  /** What is taken where the cell is empty or unknown; absent: the row gets no number. */
  readonly imputed?: number;
  readonly unit?: string;
  readonly range?: readonly [number, number];
}

const yesNo = { nee: 0, ja: 1 } as const;
const intercept = -2.25;
const features: readonly Feature[] = [
  { name: 'sex', coefficient: 0.125, column: 'Geslacht', codes: { V: 0, M: 1 } },
  { name: 'age', coefficient: 0.0175, column: 'age', unit: 'a', range: [18, 100] },
  { name: 'obstruct', coefficient: 0.3, column: 'Obstructie', codes: yesNo },
  { name: 'perfor', coefficient: 0.2, column: 'Perforatie', codes: yesNo },
  { name: 'adhere', coefficient: 0.35, column: 'Adhesie', codes: yesNo },
  { name: 'nodes', coefficient: 0.09, column: 'Positieve klieren', unit: '1', range: [1, 40] },
  {
    name: 'differ',
    coefficient: 0.25,
    column: 'Differentiatie',
    codes: { goed: 0, matig: 1, slecht: 2 },
    imputed: 1,
  },
  {
    name: 'extent',
    coefficient: 0.45,
    column: 'Invasiediepte',
    codes: { submucosa: 0, muscularis: 1, serosa: 2, doorgroei: 3 },
  },
  { name: 'surg', coefficient: 0.22, column: 'Interval operatie–inclusie', codes: { kort: 0, lang: 1 } },
  { name: 'weight', coefficient: -0.004, column: 'Gewicht (kg)', unit: 'kg', range: [30, 200] },
  {
    name: 'haemoglobin',
    coefficient: -0.11,
    column: 'Hb (mmol/l)',
    unit: 'mmol/L',
    range: [3, 14],
    imputed: 8.3,
  },
];
const missing = ['', 'onbekend'];

export interface BenchModel {
  readonly bundle: string;
  readonly profile: string;
  readonly trust: string;
  /** What the peer makes its model of: intercept and features as above, as JSON. */
  readonly coefficients: string;
}

/** Compiles and signs the model in `folder`, with a key made for this run, and writes the profile of the export. */
export async function makeModel(folder: string, titles: readonly string[]): Promise<BenchModel> {
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('model'));
  mkdirSync(at('trust'));
  write(at('model/description.json'), toDescription());
  write(at('model/model.json'), {
    format: 1,
    kind: 'generalized-linear',
    link: 'logit',
    features: features.map(({ name }) => name),
    intercept,
    coefficients: features.map(({ coefficient }) => coefficient),
  });
  write(at('coefficients.json'), { intercept, features });
  write(at('profile.json'), toProfile(titles));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  writeFileSync(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(at('trust/bench.pub.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const keys = [{ file: 'bench.pub.pem', publisher: 'https://example.org/bench' }];
  write(at('trust/anchors.json'), { format: 1, keys, roots: [], revokedFingerprints: [] });
  await author('compile', at('model'), '--out', at('unsigned.visite'));
  await author('sign', at('unsigned.visite'), '--key', at('key.pem'), '--out', at('bench.visite'));
  return {
    bundle: at('bench.visite'),
    profile: at('profile.json'),
    trust: at('trust'),
    coefficients: at('coefficients.json'),
  };
}

function author(...args: readonly string[]): Promise<unknown> {
  return runMeasured(process.execPath, [join(repository, 'cli/visite-author.ts'), ...args], {});
}

function write(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value));
}

function toDescription() {
  return {
    format: 1,
    id: 'bench-relapse',
    version: '1.0.0',
    date: '2026-11-24',
    publisher: 'https://example.org/bench',
    languages: ['en'],
    inputs: features.map(toInput),
    arms: [{ name: 'all' }],
    outcomes: [{ name: 'relapse', kind: 'probability', direction: 'lower-is-better' }],
    models: [
      {
        file: 'model.json',
        format: 'coefficients',
        inputs: {
          input: features.map(({ name, codes }) =>
            codes === undefined ? { input: name } : { input: name, values: toCategories(codes) },
          ),
        },
      },
    ],
    outputs: [{ outcome: 'relapse', output: 'mean', response: 'event' }],
    source: { format: 'coefficients', library: 'made up', versions: { formula: '1' } },
    golden: {
      library: 'the formula in TypeScript',
      version: '1',
      tolerance: { absolute: 1e-12, relative: 0 },
      provenance: 'synthetic',
      patients: Array.from({ length: 6 }, (_, at) => toGolden(at)),
    },
  };
}

function toInput({ name, codes, imputed, unit = '1', range: [min, max] = [0, 1] }: Feature) {
  if (codes === undefined) {
    const policy = imputed === undefined ? { policy: 'refuse' } : { policy: 'impute', value: imputed };
    return { name, type: 'number', unit, development: { min, max }, missing: policy };
  }
  const categories = Object.keys(toCategories(codes)).map((category) => ({ name: category }));
  const value = imputed === undefined ? undefined : categories[imputed]?.name;
  const policy = value === undefined ? { policy: 'refuse' } : { policy: 'impute', value };
  return { name, type: 'category', categories, missing: policy };
}

/** Category → number; names of categories have lower-case letters. */
function toCategories(codes: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(codes).map(([code, value]) => [code.toLowerCase(), value]));
}

function toGolden(at: number) {
  const values = features.map(({ codes, range: [min, max] = [0, 1] }, index) =>
    codes === undefined
      ? min + Math.round(((max - min) * (at + 1)) / 7)
      : (at + index) % Object.keys(codes).length,
  );
  const linear = features.reduce(
    (sum, { coefficient }, index) => sum + coefficient * (values[index] ?? 0),
    intercept,
  );
  const inputs = features.map(({ name, codes }, index) => {
    const value = values[index] ?? 0;
    return [name, codes === undefined ? value : Object.keys(toCategories(codes))[value]];
  });
  return {
    name: `patient-${at + 1}`,
    inputs: Object.fromEntries(inputs),
    original: [1 / (1 + Math.exp(-linear))],
  };
}

function toProfile(titles: readonly string[]) {
  const date = (column: string) => ({ column, format: 'dd-mm-yyyy', missing: [''] });
  const inputs = features.map(({ name, column, codes, unit }) => {
    if (name === 'age')
      return [name, { kind: 'age', birth: date('Geboortedatum'), at: date('Operatiedatum') }];
    if (codes === undefined) return [name, { kind: 'number', column, unit, missing }];
    const names = Object.fromEntries(Object.keys(codes).map((code) => [code, code.toLowerCase()]));
    return [name, { kind: 'code', column, codes: names, missing }];
  });
  return {
    profile: 1,
    name: 'Export of the bench',
    models: ['bench-relapse'],
    dialect: {
      encoding: 'windows-1252',
      bom: false,
      delimiter: ';',
      newline: '\r\n',
      quote: '"',
      decimal: ',',
      separatorLine: false,
    },
    header: titles,
    patient: { column: 'Patiëntnummer' },
    skip: [{ column: 'Patiëntnummer', equals: 'Totaal', reason: 'totals' }],
    inputs: Object.fromEntries(inputs),
  };
}
