import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ColumnChoice, ColumnSuggestion } from '#core/detect/evidence.ts';
import { suggestColumns, TableProfile } from '#core/detect/table-profile.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import { Profile } from '#core/mapping/profile.ts';
import { toAgeYears } from '#core/table/parse-date.ts';
import type { CalendarDate, DateFormat } from '#core/table/parse-date.ts';
import { toOwnRecord } from '#core/table/to-record.ts';
import { dutch, readText } from '#test/core/table/read-all.ts';
import { writeDate } from '#test/core/detect/write-date.ts';
import { manifest, titles } from '#test/core/mapping/ward.ts';

interface Patient {
  readonly sex: 'V' | 'M';
  readonly birth: CalendarDate;
  readonly at: CalendarDate;
  readonly nodes: number | undefined;
  /** In tenths. */
  readonly hb: number | undefined;
  /** In thousandths. */
  readonly weight: number;
}

const date = (from: number, to: number): fc.Arbitrary<CalendarDate> =>
  fc
    .record({
      year: fc.integer({ min: from, max: to }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    .filter(({ month, day }) => month > 1 || day > 1);
const patients = fc.array(
  fc.record<Patient>({
    sex: fc.constantFrom('V', 'M'),
    birth: date(1930, 1999),
    at: date(2005, 2026),
    nodes: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    hb: fc.option(fc.integer({ min: 10, max: 140 }), { nil: undefined }),
    weight: fc.integer({ min: 500, max: 3_000_000 }),
  }),
  { minLength: 4, maxLength: 40 },
);
const writers = fc.record({
  decimal: fc.constantFrom(',' as const, '.' as const),
  grouped: fc.boolean(),
  format: fc.constantFrom<DateFormat>(
    'dd-mm-yyyy',
    'd-m-yyyy',
    'dd/mm/yyyy',
    'm/d/yyyy',
    'yyyy-mm-dd',
    'd mmm yyyy',
    'dd-mm-yyyy hh:mm',
  ),
  unknown: fc.constantFrom('', 'onbekend', 'NTB'),
  delimiter: fc.constantFrom(';' as const, ',' as const, '\t' as const),
});
type Writer = (typeof writers)['generate'] extends (...args: never[]) => { readonly value: infer T }
  ? T
  : never;

function toCells(patient: Patient, at: number, { decimal, grouped, format, unknown }: Writer): string[] {
  const mark = decimal === ',' ? '.' : ',';
  const [whole = '', fraction = ''] = (patient.weight / 1000).toFixed(3).split('.');
  const marked = grouped ? whole.replace(/\B(?=(?:[0-9]{3})+$)/g, mark) : whole;
  return [
    `00${10_000 + at}`,
    patient.sex,
    writeDate(patient.birth, format),
    writeDate(patient.at, format),
    patient.nodes === undefined ? unknown : String(patient.nodes),
    patient.hb === undefined ? unknown : (patient.hb / 10).toFixed(1).replace('.', decimal),
    `${marked}${decimal}${fraction}`,
    'geen bijzonderheden',
  ];
}

test('from the bytes over what is suggested without a doubt to the inputs: the values are the ones that were written', async () => {
  let sure = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(patients, writers, async (people, writer) => {
      all += 1;
      const dialect = { ...dutch, delimiter: writer.delimiter, decimal: writer.decimal };
      const rows = people.map((patient, at) => toCells(patient, at, writer));
      const text = [titles, ...rows].map((cells) => toOwnRecord(cells, dialect)).join('');
      const { items } = await readText(text, dialect);
      const table = new TableProfile(titles);
      for (const item of items) if (item.kind === 'row') table.push(item.row);
      const profile = toProfile(suggestColumns(table.columns), dialect);
      if (profile === undefined) return;
      sure += 1;
      const [first] = items;
      assert.ok(first?.kind === 'header');
      assert.deepEqual(checkProfile(profile, first.header, manifest), []);
      const map = toRowMapper(profile, first.header, manifest);
      const mapped = items.flatMap((item) => (item.kind === 'row' ? [map(item.row)] : []));
      for (const [at, person] of people.entries()) {
        const row = mapped[at];
        assert.ok(row?.kind === 'patient');
        assert.deepEqual(row.problems, []);
        assert.deepEqual(row.values, [
          person.sex === 'V' ? 0 : 1,
          toAgeYears(person.birth, person.at),
          person.nodes ?? Number.NaN,
          person.hb === undefined ? Number.NaN : person.hb / 10,
          person.weight / 1000,
        ]);
      }
    }),
    { numRuns: 1500 },
  );
  assert.ok(sure > all / 4, `only ${sure} of ${all} exports were understood without a doubt`);
});

/** The profile that the suggestions make, every word for "not known" taken; undefined where one of them is in doubt. */
function toProfile(
  suggestions: readonly ColumnSuggestion[],
  dialect: Profile['dialect'],
): Profile | undefined {
  const found = new Map(suggestions.map((suggestion) => [suggestion.title, suggestion]));
  const used = titles.slice(2, 7).map((title) => found.get(title));
  if (
    used.some(
      (suggestion) =>
        suggestion?.choice === undefined || suggestion.doubts.some(({ code }) => code !== 'codes-or-numbers'),
    )
  ) {
    return undefined;
  }
  const missing = (title: string): string[] =>
    (found.get(title)?.missing ?? [])
      .filter(({ reason }) => reason === 'word' || reason === 'empty')
      .map(({ text }) => text);
  const choice = (title: string): ColumnChoice | undefined => found.get(title)?.choice;
  const number = (title: string, unit: string): object | undefined => {
    const { kind, ...marks } = choice(title) ?? { kind: 'text' };
    return kind === 'number' ? { kind, column: title, unit, ...marks, missing: missing(title) } : undefined;
  };
  const day = (title: string): object | undefined => {
    const { kind, ...form } = choice(title) ?? { kind: 'text' };
    return kind === 'date' ? { column: title, ...form, missing: [] } : undefined;
  };
  const parsed = Profile.safeParse({
    profile: 1,
    name: 'round trip',
    models: [manifest.id],
    dialect,
    header: titles,
    patient: { column: 'Nummer' },
    skip: [],
    inputs: {
      sex: { kind: 'code', column: 'Geslacht', codes: { V: 'female', M: 'male' }, missing: [] },
      age: { kind: 'age', birth: day('Geboren'), at: day('Datum') },
      nodes: number('Klieren', '1'),
      hb: number('Hb', 'mmol/L'),
      weight: number('Gewicht', 'kg'),
    },
  });
  return parsed.success ? parsed.data : undefined;
}
