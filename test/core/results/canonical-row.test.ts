import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCanonicalReader } from '#core/results/canonical-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { CellKind } from '#core/table/row.ts';

const dialect: Profile['dialect'] = {
  encoding: 'windows-1252',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};
const profile: Pick<Profile, 'inputs' | 'dialect'> = {
  dialect,
  inputs: {
    hb: { kind: 'number', column: 'Hb', unit: 'mmol/L', missing: ['', '-1'] },
    cost: { kind: 'number', column: 'Cost', unit: '1', thousands: '.', missing: [] },
    age: {
      kind: 'age',
      birth: { column: 'Born', format: 'dd-mm-yyyy', missing: [''] },
      at: { column: 'Seen', format: 'dd-mm-yyyy hh:mm', missing: [''] },
    },
    late: {
      kind: 'days-between',
      from: { column: 'Short', format: 'd-m-yy', century: 1930, missing: [] },
      to: { column: 'Exact', format: 'yyyy-mm-dd hh:mm:ss.f', missing: [] },
    },
  },
};
const titles = ['Id', 'Hb', 'Cost', 'Born', 'Seen', 'Short', 'Exact', 'Weight'];
const read = toCanonicalReader(profile, { titles });

describe('cells as a machine reads them', () => {
  const cases: readonly (readonly [string, string, string, string, CellKind])[] = [
    ['a decimal comma becomes a point', 'Hb', '8,10', '8.1', 'number'],
    ['a minus of Unicode becomes one of ASCII', 'Hb', '−0,5', '-0.5', 'number'],
    ['the other mark is not touched', 'Hb', '8.1', '8.1', 'text'],
    ['a bound is not touched', 'Hb', '<0,1', '<0,1', 'text'],
    ['a word for "not known" is not touched', 'Hb', 'NTB', 'NTB', 'text'],
    ['a code for "not known" keeps its number', 'Hb', '-1', '-1', 'number'],
    ['declared thousands', 'Cost', '1.234,5', '1234.5', 'number'],
    ['undeclared thousands are not touched', 'Hb', '1.234,5', '1.234,5', 'text'],
    ['a date', 'Born', '02-07-1949', '1949-07-02', 'date'],
    ['an impossible date is not touched', 'Born', '31-02-1949', '31-02-1949', 'text'],
    ['a date with a time', 'Seen', '09-04-2021 07:05', '2021-04-09 07:05:00', 'date'],
    ['a year of two digits, by its century', 'Short', '2-7-49', '1949-07-02', 'date'],
    [
      'a fraction of a second would be lost',
      'Exact',
      '2021-04-09 07:05:01.5',
      '2021-04-09 07:05:01.5',
      'text',
    ],
    ['a column the profile does not read is not touched', 'Weight', '56,1', '56,1', 'text'],
    ['leading zeros of a number stay', 'Id', '0072603', '0072603', 'text'],
    ['an empty cell', 'Hb', '', '', 'empty'],
  ];
  for (const [name, title, cell, text, kind] of cases) {
    it(name, () => {
      const at = titles.indexOf(title);
      const cells = titles.map((_, place) => (place === at ? cell : ''));
      const got = read({ cells });
      assert.deepEqual([got.cells[at], got.kinds[at]], [text, kind]);
    });
  }

  it('believes a typed source about its cells, and reads only its texts', () => {
    const cells = ['1', '8.1', '1234.5', '1949-07-02', '#N/A', '2-7-49', '', 'true'];
    const kinds: CellKind[] = ['text', 'number', 'number', 'date', 'error', 'text', 'empty', 'boolean'];
    const got = read({ cells, kinds });
    assert.deepEqual(got.cells, ['1', '8.1', '1234.5', '1949-07-02', '#N/A', '1949-07-02', '', 'true']);
    assert.deepEqual(got.kinds, ['text', 'number', 'number', 'date', 'error', 'date', 'empty', 'boolean']);
  });
});
