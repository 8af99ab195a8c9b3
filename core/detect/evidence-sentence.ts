import type { CellForm } from '#core/detect/cell-form.ts';
import type { ColumnChoice, Doubt, Evidence, MissingSuggestion } from '#core/detect/evidence.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Thousands } from '#core/table/parse-number.ts';

/** What a column would be, in English: `number, decimal comma`. */
export function toChoiceText(choice: ColumnChoice): string {
  switch (choice.kind) {
    case 'number': {
      const decimal = choice.decimal === undefined ? '' : `, decimal ${toMarkName(choice.decimal)}`;
      const thousands =
        choice.thousands === undefined ? '' : `, thousands by ${toMarkName(choice.thousands)}`;
      return `number${decimal}${thousands}`;
    }
    case 'date':
      return choice.century === undefined
        ? `date, ${choice.format}`
        : `date, ${choice.format}, years ${choice.century} to ${choice.century + 99}`;
    case 'code':
    case 'identifier':
    case 'text':
      return choice.kind;
    default:
      return choice satisfies never;
  }
}

/** One sentence for each piece of evidence. Holds no text of a cell. */
export function toEvidenceSentence(evidence: Evidence): string {
  switch (evidence.code) {
    case 'only-decimal-comma':
      return `${ofCells(evidence)} only possible with a decimal comma`;
    case 'only-decimal-point':
      return `${ofCells(evidence)} only possible with a decimal point`;
    case 'whole-numbers':
      return areCells(evidence, 'a whole number', 'whole numbers');
    case 'thousands-mark':
      return `${ofCells(evidence)} only possible with thousands by ${toMarkName(evidence.mark)}`;
    case 'typed-numbers':
      return `${areCells(evidence, 'a number', 'numbers')}, as the file itself says`;
    case 'typed-dates':
      return `${areCells(evidence, 'a date', 'dates')}, as the file itself says`;
    case 'typed-booleans':
      return `${ofCells(evidence)} true or false, as the file itself says`;
    case 'date-form':
      return `${areCells(evidence, 'a date', 'dates')} written as ${evidence.format}`;
    case 'only-day-first':
      return `${ofCells(evidence)} only possible with the day before the month`;
    case 'only-month-first':
      return `${ofCells(evidence)} only possible with the month before the day`;
    case 'few-texts':
      return `${plural(evidence.count, 'cell')} with ${plural(evidence.different, 'different text')}`;
    case 'different-texts':
      return `${plural(evidence.count, 'cell')} with about ${plural(evidence.different, 'different text')}`;
    case 'leading-zeros':
      return `${ofCells(evidence)} written with leading zeros`;
    case 'same-width':
      return `${areCells(evidence, 'a whole number', 'whole numbers')} of one width`;
    case 'too-long-for-a-number':
      return `${ofCells(evidence)} of more digits than a number holds`;
    case 'title-of-identifier':
      return 'the title is one of an identifier';
    default:
      return evidence satisfies never;
  }
}

/** One sentence for each doubt: what was found, and what follows from it. Holds no text of a cell. */
export function toDoubtSentence(doubt: Doubt): string {
  switch (doubt.code) {
    case 'no-values':
      return 'the column holds nothing but empty cells and words for "not known"';
    case 'decimal-or-thousands':
      return `${ofCells(doubt)} a decimal or thousands, and no cell says which; choose${onLines(doubt)}`;
    case 'both-decimal-marks':
      return (
        `${ofCells(doubt.comma)} only possible with a decimal comma${onLines(doubt.comma)}, ` +
        `${doubt.point.count} only with a decimal point${onLines(doubt.point)}; those of the mark not chosen are refused`
      );
    case 'few-cells-decide':
      return `hardly a cell decides; ${ofCells(doubt)} readable either way${onLines(doubt)}`;
    case 'other-mark-or-thousands':
      return (
        `${ofCells(doubt)} thousands by ${toMarkName(doubt.mark)} or typed with another decimal mark; ` +
        `they are refused unless thousands are chosen${onLines(doubt)}`
      );
    case 'thousands-not-consistent':
      return (
        `some thousands are marked by ${toMarkName(doubt.mark)}, ` +
        `but ${ofCells(doubt)} of a thousand and more without a mark${onLines(doubt)}`
      );
    case 'several-thousands-marks':
      return `several thousands marks; those not chosen are refused${onLines(doubt)}`;
    case 'other-mark-than-file':
      return `the file's decimal mark is the ${toMarkName(doubt.file)}, this column's the ${toMarkName(doubt.column)}`;
    case 'day-or-month':
      return `no cell says whether day or month comes first in ${plural(doubt.count, 'cell')}; choose${onLines(doubt)}`;
    case 'both-date-orders':
      return (
        `${ofCells(doubt.dayFirst)} only possible with the day first${onLines(doubt.dayFirst)}, ` +
        `${doubt.monthFirst.count} only with the month first${onLines(doubt.monthFirst)}; choose`
      );
    case 'day-and-month-exchanged':
      return (
        `${areCells(doubt, 'a date', 'dates')} in a form of their own without a day above 12, while the others hold nothing else: ` +
        `a spreadsheet may have taken the day for the month; see how the file was made${onLines(doubt)}`
      );
    case 'several-date-forms':
      return `${areCells(doubt, 'a date', 'dates')} in another form, to be refused${onLines(doubt)}`;
    case 'century-not-stated':
      return `${areCells(doubt, 'a date', 'dates')} with two digits of the year; state the hundred years they are of`;
    case 'dates-or-numbers':
      return `${ofCells(doubt)} eight digits: a date, or a number; choose${onLines(doubt)}`;
    case 'day-counts':
      return (
        `the title is one of a date, but ${ofCells(doubt)} whole numbers, perhaps a spreadsheet's count of days; ` +
        `they are never read as dates: export the column as dates${onLines(doubt)}`
      );
    case 'codes-or-numbers':
      return `${plural(doubt.different, 'different number')}, which may be codes`;
    case 'other-form':
      return `${holdsCells(doubt)} ${toFormName(doubt.form)}; they are refused${onLines(doubt)}`;
    case 'damaged':
      return `${holdsCells(doubt)} ${toFormName(doubt.form)}; what stood there before is not known${onLines(doubt)}`;
    case 'leading-zeros-in-numbers':
      return `${ofCells(doubt)} written with leading zeros, as identifiers and codes are${onLines(doubt)}`;
    case 'widths-differ':
      return (
        `identifiers with leading zeros have ${doubt.least} to ${doubt.most} digits; ` +
        'a spreadsheet may have dropped zeros of the short ones'
      );
    default:
      return doubt satisfies never;
  }
}

