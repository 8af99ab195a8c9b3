import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCellForm } from '#core/detect/cell-form.ts';
import type { CellForm } from '#core/detect/cell-form.ts';
import { toDateReading } from '#core/detect/date-reading.ts';
import type { DateOrder } from '#core/detect/date-reading.ts';
import { numberFormNames, toFormValue, toReading } from '#core/detect/number-form.ts';
import type { NumberForm } from '#core/detect/number-form.ts';
import type { DateFormat } from '#core/table/parse-date.ts';
import { parseNumber } from '#core/table/parse-number.ts';
import type { Thousands } from '#core/table/parse-number.ts';

const cases: readonly (readonly [text: string, form: CellForm])[] = [
  ['', 'empty'],
  ['0', 'whole'],
  ['42', 'whole'],
  ['-42', 'whole'],
  ['\u221242', 'whole'],
  ['007', 'whole'],
  ['999999999999999', 'whole'],
  ['1234567890123456', 'too-long'],
  ['0000000000000000012', 'whole'],
  ['12,5', 'comma'],
  ['0,123', 'comma'],
  ['01,234', 'comma'],
  ['1234,567', 'comma'],
  ['1,2345', 'comma'],
  ['-0,5', 'comma'],
  ['12.5', 'point'],
  ['0.123', 'point'],
  ['1234.567', 'point'],
  ['\u22120.5', 'point'],
  ['0.123456789012345678901', 'too-long'],
  ['1,234', 'comma-or-group'],
  ['123,456', 'comma-or-group'],
  ['-1,234', 'comma-or-group'],
  ['1.234', 'point-or-group'],
  ['12.345', 'point-or-group'],
  ['\u22121.234', 'point-or-group'],
  ['1,234,567', 'comma-groups'],
  ['1.234.567', 'point-groups'],
  ['1,234.5', 'comma-groups-point'],
  ['1.234,5', 'point-groups-comma'],
  ['12.345.678,90', 'point-groups-comma'],
  ['1 234', 'space-groups'],
  ['1\u00A0234', 'space-groups'],
  ['1\u202F234,5', 'space-groups-comma'],
  ['1 234.567', 'space-groups-point'],
  ["1'234", 'apostrophe-groups'],
  ['1\u2019234.5', 'apostrophe-groups-point'],
  ["1'234,5", 'apostrophe-groups-comma'],
  ['1.23.456', 'marks'],
  ['1,234,56', 'marks'],
  ['4,5,6', 'marks'],
  ['1.234.567.8', 'marks'],
  ['1 23', 'marks'],
  ['1.234 567', 'marks'],
  ['12,', 'bare-mark'],
  ['12.', 'bare-mark'],
  [',5', 'bare-mark'],
  ['-.5', 'bare-mark'],
  ['1e5', 'exponent'],
  ['1,2E+07', 'exponent'],
  ['1.2E-07', 'exponent'],
  ['-1E3', 'exponent'],
  ['<0,1', 'comparison'],
  ['< 0.1', 'comparison'],
  ['>=100', 'comparison'],
  ['\u22645', 'comparison'],
  ['~5', 'comparison'],
  ['\u00B15', 'comparison'],
  ['=5', 'comparison'],
  ['3-9', 'two-numbers'],
  ['2\u20133', 'two-numbers'],
  ['120/80', 'two-numbers'],
  ['1,5 - 2,5', 'two-numbers'],
  ['5%', 'percent'],
  ['12,5 %', 'percent'],
  ['5 mg', 'with-unit'],
  ['8,1mmol/l', 'with-unit'],
  ['37,5\u00B0C', 'with-unit'],
  ['3a', 'with-unit'],
  ['+5', 'plus-sign'],
  ['+ 4,5', 'plus-sign'],
  ['10:30', 'time'],
  ['9:05:59', 'time'],
  ['3-sep', 'spreadsheet-date'],
  ['9-mrt', 'spreadsheet-date'],
  ['sep-03', 'spreadsheet-date'],
  ['3-Sep', 'spreadsheet-date'],
  ['9-Mar', 'spreadsheet-date'],
  ['Sep-03', 'spreadsheet-date'],
  ['01. Mrz', 'spreadsheet-date'],
  ['M\u00E4r 25', 'spreadsheet-date'],
  ['mei-25', 'spreadsheet-date'],
  ['1/dez', 'spreadsheet-date'],
  ['#N/B', 'spreadsheet-error'],
  ['#N/A', 'spreadsheet-error'],
  ['#n/a', 'spreadsheet-error'],
  ['#NV', 'spreadsheet-error'],
  ['#WAARDE!', 'spreadsheet-error'],
  ['#VALUE!', 'spreadsheet-error'],
  ['#WERT!', 'spreadsheet-error'],
  ['#DIV/0!', 'spreadsheet-error'],
  ['#DEEL/0!', 'spreadsheet-error'],
  ['#NAAM?', 'spreadsheet-error'],
  ['#NAME?', 'spreadsheet-error'],
  ['#VERW!', 'spreadsheet-error'],
  ['#REF!', 'spreadsheet-error'],
  ['#BEZUG!', 'spreadsheet-error'],
  ['#GETAL!', 'spreadsheet-error'],
  ['#ZAHL!', 'spreadsheet-error'],
  ['########', 'spreadsheet-error'],
  ['Err:502', 'spreadsheet-error'],
  ['="0012345"', 'marked'],
  ["'0012345", 'marked'],
  ['5\u200B', 'hidden'],
  ['\uFFFD', 'hidden'],
  ['a\tb', 'text'],
  ['a\nb', 'text'],
  ['5-9-25', 'marks'],
  ['01-02-2026', 'marks'],
  ['#', 'text'],
  ['#5', 'text'],
  ['-', 'text'],
  ['.', 'text'],
  ['\u2212', 'text'],
  ['ja', 'text'],
  ['IIIB', 'text'],
  ['vijf', 'text'],
  ['\u0663', 'text'],
  ['\uFF15', 'text'],
  ['\u00BD', 'text'],
  ['foo-25', 'text'],
  ['NaN', 'text'],
];
for (const [text, form] of cases) {
  test(`${JSON.stringify(text)} is ${form}`, () => assert.equal(toCellForm(text), form));
}

