import type { ColumnChoice, Doubt, Evidence, MissingSuggestion } from '#core/detect/evidence.ts';
import type { Thousands } from '#core/table/parse-number.ts';

/** A choice in words: `numbers, decimal comma`, `dates as dd-mm-yyyy`. */
export function toChoiceText(choice: ColumnChoice): string {
  switch (choice.kind) {
    case 'number': {
      const decimal = choice.decimal === undefined ? '' : `, decimal ${toMarkName(choice.decimal)}`;
      const thousands =
        choice.thousands === undefined ? '' : `, ${toMarkName(choice.thousands)} between thousands`;
      return `numbers${decimal}${thousands}`;
    }
    case 'date': {
      const { format, century } = choice;
      return `dates as ${format}${century === undefined ? '' : `, years from ${century}`}`;
    }
    case 'code':
      return 'codes';
    case 'identifier':
      return 'identifier';
    case 'text':
      return 'text';
    default:
      throw choice satisfies never;
  }
}

/** What was seen, in one sentence without a value of a row. */
export function toEvidenceText(evidence: Evidence): string {
  if (evidence.code === 'title-of-identifier') return 'the title is that of an identifier';
  const cells = toShare(evidence);
  switch (evidence.code) {
    case 'only-decimal-comma':
      return `${cells} are only possible as decimal comma`;
    case 'only-decimal-point':
      return `${cells} are only possible as decimal point`;
    case 'whole-numbers':
      return `${cells} are whole numbers`;
    case 'thousands-mark':
      return `${cells} have a ${toMarkName(evidence.mark)} between thousands`;
    case 'typed-numbers':
      return `${cells} are numbers in the file itself`;
    case 'typed-dates':
      return `${cells} are dates in the file itself`;
    case 'typed-booleans':
      return `${cells} are true or false in the file itself`;
    case 'date-form':
      return `${cells} are dates as ${evidence.format}`;
    case 'only-day-first':
      return `${cells} are only possible with the day first`;
    case 'only-month-first':
      return `${cells} are only possible with the month first`;
    case 'few-texts':
      return `${evidence.different} different texts in ${evidence.count} cells`;
    case 'different-texts':
      return `${evidence.different} different texts in ${evidence.count} cells`;
    case 'leading-zeros':
      return `${cells} begin with a zero`;
    case 'same-width':
      return `${cells} are equally long`;
    case 'too-long-for-a-number':
      return `${cells} are too long for a number`;
    default:
      throw evidence satisfies never;
  }
}

/** What a person has to look at, in one sentence without a value of a row; then the lines. */
export function toDoubtText(doubt: Doubt): string {
  switch (doubt.code) {
    case 'no-values':
      return 'no cell holds a value';
    case 'other-mark-than-file':
      return `its decimal mark is a ${toMarkName(doubt.column)}, that of the file a ${toMarkName(doubt.file)}`;
    case 'widths-differ':
      return `identifiers of ${doubt.least} to ${doubt.most} digits, some with leading zeros: a spreadsheet may have taken zeros away`;
    case 'both-decimal-marks':
      return `${toShare(doubt.comma)} are only possible as decimal comma, ${toShare(doubt.point)} only as decimal point${toLines(doubt.lines)}`;
    case 'both-date-orders':
      return `${toShare(doubt.dayFirst)} are only possible with the day first, ${toShare(doubt.monthFirst)} only with the month first${toLines(doubt.lines)}`;
    case 'codes-or-numbers':
      return `${doubt.different} different whole numbers: amounts, or codes?`;
    default:
      return `${toShare(doubt)} ${toCountedDoubt(doubt)}${toLines(doubt.lines)}`;
  }
}

type CountedDoubt = Exclude<
  Doubt,
  {
    code:
      | 'no-values'
      | 'other-mark-than-file'
      | 'widths-differ'
      | 'both-decimal-marks'
      | 'both-date-orders'
      | 'codes-or-numbers';
  }
>;

function toCountedDoubt(doubt: CountedDoubt): string {
  switch (doubt.code) {
    case 'decimal-or-thousands':
      return 'can be read as decimal or as thousands, and no cell decides';
    case 'few-cells-decide':
      return 'can be read as decimal or as thousands, and hardly a cell decides';
    case 'other-mark-or-thousands':
      return `have a ${toMarkName(doubt.mark)}: thousands, or the other decimal mark`;
    case 'thousands-not-consistent':
      return `have no ${toMarkName(doubt.mark)} between thousands, others do`;
    case 'several-thousands-marks':
      return 'have different marks between thousands';
    case 'day-or-month':
      return 'can be read with the day or the month first, and no cell decides';
    case 'several-date-forms':
      return 'are written in another form';
    case 'century-not-stated':
      return 'have a year of two digits: which hundred years is not stated';
    case 'dates-or-numbers':
      return 'are dates of eight digits, or numbers';
    case 'other-form':
      return `will not be read (${doubt.form})`;
    case 'damaged':
      return `were perhaps changed by a spreadsheet (${doubt.form})`;
    case 'leading-zeros-in-numbers':
      return 'begin with a zero, as identifiers and codes do';
    default:
      throw doubt satisfies never;
  }
}

/** Why a text may mean "not known". */
export function toMissingText({ count, reason }: Pick<MissingSuggestion, 'count' | 'reason'>): string {
  const cells = `${count} ${count === 1 ? 'cell' : 'cells'}`;
  switch (reason) {
    case 'empty':
      return `${cells}, empty`;
    case 'word':
      return `${cells}, a word for "not known"`;
    case 'beyond-others':
      return `${cells}, far beyond all other numbers`;
    case 'only-negative':
      return `${cells}, the only negative number`;
    case 'unlikely-date':
      return `${cells}, a date that is used for "not known"`;
    default:
      throw reason satisfies never;
  }
}

function toShare({ count, of }: { readonly count: number; readonly of: number }): string {
  return `${count} of ${of} cells`;
}

/** Line 0 is a line whose number a preview does not know. */
function toLines(lines: readonly number[]): string {
  const known = lines.filter((line) => line > 0).slice(0, 5);
  if (known.length === 0) return '';
  return ` (${known.length === 1 ? 'line' : 'lines'} ${known.join(', ')}${lines.length > known.length ? ' …' : ''})`;
}

function toMarkName(mark: Thousands): string {
  switch (mark) {
    case '.':
      return 'point';
    case ',':
      return 'comma';
    case ' ':
      return 'space';
    case "'":
      return 'apostrophe';
    default:
      throw mark satisfies never;
  }
}
