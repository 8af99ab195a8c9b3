import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateFormat, parseDate, toAgeYears } from '#core/table/parse-date.ts';
import type { CalendarDate, DateFault } from '#core/table/parse-date.ts';
import { writeDate } from '#test/core/detect/write-date.ts';

type Case = readonly [text: string, format: DateFormat, expected: string | DateFault, century?: number];

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
  ['2026-11-22 10:30:00.000', 'yyyy-mm-dd hh:mm:ss.f', '2026-11-22'],
  ['2026-11-22 10:30:00,1234567', 'yyyy-mm-dd hh:mm:ss.f', '2026-11-22'],
  ['11-22-2026', 'mm-dd-yyyy', '2026-11-22'],
  ['9-5-2025', 'm-d-yyyy', '2025-09-05'],
  ['5-9-2025 9:05', 'd-m-yyyy h:mm', '2025-09-05'],
  ['5-9-2025 23:05:59', 'd-m-yyyy h:mm:ss', '2025-09-05'],
  ['9/5/2025 9:05', 'm/d/yyyy h:mm', '2025-09-05'],
  ['9/5/2025 9:05', 'd/m/yyyy h:mm', '2025-05-09'],
  ['5.9.2025 23:05:01', 'd.m.yyyy h:mm:ss', '2025-09-05'],
  ['22.11.2026 10:30', 'dd.mm.yyyy hh:mm', '2026-11-22'],
  // The date that is written, whatever the zone.
  ['2026-11-22T10:30', 'yyyy-mm-ddThh:mm', '2026-11-22'],
  ['2026-11-22T10:30:00', 'yyyy-mm-ddThh:mm:ss', '2026-11-22'],
  ['2026-11-22T10:30:00.123', 'yyyy-mm-ddThh:mm:ss', '2026-11-22'],
  ['2026-11-22T23:30:00Z', 'yyyy-mm-ddThh:mm:ssZ', '2026-11-22'],
  ['2026-11-22T23:30:00.5-11:00', 'yyyy-mm-ddThh:mm:ssZ', '2026-11-22'],
  ['2026-11-22T00:30:00+0100', 'yyyy-mm-ddThh:mm:ssZ', '2026-11-22'],
  ['2026-11-22T00:30:00', 'yyyy-mm-ddThh:mm:ssZ', 'date-form'],
  ['2026-11-22T00:30:00Z', 'yyyy-mm-ddThh:mm:ss', 'date-form'],
  ['2026-11-22T00:30:00+1:00', 'yyyy-mm-ddThh:mm:ssZ', 'date-form'],
  ['2026-11-22T00:30:00+99:00', 'yyyy-mm-ddThh:mm:ssZ', 'date-impossible'],
  ['2026-11-22T00:30:00+01:60', 'yyyy-mm-ddThh:mm:ssZ', 'date-impossible'],
  ['2026-11-22 10:30:00Z', 'yyyy-mm-dd hh:mm:ss', 'date-form'],
  ['2026-11-22 10:30:00.5', 'yyyy-mm-dd hh:mm:ss', 'date-form'],
  ['2026-11-22 10:30:00.', 'yyyy-mm-dd hh:mm:ss.f', 'date-form'],
  ['2026-11-22t10:30:00', 'yyyy-mm-ddThh:mm:ss', 'date-form'],
  // Names of months in three languages.
  ['05-sep-2025', 'dd-mmm-yyyy', '2025-09-05'],
  ['5-SEP-2025', 'd-mmm-yyyy', '2025-09-05'],
  ['5-sep.-2025', 'd-mmm-yyyy', '2025-09-05'],
  ['5-sep-2025', 'dd-mmm-yyyy', 'date-form'],
  ['7-mrt-2025', 'd-mmm-yyyy', '2025-03-07'],
  ['7-Mar-2025', 'd-mmm-yyyy', '2025-03-07'],
  ['7-mei-2025', 'd-mmm-yyyy', '2025-05-07'],
  ['7-mai-2025', 'd-mmm-yyyy', '2025-05-07'],
  ['7-may-2025', 'd-mmm-yyyy', '2025-05-07'],
  ['7 maart 2025', 'd mmm yyyy', '2025-03-07'],
  ['7 March 2025', 'd mmm yyyy', '2025-03-07'],
  ['7. März 2025', 'd. mmm yyyy', '2025-03-07'],
  ['7. März 2025', 'd. mmm yyyy', '2025-03-07'],
  ['7. Jänner 2025', 'd. mmm yyyy', '2025-01-07'],
  ['Oct 7, 2025', 'mmm d, yyyy', '2025-10-07'],
  ['October 17, 2025', 'mmm d, yyyy', '2025-10-17'],
  ['07OKT2025', 'ddmmmyyyy', '2025-10-07'],
  ['9/5/2025 3:15 PM', 'm/d/yyyy h:mm a', '2025-09-05'],
  ['9/5/2025 3:15\u202Fpm', 'm/d/yyyy h:mm a', '2025-09-05'],
  ['09/05/2025 03:15PM', 'm/d/yyyy h:mm a', '2025-09-05'],
  ['9/5/2025 3:15:00 a.m.', 'm/d/yyyy h:mm:ss a', '2025-09-05'],
  ['5/9/2025 12:00 AM', 'd/m/yyyy h:mm a', '2025-09-05'],
  ['5/9/2025 11:59:59 PM', 'd/m/yyyy h:mm:ss a', '2025-09-05'],
  ['9/5/2025 13:15 PM', 'm/d/yyyy h:mm a', 'date-impossible'],
  ['9/5/2025 0:15 AM', 'm/d/yyyy h:mm a', 'date-impossible'],
  ['9/5/2025 3:15', 'm/d/yyyy h:mm a', 'date-form'],
  ['9/5/2025 3:15 P', 'm/d/yyyy h:mm a', 'date-form'],
  ['9/5/2025 3:15 p.m', 'm/d/yyyy h:mm a', 'date-form'],
  ['9/5/2025 3:15  PM', 'm/d/yyyy h:mm a', 'date-form'],
  ['9/5/2025 3:15 PM', 'm/d/yyyy h:mm', 'date-form'],
  ['31/5/2025 3:15 PM', 'm/d/yyyy h:mm a', 'date-impossible'],
  ['05-SEP-2025 10:30', 'd-mmm-yyyy h:mm', '2025-09-05'],
  ['5-sep-2025 9:05:07', 'd-mmm-yyyy h:mm:ss', '2025-09-05'],
  ['5 september 2025 9:05', 'd mmm yyyy h:mm', '2025-09-05'],
  ['5 M\u00E4rz 2025 09:05:00', 'd mmm yyyy h:mm:ss', '2025-03-05'],
  ['05SEP2025:10:30:00', 'ddmmmyyyy:hh:mm:ss', '2025-09-05'],
  ['05SEP2025 10:30:00', 'ddmmmyyyy:hh:mm:ss', 'date-form'],
  ['05092025', 'ddmmyyyy', '2025-09-05'],
  ['20250905', 'ddmmyyyy', 'date-impossible'],
  ['5092025', 'ddmmyyyy', 'date-form'],
  ['31-sep-2025', 'd-mmm-yyyy', 'date-impossible'],
  ['7-foo-2025', 'd-mmm-yyyy', 'date-form'],
  ['7-maa-2025', 'd-mmm-yyyy', 'date-form'],
  ['7 maart. 2025', 'd mmm yyyy', 'date-form'],
  ['7-3-2025', 'd-mmm-yyyy', 'date-form'],
  // What a spreadsheet makes of 3-9 is no date of a record.
  ['3-sep', 'd-mmm-yyyy', 'date-form'],
  ['9-mrt', 'd-mmm-yyyy', 'date-form'],
  ['sep-03', 'd-mmm-yyyy', 'date-form'],
  ['3-9', 'd-m-yyyy', 'date-form'],
  // Two digits of a year, of the hundred years from the stated one.
  ['5-9-25', 'd-m-yy', '2025-09-05', 1930],
  ['5-9-30', 'd-m-yy', '1930-09-05', 1930],
  ['5-9-29', 'd-m-yy', '2029-09-05', 1930],
  ['5-9-00', 'd-m-yy', '1900-09-05', 1900],
  ['5-9-99', 'd-m-yy', '1999-09-05', 1900],
  ['5-9-00', 'd-m-yy', '2000-09-05', 1901],
  ['05-09-25', 'dd-mm-yy', '1925-09-05', 1925],
  ['05-09-24', 'dd-mm-yy', '2024-09-05', 1925],
  ['29-02-00', 'dd-mm-yy', '2000-02-29', 1950],
  ['29-02-00', 'dd-mm-yy', 'date-impossible', 1900],
  ['9/5/25', 'm/d/yy', '2025-09-05', 1930],
  ['05.09.25', 'dd.mm.yy', '2025-09-05', 1930],
  ['5-sep-25', 'd-mmm-yy', '2025-09-05', 1930],
  ['5-9-2025', 'd-m-yy', 'date-form', 1930],
  ['5-9-5', 'd-m-yy', 'date-form', 1930],
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
  ['#N/B', 'dd-mm-yyyy', 'cell-error'],
  ['########', 'dd-mm-yyyy', 'cell-error'],
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
for (const [text, format, expected, century] of cases) {
  test(`${format}${century ? ` from ${century}` : ''}: ${JSON.stringify(text)}`, () => {
    const parsed = parseDate(text, format, century);
    assert.equal(parsed.ok ? toIso(parsed.date) : parsed.code, expected);
  });
}