const dates: readonly (readonly [text: string, formats: readonly DateFormat[], order: DateOrder])[] = [
  ['01-02-2026', ['dd-mm-yyyy', 'd-m-yyyy', 'mm-dd-yyyy', 'm-d-yyyy'], 'either'],
  ['23-02-2026', ['dd-mm-yyyy', 'd-m-yyyy'], 'day-first'],
  ['02-23-2026', ['mm-dd-yyyy', 'm-d-yyyy'], 'month-first'],
  ['05-05-2026', ['dd-mm-yyyy', 'd-m-yyyy', 'mm-dd-yyyy', 'm-d-yyyy'], 'fixed-low'],
  ['1-2-2026', ['d-m-yyyy', 'm-d-yyyy'], 'either'],
  ['1/13/2026', ['m/d/yyyy'], 'month-first'],
  ['01.02.2026', ['dd.mm.yyyy', 'd.m.yyyy'], 'fixed-low'],
  ['2026-02-01', ['yyyy-mm-dd'], 'fixed-low'],
  ['20260201', ['yyyymmdd'], 'fixed-low'],
  ['5-9-25', ['d-m-yy'], 'either'],
  ['05-09-25', ['dd-mm-yy', 'd-m-yy'], 'either'],
  ['25-9-25', ['d-m-yy'], 'day-first'],
  ['9/25/25', ['m/d/yy'], 'month-first'],
  ['29-02-00', ['dd-mm-yy', 'd-m-yy'], 'day-first'],
  ['01-02-2026 10:30', ['dd-mm-yyyy hh:mm', 'd-m-yyyy h:mm'], 'either'],
  ['2026-02-01T10:30:00+01:00', ['yyyy-mm-ddThh:mm:ssZ'], 'fixed-low'],
  ['2026-02-01T10:30:00.1234567Z', ['yyyy-mm-ddThh:mm:ssZ'], 'fixed-low'],
  ['2026-02-01 10:30:00.000', ['yyyy-mm-dd hh:mm:ss.f'], 'fixed-low'],
  ['5-sep-2025', ['d-mmm-yyyy'], 'fixed-low'],
  ['05-sep-2025', ['dd-mmm-yyyy', 'd-mmm-yyyy'], 'fixed-low'],
  ['5 september 2025', ['d mmm yyyy'], 'fixed-low'],
  ['5. M\u00E4rz 2025', ['d. mmm yyyy'], 'fixed-low'],
  ['Sep 5, 2025', ['mmm d, yyyy'], 'fixed-low'],
  ['05SEP2025', ['ddmmmyyyy'], 'fixed-low'],
  ['9/5/2025 3:15 PM', ['m/d/yyyy h:mm a', 'd/m/yyyy h:mm a'], 'either'],
  ['9/25/2025 3:15:00\u202FPM', ['m/d/yyyy h:mm:ss a'], 'month-first'],
  ['25/9/2025 12:15 am', ['d/m/yyyy h:mm a'], 'day-first'],
  ['05-SEP-2025 10:30', ['d-mmm-yyyy h:mm'], 'fixed-low'],
  ['15 september 2025 10:30:00', ['d mmm yyyy h:mm:ss'], 'fixed-high'],
  ['05SEP2025:10:30:00', ['ddmmmyyyy:hh:mm:ss'], 'fixed-low'],
  ['5-sep-25', ['d-mmm-yy'], 'fixed-low'],
  ['31-02-2026', [], 'fixed-low'],
  ['00-00-0000', [], 'fixed-low'],
  ['01-01-0206', [], 'fixed-low'],
  ['13-13-2026', [], 'fixed-low'],
];
for (const [text, formats, order] of dates) {
  test(`${text} is a date: ${formats.join(', ') || 'of no day'}`, () => {
    assert.deepEqual(toDateReading(text), { formats, order });
  });
}
for (const text of [
  '3-9',
  '3-sep',
  'sep-03',
  '2025-09',
  '12.5',
  '1.234.567',
  '05092025',
  'onbekend',
  '10:30',
  '45905',
]) {
  test(`${text} is no date`, () => assert.equal(toDateReading(text), undefined));
}

