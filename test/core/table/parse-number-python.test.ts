import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { parseDate } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { NumberFault, Thousands } from '#core/table/parse-number.ts';
import { testPython } from '#test/compiler/kernels/math/test-python.ts';

/** What pandas makes of a cell with these marks stated, and what we make of it. */
interface Peer {
  readonly text: string;
  readonly decimal: ',' | '.';
  readonly thousands?: Thousands;
  readonly pandas: string;
  readonly ours: number | NumberFault;
}

const peers: readonly Peer[] = [
  { text: '4,5', decimal: '.', thousands: ',', pandas: '45.0', ours: 'number-decimal-mark' },
  { text: '4.5', decimal: ',', thousands: '.', pandas: '45.0', ours: 'number-decimal-mark' },
  { text: '12.5', decimal: ',', thousands: '.', pandas: '125.0', ours: 'number-decimal-mark' },
  { text: '1.2.3', decimal: ',', thousands: '.', pandas: '123.0', ours: 'number-characters' },
  { text: '1,2,3,4', decimal: '.', thousands: ',', pandas: '1234.0', ours: 'number-characters' },
  { text: '12,34', decimal: '.', thousands: ',', pandas: '1234.0', ours: 'number-decimal-mark' },
  { text: '1.5.', decimal: ',', thousands: '.', pandas: '15.0', ours: 'number-characters' },
  { text: '5,', decimal: '.', thousands: ',', pandas: '5.0', ours: 'number-bare-mark' },
  { text: ',5', decimal: ',', pandas: '0.5', ours: 'number-bare-mark' },
  { text: '1,2E+07', decimal: '.', thousands: ',', pandas: '120000000.0', ours: 'number-exponent' },
  { text: '1e5', decimal: '.', pandas: '100000.0', ours: 'number-exponent' },
  { text: 'NA', decimal: '.', pandas: 'nan', ours: 'number-characters' },
  { text: 'inf', decimal: '.', pandas: 'inf', ours: 'number-characters' },
  { text: 'true', decimal: '.', pandas: '1.0', ours: 'number-characters' },
  { text: '\u22125', decimal: '.', pandas: 'text', ours: -5 },
  { text: '1.234', decimal: ',', thousands: '.', pandas: '1234.0', ours: 1234 },
  { text: '1.234', decimal: '.', pandas: '1.234', ours: 1.234 },
  { text: '4,5', decimal: ',', pandas: '4.5', ours: 4.5 },
];

/** Random numbers as written under a comma and as Python writes them. */
const written = fc.sample(
  fc
    .tuple(
      fc.constantFrom('', '-', '\u2212'),
      fc.stringMatching(/^[0-9]{1,15}$/),
      fc.option(fc.stringMatching(/^[0-9]{1,20}$/)),
    )
    .map(([sign, whole, fraction]) => ({
      text: sign + whole + (fraction === null ? '' : `,${fraction}`),
      python: (sign === '' ? '' : '-') + whole + (fraction === null ? '' : `.${fraction}`),
    })),
  { numRuns: 4000, seed: 5 },
);

const answer = execFileSync(testPython(), [join(import.meta.dirname, 'read_numbers.py')], {
  input: JSON.stringify({
    floats: written.map(({ python }) => python),
    cells: peers.map(({ text, decimal, thousands }) => [text, decimal, thousands ?? null]),
    dates: ['01-02-2026', '23-02-2026', '3-4-2026'],
  }),
  encoding: 'utf8',
});
const Texts = z.array(z.string());
const python = z.strictObject({ floats: Texts, cells: Texts, dates: Texts }).parse(JSON.parse(answer));

test('4,000 random numbers are the same doubles as in Python', () => {
  for (const [at, { text }] of written.entries()) {
    const parsed = parseNumber(text, ',');
    assert.ok(parsed.ok, text);
    assert.equal(toHex(parsed.value), toHex(fromHex(python.floats[at] ?? '')), text);
  }
});

for (const [at, { text, decimal, thousands, pandas, ours }] of peers.entries()) {
  test(`${JSON.stringify(text)} under "${decimal}"${thousands ? ` and "${thousands}"` : ''}: pandas ${pandas}, ours ${ours}`, () => {
    assert.equal(python.cells[at], pandas);
    const parsed = parseNumber(text, decimal, thousands);
    assert.equal(parsed.ok ? parsed.value : parsed.code, ours);
  });
}

test('a column of dates has one form: pandas turns day and month around from cell to cell', () => {
  assert.deepEqual(python.dates, ['2026-01-02', '2026-02-23', '2026-03-04']);
  const read = ['01-02-2026', '23-02-2026', '3-4-2026'].map((text) => parseDate(text, 'dd-mm-yyyy'));
  assert.deepEqual(
    read.map((parsed) => (parsed.ok ? parsed.date : parsed.code)),
    [{ year: 2026, month: 2, day: 1 }, { year: 2026, month: 2, day: 23 }, 'date-form'],
  );
});

/** The bits of a double; zero has no sign here. */
function toHex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value + 0);
  return view.getBigUint64(0).toString(16);
}

/** Python's `float.hex()`, such as `-0x1.91p+5`. */
function fromHex(text: string): number {
  const [, sign, whole = '', fraction = '', power = ''] =
    /^(-?)0x([01])(?:\.([0-9a-f]+))?p([+-][0-9]+)$/.exec(text) ?? [];
  assert.ok(whole !== '', text);
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  const value = mantissa * 2 ** (Number(power) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}
