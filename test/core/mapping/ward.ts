import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Header, Row } from '#core/table/row.ts';

type Inputs = Pick<Manifest, 'id' | 'inputs'>;
const base: Pick<Input, 'role' | 'synonyms' | 'codes'> = { role: 'model', synonyms: {}, codes: [] };
const range = { limits: { min: 0, max: 500 }, development: { min: 0, max: 500 } };

/** A small model and an export that fits it. */
export const manifest: Inputs = {
  id: 'ward-model',
  inputs: [
    { ...base, name: 'sex', type: 'category', categories: ['female', 'male'], missing: { policy: 'refuse' } },
    {
      ...base,
      name: 'age',
      type: 'number',
      unit: 'a',
      integer: true,
      ...range,
      missing: { policy: 'refuse' },
    },
    {
      ...base,
      name: 'nodes',
      type: 'number',
      unit: '1',
      integer: true,
      ...range,
      missing: { policy: 'refuse' },
    },
    {
      ...base,
      name: 'hb',
      type: 'number',
      unit: 'mmol/L',
      integer: false,
      ...range,
      missing: { policy: 'model' },
    },
    {
      ...base,
      name: 'weight',
      type: 'number',
      unit: 'kg',
      integer: false,
      ...range,
      missing: { policy: 'refuse' },
    },
  ],
};

export const titles = ['Nummer', 'Geslacht', 'Geboren', 'Datum', 'Klieren', 'Hb', 'Gewicht', 'Opmerking'];
export const header: Header = { line: 1, titles, raw: titles.join(';') };

export const profile: Profile = {
  profile: 1,
  name: 'ward',
  models: ['ward-model', 'other-model'],
  dialect: {
    encoding: 'utf-8',
    bom: false,
    delimiter: ';',
    newline: '\r\n',
    quote: '"',
    decimal: ',',
    separatorLine: false,
  },
  header: titles,
  patient: { column: 'Nummer' },
  skip: [{ column: 'Nummer', equals: 'Totaal', reason: 'totals' }],
  inputs: {
    sex: { kind: 'code', column: 'Geslacht', codes: { V: 'female', M: 'male' }, missing: ['', '9'] },
    age: {
      kind: 'age',
      birth: { column: 'Geboren', format: 'dd-mm-yyyy', missing: [''] },
      at: { column: 'Datum', format: 'dd-mm-yyyy', missing: [] },
    },
    nodes: { kind: 'number', column: 'Klieren', unit: '1', missing: ['', 'NTB', '99'] },
    hb: { kind: 'number', column: 'Hb', unit: 'mmol/L', missing: ['', 'onbekend'] },
    weight: { kind: 'number', column: 'Gewicht', unit: 'kg', thousands: '.', missing: [] },
  },
};

/** A sound row with some cells changed. */
export function toRow(change: Readonly<Record<string, string>> = {}, line = 2): Row {
  const sound: Record<string, string> = {
    Nummer: '0012345',
    Geslacht: 'V',
    Geboren: '15-06-1960',
    Datum: '14-06-2026',
    Klieren: '3',
    Hb: '8,1',
    Gewicht: '72,5',
    Opmerking: 'x',
  };
  const cells = titles.map((title) => change[title] ?? sound[title] ?? '');
  return { line, cells, raw: cells.join(';') };
}
