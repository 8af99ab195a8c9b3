import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateFormat, parseDate, toAgeYears } from '#core/table/parse-date.ts';
import type { CalendarDate, DateFault } from '#core/table/parse-date.ts';

type Case = readonly [text: string, format: DateFormat, expected: string | DateFault];

const cases: readonly Case[] = [
  ['22-11-2026', 'dd-mm-yyyy', '2026-11-22'],
  [' 22-11-2026 ', 'dd-mm-yyyy', '2026-11-22'],
  ['01-02-2026', 'dd-mm-yyyy', '2026-02-01'],
  ['29-02-2024', 'dd-mm-yyyy', '2024-02-29'],
  ['29-02-2000', 'dd-mm-yyyy', '2000-02-29'],
  ['01-01-1900', 'dd-mm-yyyy', '1900-01-01'],
  ['31-12-2100', 'dd-mm-yyyy', '2100-12-31'],
  ['5-9-2025', 'd-m-yyyy', '2025-09-05'],
  ['05-09-2025', 'd-m-yyyy', '2025-09-05'],
  ['22/11/2026', 'dd/mm/yyyy', '2026-11-22'],
  ['5/9/2025', 'd/m/yyyy', '2025-09-05'],
  ['22.11.2026', 'dd.mm.yyyy', '2026-11-22'],
  ['5.9.2025', 'd.m.yyyy', '2025-09-05'],
  ['11/22/2026', 'mm/dd/yyyy', '2026-11-22'],
  ['9/5/2025', 'm/d/yyyy', '2025-09-05'],
  ['2026-11-22', 'yyyy-mm-dd', '2026-11-22'],
  ['2026/11/22', 'yyyy/mm/dd', '2026-11-22'],
  ['20261122', 'yyyymmdd', '2026-11-22'],
  ['22-11-2026 00:00', 'dd-mm-yyyy hh:mm', '2026-11-22'],
  ['22-11-2026 23:59:59', 'dd-mm-yyyy hh:mm:ss', '2026-11-22'],
  ['2026-11-22 10:30', 'yyyy-mm-dd hh:mm', '2026-11-22'],
  ['2026-11-22 10:30:00', 'yyyy-mm-dd hh:mm:ss', '2026-11-22'],
  // Another form than the declared one is never read, even where it could be.
  ['5-9-25', 'dd-mm-yyyy', 'date-form'],
  ['5-9-25', 'd-m-yyyy', 'date-form'],
  ['5-9-2025', 'dd-mm-yyyy', 'date-form'],
  ['05-09-25', 'dd-mm-yyyy', 'date-form'],
  ['05/09/2025', 'dd-mm-yyyy', 'date-form'],
  ['05.09.2025', 'dd-mm-yyyy', 'date-form'],
  ['05x09x2025', 'dd.mm.yyyy', 'date-form'],
  ['2025-09-05', 'dd-mm-yyyy', 'date-form'],
  ['05-09-2025', 'yyyy-mm-dd', 'date-form'],
  ['05092025', 'dd-mm-yyyy', 'date-form'],
  ['05-sep-2025', 'dd-mm-yyyy', 'date-form'],
  ['5 september 2025', 'dd-mm-yyyy', 'date-form'],
  ['45905', 'dd-mm-yyyy', 'date-form'],
  ['05-09-2025 00:00', 'dd-mm-yyyy', 'date-form'],
  ['05-09-2025', 'dd-mm-yyyy hh:mm', 'date-form'],
  ['05-09-2025T10:30', 'dd-mm-yyyy hh:mm', 'date-form'],
  ['05-09-02025', 'dd-mm-yyyy', 'date-form'],
  ['-5-09-2025', 'dd-mm-yyyy', 'date-form'],
  ['05-09-2025\n06-09-2025', 'dd-mm-yyyy', 'date-form'],
  ['05‐09‐2025', 'dd-mm-yyyy', 'date-form'],
  ['٠٥-٠٩-٢٠٢٥', 'dd-mm-yyyy', 'date-form'],
  ['onbekend', 'dd-mm-yyyy', 'date-form'],
  ['', 'dd-mm-yyyy', 'value-empty'],
  ['  ', 'dd-mm-yyyy', 'value-empty'],
  // Dates and times that do not exist.
  ['00-01-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['01-00-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['01-13-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['32-01-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['31-04-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['31-02-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['29-02-2025', 'dd-mm-yyyy', 'date-impossible'],
  ['29-02-1900', 'dd-mm-yyyy', 'date-impossible'],
  ['29-02-2100', 'dd-mm-yyyy', 'date-impossible'],
  ['13/25/2025', 'mm/dd/yyyy', 'date-impossible'],
  ['01-01-2025 24:00', 'dd-mm-yyyy hh:mm', 'date-impossible'],
  ['01-01-2025 23:60', 'dd-mm-yyyy hh:mm', 'date-impossible'],
  ['01-01-2025 23:59:60', 'dd-mm-yyyy hh:mm:ss', 'date-impossible'],
  // Years nobody's record has.
  ['01-01-0000', 'dd-mm-yyyy', 'date-out-of-window'],
  ['01-01-0206', 'dd-mm-yyyy', 'date-out-of-window'],
  ['31-12-1899', 'dd-mm-yyyy', 'date-out-of-window'],
  ['01-01-2101', 'dd-mm-yyyy', 'date-out-of-window'],
  ['31-12-9999', 'dd-mm-yyyy', 'date-out-of-window'],
];
for (const [text, format, expected] of cases) {
  test(`${format}: ${JSON.stringify(text)}`, () => {
    const parsed = parseDate(text, format);
    assert.equal(parsed.ok ? toIso(parsed.date) : parsed.code, expected);
  });
}

test('every day of 1900 to 2100 is read, and no other day of its months', () => {
  for (const at of eachDay()) {
    const parsed = parseDate(write(at, 'dd-mm-yyyy'), 'dd-mm-yyyy');
    if (!parsed.ok || toIso(parsed.date) !== toIso(at))
      assert.fail(`${toIso(at)}: ${JSON.stringify(parsed)}`);
    if (at.year !== 2024) continue;
    for (const format of DateFormat.options)
      assert.deepEqual(parseDate(write(at, format), format), { ok: true, date: at });
  }
  for (let year = 1900; year <= 2100; year++) {
    for (let month = 1; month <= 12; month++) {
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
      const after = write({ year, month, day: days + 1 }, 'dd-mm-yyyy');
      assert.deepEqual(parseDate(after, 'dd-mm-yyyy'), { ok: false, code: 'date-impossible' });
    }
  }
});

const ages: readonly (readonly [birth: string, at: string, years: number])[] = [
  ['2000-06-15', '2026-06-14', 25],
  ['2000-06-15', '2026-06-15', 26],
  ['2000-06-15', '2026-07-01', 26],
  ['2000-06-15', '2026-05-30', 25],
  ['2000-06-15', '2000-06-15', 0],
  ['2000-02-29', '2001-02-28', 0],
  ['2000-02-29', '2001-03-01', 1],
  ['2000-02-29', '2004-02-28', 3],
  ['2000-02-29', '2004-02-29', 4],
  ['2000-12-31', '2001-01-01', 0],
  ['2026-06-16', '2026-06-15', -1],
];
for (const [birth, at, years] of ages) {
  test(`born ${birth}, on ${at}: ${years}`, () => {
    assert.equal(toAgeYears(fromIso(birth), fromIso(at)), years);
  });
}

test('the age rises by one on the birthday and on no other day', () => {
  const birth = fromIso('1950-03-07');
  let before = 0;
  for (const at of eachDay()) {
    if (at.year < 1951) continue;
    const age = toAgeYears(birth, at);
    if (at.month === 3 && at.day === 7) assert.equal(age, at.year - 1950);
    else if (before !== 0) assert.equal(age, before);
    before = age;
  }
});

function* eachDay(): Generator<CalendarDate> {
  for (let ms = Date.UTC(1900, 0, 1); ms <= Date.UTC(2100, 11, 31); ms += 86_400_000) {
    const date = new Date(ms);
    yield { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
}

function write({ year, month, day }: CalendarDate, format: DateFormat): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return format
    .replace('yyyy', String(year))
    .replace('hh:mm:ss', '10:20:30')
    .replace('hh:mm', '10:20')
    .replace(/mm?/, (mark) => (mark === 'mm' ? two(month) : String(month)))
    .replace(/dd?/, (mark) => (mark === 'dd' ? two(day) : String(day)));
}

function toIso({ year, month, day }: CalendarDate): string {
  return write({ year, month, day }, 'yyyy-mm-dd');
}

function fromIso(text: string): CalendarDate {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}
