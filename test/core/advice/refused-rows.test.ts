import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type RefusedLine,
  toRefusedLines,
  toRefusedRecord,
  toRefusedStart,
} from '#core/advice/refused-rows.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import type { Problem } from '#core/table/problem.ts';

const dialect: Dialect = {
  encoding: 'windows-1252',
  bom: false,
  delimiter: ';',
  newline: '\r\n',
  quote: '"',
  decimal: ',',
  separatorLine: false,
};
const number: Problem = {
  code: 'number-characters',
  line: 12,
  column: 'Positieve klieren',
  value: 'vier',
  message: 'expected a number',
};

test('the file of refused rows begins with its titles, in the dialect of the export', () => {
  assert.equal(toRefusedStart(dialect), 'line;status;column;value;code;reason\r\n');
  const excel: Dialect = {
    ...dialect,
    encoding: 'utf-8',
    bom: true,
    separatorLine: true,
    delimiter: '\t',
    newline: '\n',
  };
  assert.equal(toRefusedStart(excel), '\uFEFFsep=\t\nline\tstatus\tcolumn\tvalue\tcode\treason\n');
});

test('a refused row has a line for each of its problems', () => {
  const missing: Problem = {
    code: 'patient-missing',
    line: 12,
    column: 'Patiëntnr',
    message: 'expected a number',
  };
  assert.deepEqual(toRefusedLines([number, missing]), [
    {
      line: 12,
      status: 'refused',
      column: 'Positieve klieren',
      value: 'vier',
      code: 'number-characters',
      reason: 'expected a number',
    },
    {
      line: 12,
      status: 'refused',
      column: 'Patiëntnr',
      value: '',
      code: 'patient-missing',
      reason: 'expected a number',
    },
  ]);
});

test('a row that cannot be cut into cells stands there whole', () => {
  const raw = '001;"a;b;c';
  const broken: Problem = { code: 'quote-not-closed', line: 9, value: raw.slice(0, 5), message: 'close it' };
  const lines = toRefusedLines([broken], raw);
  assert.deepEqual(
    lines.map(({ value, column }) => [value, column]),
    [[raw, '']],
  );
  assert.equal(
    toRefusedRecord(lines[0] ?? assert.fail(), dialect),
    '9;refused;;"001;""a;b;c";quote-not-closed;close it\r\n',
  );
});

const line: RefusedLine = {
  line: 3,
  status: 'skipped',
  column: '',
  value: '',
  code: 'blank-row',
  reason: 'x',
};
const records: readonly (readonly [name: string, change: Partial<RefusedLine>, expected: string])[] = [
  ['a skipped row', {}, '3;skipped;;;blank-row;x\r\n'],
  ['a formula', { value: '=HYPERLINK("a")' }, '3;skipped;;"\'=HYPERLINK(""a"")";blank-row;x\r\n'],
  ['a title that is a formula', { column: '@naam' }, "3;skipped;'@naam;;blank-row;x\r\n"],
  ['a negative number', { value: '-5,2' }, '3;skipped;;-5,2;blank-row;x\r\n'],
  [
    'a reason the encoding cannot write',
    { reason: 'expected − or 😀, got ë' },
    '3;skipped;;;blank-row;expected U+2212 or U+1F600, got ë\r\n',
  ],
];
for (const [name, change, expected] of records) {
  test(`refused record: ${name}`, () => {
    const record = toRefusedRecord({ ...line, ...change }, dialect);
    assert.equal(record, expected);
    encodeText(record, dialect.encoding);
  });
}
