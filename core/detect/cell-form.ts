import type { NumberForm } from '#core/detect/number-form.ts';
import { isSpreadsheetDate } from '#core/detect/spreadsheet-date.ts';
import { isSpreadsheetError } from '#core/table/spreadsheet-error.ts';

/** What a cell of text can be besides a number. docs/formats/evidence.md explains each. */
export const otherForms = [
  'empty',
  'date',
  'impossible-date',
  'spreadsheet-date',
  'spreadsheet-error',
  'time',
  'exponent',
  'comparison',
  'two-numbers',
  'percent',
  'with-unit',
  'bare-mark',
  'plus-sign',
  'too-long',
  'marks',
  'marked',
  'hidden',
  'text',
  'typed-number',
  'typed-date',
  'typed-boolean',
  'typed-error',
] as const;

export type OtherForm = (typeof otherForms)[number];
export type CellForm = NumberForm | OtherForm;

/** As many as parseNumber takes. */
const maxWholeDigits = 15;
const maxDecimals = 20;

const number = String.raw`[-\u2212]?[0-9]+(?:[.,][0-9]+)*`;
const patterns: readonly (readonly [RegExp, CellForm])[] = [
  [/^[<>=~\u00B1\u2248\u2264\u2265]{1,2}\s*[-\u2212]?[.,]?[0-9]/, 'comparison'],
  [/^[-\u2212]?[0-9][0-9.,]*[eE][-+]?[0-9]+$/, 'exponent'],
  [/^[-\u2212]?(?:[.,][0-9]+|[0-9]+[.,])$/, 'bare-mark'],
  [/^[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?$/, 'time'],
  [new RegExp(String.raw`^\+\s*[0-9]+(?:[.,][0-9]+)*$`), 'plus-sign'],
  [new RegExp(`^${number}\\s*[%\u2030]$`), 'percent'],
  [new RegExp(`^[0-9]+(?:[.,][0-9]+)?\\s*[-\u2010-\u2015/:]\\s*[0-9]+(?:[.,][0-9]+)?$`), 'two-numbers'],
  [/^[-\u2212]?[.,/]*[0-9][0-9.,' \u00A0\u202F\u2019/-]*$/, 'marks'],
  [
    new RegExp(`^${number}\\s*[\\p{L}\u00B0\u00B5/][\\p{L}\\p{N}\u00B0\u00B5/.*^()\u00B7\\s-]{0,19}$`, 'u'),
    'with-unit',
  ],
  [/^[=+\uFF1D\uFF0B'\u2018\u2019]|^"/, 'marked'],
];

/**
 * The form of one cell of text, white space around it taken off. A number by the rules of parseNumber, so that under any
 * marks both agree; dates are looked for elsewhere (date-reading.ts).
 */
export function toCellForm(bare: string): CellForm {
  if (bare === '') return 'empty';
  const first = bare.charCodeAt(0);
  const start = first === 0x2d || first === 0x2212 ? 1 : 0;
  let marks = 0;
  let markAt = -1;
  for (let at = start; at < bare.length; at++) {
    const unit = bare.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) continue;
    if (!isMark(unit)) return toOtherForm(bare);
    marks += 1;
    markAt = at;
  }
  const length = bare.length - start;
  if (length === 0) return 'text';
  if (marks === 0) return isTooLong(bare, start, bare.length) ? 'too-long' : 'whole';
  const mark = bare.charCodeAt(markAt);
  if (marks === 1 && (mark === 0x2c || mark === 0x2e)) {
    const whole = markAt - start;
    const decimals = bare.length - markAt - 1;
    if (whole === 0 || decimals === 0) return whole === decimals ? 'text' : 'bare-mark';
    if (isTooLong(bare, start, markAt) || decimals > maxDecimals) return 'too-long';
    const either = decimals === 3 && whole <= 3 && bare.charCodeAt(start) !== 0x30;
    if (mark === 0x2c) return either ? 'comma-or-group' : 'comma';
    return either ? 'point-or-group' : 'point';
  }
  return toGroupedForm(bare, start);
}

/** `,` `.` space, no-break spaces and apostrophes: the marks of grouped numbers. */
function isMark(unit: number): boolean {
  return (
    unit === 0x2c ||
    unit === 0x2e ||
    unit === 0x20 ||
    unit === 0x27 ||
    unit === 0xa0 ||
    unit === 0x202f ||
    unit === 0x2019
  );
}

const grouped =
  /^[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?:[ \u00A0\u202F][0-9]{3})+|(?:['\u2019][0-9]{3})+)/;

function toGroupedForm(bare: string, start: number): CellForm {
  const digits = start === 0 ? bare : bare.slice(start);
  const whole = grouped.exec(digits)?.[0];
  if (whole === undefined) return toOtherForm(bare);
  const rest = digits.slice(whole.length);
  const fraction = /^[.,][0-9]+$/.test(rest) ? rest : undefined;
  const mark = /[^0-9]/.exec(whole)?.[0] ?? '';
  if ((rest !== '' && fraction === undefined) || fraction?.startsWith(mark) === true) {
    return toOtherForm(bare);
  }
  const count = whole.replace(/[^0-9]/g, '').length;
  if (count > maxWholeDigits || rest.length - 1 > maxDecimals) return 'too-long';
  if (mark === '.') return fraction === undefined ? 'point-groups' : 'point-groups-comma';
  if (mark === ',') return fraction === undefined ? 'comma-groups' : 'comma-groups-point';
  const name = mark === "'" || mark === '\u2019' ? 'apostrophe-groups' : 'space-groups';
  if (fraction === undefined) return name;
  return fraction.startsWith(',') ? `${name}-comma` : `${name}-point`;
}

function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start <= maxWholeDigits) return false;
  let from = start;
  while (from < end && text.charCodeAt(from) === 0x30) from += 1;
  return end - from > maxWholeDigits;
}

const printable = /^[ -~]*$/;
/** Characters that nobody sees; tabs and line breaks inside a text are none of them. */
const hidden = /[^\P{C}\t\r\n]|\uFFFD/u;
/** Longest text that can be anything but text, or digits alone. */
const longestForm = 64;
/** Letters of a plain word, which no form but a spreadsheet's date begins with. */
const startsAsWord = /^[a-zA-Z]{2}/;

function toOtherForm(bare: string): CellForm {
  if (!printable.test(bare) && hidden.test(bare)) return 'hidden';
  if (isSpreadsheetError(bare)) return 'spreadsheet-error';
  if (isSpreadsheetDate(bare)) return 'spreadsheet-date';
  if (bare.length > longestForm || startsAsWord.test(bare)) return 'text';
  return patterns.find(([pattern]) => pattern.test(bare))?.[1] ?? 'text';
}