/** Why a text may mean "not known". Holds the text only where it is empty; whoever shows it shows the text beside it. */
export function toMissingSentence({ count, reason }: Pick<MissingSuggestion, 'count' | 'reason'>): string {
  switch (reason) {
    case 'empty':
      return `${plural(count, 'cell')} empty`;
    case 'word':
      return `${plural(count, 'cell')}: a word for "not known"`;
    case 'beyond-others':
      return `${plural(count, 'cell')}: a code for "not known" in many registries, beyond all other numbers here`;
    case 'only-negative':
      return `${plural(count, 'cell')}: a code for "not known" in many registries, while no other number is negative`;
    case 'unlikely-date':
      return `${plural(count, 'cell')}: a date that programs write where none is known`;
    default:
      return reason satisfies never;
  }
}

function toFormName(form: CellForm): string {
  switch (form) {
    case 'date':
    case 'typed-date':
      return 'dates, in a spreadsheet perhaps made of numbers';
    case 'impossible-date':
      return 'dates of days that do not exist';
    case 'spreadsheet-date':
      return 'a day and a month, or a month and a year, which a spreadsheet makes of numbers such as 3-9';
    case 'spreadsheet-error':
    case 'typed-error':
      return 'errors of a spreadsheet';
    case 'time':
      return 'times of day';
    case 'exponent':
      return 'numbers with an exponent, perhaps written by a spreadsheet';
    case 'comparison':
      return 'bounds such as less than or more than';
    case 'two-numbers':
      return 'two numbers, such as a range';
    case 'percent':
      return 'numbers with a percent sign';
    case 'with-unit':
      return 'numbers with letters behind them, such as a unit';
    case 'bare-mark':
      return 'numbers without digits before or after the mark';
    case 'plus-sign':
      return 'numbers with a plus sign';
    case 'too-long':
      return 'numbers of more digits than can be kept';
    case 'marks':
      return 'digits and marks that are no number';
    case 'marked':
      return 'texts written for a spreadsheet, with an equals sign, an apostrophe or a plus sign before them';
    case 'hidden':
      return 'texts with characters that cannot be seen';
    case 'typed-boolean':
      return 'true or false, as the file itself says';
    case 'empty':
      return 'empty';
    case 'text':
      return 'texts';
    default:
      return 'numbers';
  }
}

function toMarkName(mark: Thousands | Dialect['decimal']): string {
  switch (mark) {
    case ',':
      return 'comma';
    case '.':
      return 'point';
    case ' ':
      return 'space';
    case "'":
      return 'apostrophe';
    default:
      return mark satisfies never;
  }
}

function ofCells({ count, of }: { readonly count: number; readonly of: number }): string {
  return `${count} of ${of} cells ${count === 1 ? 'is' : 'are'}`;
}

function areCells(counted: Parameters<typeof ofCells>[0], one: string, many: string): string {
  return `${ofCells(counted)} ${counted.count === 1 ? one : many}`;
}

function holdsCells({ count, of }: { readonly count: number; readonly of: number }): string {
  return `${count} of ${of} cells ${count === 1 ? 'holds' : 'hold'}`;
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const shownLines = 5;

/** Line 0 is one whose number a preview does not know. */
function onLines({ count, lines }: { readonly count: number; readonly lines: readonly number[] }): string {
  const known = lines.filter((line) => line > 0).slice(0, shownLines);
  if (known.length === 0) return '';
  const more = count > known.length ? ' and on' : '';
  return ` (${known.length === 1 && more === '' ? 'line' : 'lines'} ${known.join(', ')}${more})`;
}
