import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '#core/bundle/fields.ts';
import { readTypedDate, type TypedDate } from '#core/fields/read-typed-date.ts';

const day = (iso: string): TypedDate => ({ kind: 'value', iso });
const table: readonly (readonly [typed: string, language: Language, expected: TypedDate])[] = [
  ['22-11-2026', 'nl', day('2026-11-22')],
  ['3-4-2026', 'nl', day('2026-04-03')],
  ['22.11.2026', 'de', day('2026-11-22')],
  ['3/4/2026', 'nl', day('2026-04-03')],
  ['3/4/2026', 'en', { kind: 'ambiguous', readings: ['2026-04-03', '2026-03-04'] }],
  ['4/4/2026', 'en', day('2026-04-04')],
  ['22/11/2026', 'en', day('2026-11-22')],
  ['2026-11-22', 'en', day('2026-11-22')],
  ['22 Nov 2026', 'en', day('2026-11-22')],
  ['22  november 2026 ', 'nl', day('2026-11-22')],
  ['', 'nl', { kind: 'empty' }],
  ['31-2-2026', 'nl', { kind: 'refused', code: 'date-impossible' }],
  ['29-2-2024', 'nl', day('2024-02-29')],
  ['22-11-26', 'nl', { kind: 'refused', code: 'date-form' }],
  ['22-11-0206', 'nl', { kind: 'refused', code: 'date-out-of-window' }],
  ['morgen', 'nl', { kind: 'refused', code: 'date-form' }],
];

describe('a typed date is a day of the calendar, never guessed', () => {
  for (const [typed, language, expected] of table) {
    it(`${JSON.stringify(typed)} in ${language}`, () => deepEqual(readTypedDate(typed, language), expected));
  }
});