test('every day of 1900 to 2100 is read, and no other day of its months', () => {
  for (const at of eachDay()) {
    const parsed = parseDate(writeDate(at, 'dd-mm-yyyy'), 'dd-mm-yyyy');
    if (!parsed.ok || toIso(parsed.date) !== toIso(at))
      assert.fail(`${toIso(at)}: ${JSON.stringify(parsed)}`);
    if (at.year !== 2024) continue;
    for (const format of DateFormat.options) {
      const read = parseDate(writeDate(at, format), format, 1950);
      assert.deepEqual(read.ok && read.date, at);
    }
  }
  for (let year = 1900; year <= 2100; year++) {
    for (let month = 1; month <= 12; month++) {
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
      const after = writeDate({ year, month, day: days + 1 }, 'dd-mm-yyyy');
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

function toIso({ year, month, day }: CalendarDate): string {
  return writeDate({ year, month, day }, 'yyyy-mm-dd');
}

function fromIso(text: string): CalendarDate {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

test('a form with two digits of the year is not read without its century', () => {
  assert.throws(() => parseDate('5-9-25', 'd-m-yy'), { name: 'OwnMistakeError' });
});

test('the time of day is told beside the date, as written', () => {
  const read = (text: string, format: DateFormat): unknown => {
    const parsed = parseDate(text, format);
    return parsed.ok && parsed.seconds;
  };
  assert.equal(read('22-11-2026 10:30', 'dd-mm-yyyy hh:mm'), 37_800);
  assert.equal(read('11/22/2026 10:30 AM', 'm/d/yyyy h:mm a'), 37_800);
  assert.equal(read('11/22/2026 10:30 PM', 'm/d/yyyy h:mm a'), 81_000);
  assert.equal(read('11/22/2026 12:00 AM', 'm/d/yyyy h:mm a'), 0);
  assert.equal(read('11/22/2026 12:00 PM', 'm/d/yyyy h:mm a'), 43_200);
  assert.equal(read('22NOV2026:10:30:00', 'ddmmmyyyy:hh:mm:ss'), 37_800);
  assert.equal(read('2026-11-22T23:59:59.9-05:00', 'yyyy-mm-ddThh:mm:ssZ'), 86_399);
  assert.equal(read('22-11-2026', 'dd-mm-yyyy'), undefined);
});