const marks = [',', '.'] as const;
const thousands: readonly (Thousands | undefined)[] = [undefined, '.', ',', ' ', "'"];

test('the form of a text agrees with the strict parser under all marks, in verdict and in value', () => {
  const pieces = fc.array(
    fc.constantFrom('0', '1', '23', '456', '7890', '.', ',', ' ', "'", '\u00A0', '\u2019'),
    {
      minLength: 1,
      maxLength: 7,
    },
  );
  const anyText = fc
    .tuple(fc.constantFrom('', '', '-', '\u2212', '+'), pieces)
    .map(([sign, rest]) => sign + rest.join(''));
  const grouped = fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom('.', ',', ' ', "'"),
      fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 3 }),
      fc.constantFrom('', ',5', '.5', ',123', '.123', ',', '.'),
    )
    .map(
      ([sign, first, mark, groups, fraction]) =>
        [`${sign}${first}`, ...groups.map((group) => String(group).padStart(3, '0'))].join(mark) + fraction,
    );
  fc.assert(
    fc.property(fc.oneof(anyText, grouped), (text) => {
      const bare = text.trim();
      const form = toCellForm(bare);
      const isNumber = numberFormNames.some((name) => name === form);
      for (const decimal of marks) {
        for (const mark of thousands) {
          if (mark === decimal) continue;
          const parsed = parseNumber(text, decimal, mark);
          // Safe: it was found among the number forms.
          const reading = isNumber ? toReading(form as NumberForm, toMarks(decimal, mark)) : undefined;
          assert.equal(
            parsed.ok,
            reading !== undefined,
            `${JSON.stringify(text)} is ${form}, under ${decimal} ${mark}`,
          );
          if (!parsed.ok) continue;
          const { value, grouped: asGroups } = toFormValue(bare, form as NumberForm);
          const isGroups = asGroups !== undefined && !bare.includes(decimal);
          assert.equal(
            parsed.value + 0,
            (isGroups ? asGroups : value) + 0,
            `${JSON.stringify(text)} as ${form}`,
          );
        }
      }
    }),
    { numRuns: 5000 },
  );
});

function toMarks(decimal: ',' | '.', mark: Thousands | undefined) {
  return mark === undefined ? { decimal } : { decimal, thousands: mark };
}

test('a long text costs no more than its length', () => {
  for (const text of [
    '1'.repeat(65_536) + 'x',
    '1,'.repeat(32_768),
    "1'".repeat(32_768) + 'x',
    '-'.repeat(65_536),
  ]) {
    const start = performance.now();
    toCellForm(text);
    assert.ok(performance.now() - start < 200);
  }
});
