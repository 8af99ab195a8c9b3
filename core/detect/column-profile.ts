import { toCellForm } from '#core/detect/cell-form.ts';
import type { CellForm } from '#core/detect/cell-form.ts';
import { toDateReading } from '#core/detect/date-reading.ts';
import type { DateOrder } from '#core/detect/date-reading.ts';
import { DistinctTexts } from '#core/detect/distinct-texts.ts';
import { isMissingCode, isMissingDate, toMissingWord } from '#core/detect/missing-words.ts';
import { numberForms, toFormValue, toReading } from '#core/detect/number-form.ts';
import type { NumberForm, NumberMarks } from '#core/detect/number-form.ts';
import { NumberSummary } from '#core/detect/number-summary.ts';
import { Tallies } from '#core/detect/tally.ts';
import type { CellKind } from '#core/table/row.ts';

/** What stands beside the form of a cell. */
export type CellTrait =
  /** White space around the text. */
  | 'padded'
  /** U+2212 for a minus sign. */
  | 'unicode-minus'
  | 'negative'
  /** A zero before other digits of a whole number: `007`. */
  | 'leading-zero'
  /** Four digits or more before the decimal mark, without a thousands mark: `1234`. */
  | 'ungrouped';

/** A text that may mean "not known": as a word, a number or a date of a list. */
export type MissingHint = 'word' | 'word-among-values' | 'number' | 'date';

/** Different texts of one kind of hint that are kept. */
const maxHints = 50;
/** Different sets of date forms that are kept apart. */
const maxDateShapes = 64;

/**
 * What the cells of one column are, in memory that does not grow with the rows. It counts and decides nothing
 * (suggest-column.ts does), and it serves a preview and a whole file alike.
 */
export class ColumnProfile {
  readonly title: string;
  readonly forms = new Tallies<CellForm>();
  readonly traits = new Tallies<CellTrait>();
  /** For each set of forms that dates of the column have, such as `dd-mm-yyyy|d-m-yyyy`. */
  readonly dateShapes = new Tallies<string>(maxDateShapes);
  readonly dateOrders = new Tallies<DateOrder>();
  readonly texts = new DistinctTexts();
  readonly hints: Readonly<Record<MissingHint, Tallies<string>>> = {
    word: new Tallies(maxHints),
    'word-among-values': new Tallies(maxHints),
    number: new Tallies(maxHints),
    date: new Tallies(maxHints),
  };
  #cells = 0;
  #longest = 0;
  #leastDigits = Number.POSITIVE_INFINITY;
  #mostDigits = 0;
  /** The numbers of each form, those of `hints.number` left out. */
  readonly #numbers = new Map<NumberForm | 'typed-number', NumberSummary>();
  /** The same of forms that are thousands under the other mark. */
  readonly #grouped = new Map<NumberForm, NumberSummary>();
  /** Each text of `hints.number`. */
  readonly #hinted = new Map<
    string,
    { readonly form: NumberForm | 'typed-number'; readonly value: number }
  >();

  constructor(title: string) {
    this.title = title;
  }

  /** One more cell. `kind` is what a typed source says it is; without it the cell is text. */
  push(text: string, line: number, kind?: CellKind): void {
    this.#cells += 1;
    switch (kind) {
      case 'empty':
        this.forms.add('empty', line);
        return;
      case 'number':
        this.forms.add('typed-number', line);
        this.texts.add(text);
        this.#pushNumber(text, 'typed-number', line);
        return;
      case 'date':
        this.forms.add('typed-date', line);
        if (isMissingDate(text)) this.hints.date.add(text, line);
        return;
      case 'boolean':
        this.forms.add('typed-boolean', line);
        this.texts.add(text);
        return;
      case 'error':
        this.forms.add('typed-error', line);
        return;
      case 'text':
      case undefined:
        this.#pushText(text, line);
    }
  }

  /** All cells, empty ones too. */
  get cells(): number {
    return this.#cells;
  }

  get filled(): number {
    return this.#cells - this.forms.count('empty');
  }

  /** Characters of the longest text. */
  get longest(): number {
    return this.#longest;
  }

  /** Least and most digits of whole numbers, leading zeros included; undefined where there are none. */
  get digits(): { readonly least: number; readonly most: number } | undefined {
    return this.#mostDigits === 0 ? undefined : { least: this.#leastDigits, most: this.#mostDigits };
  }

  /** The cells that are numbers under these marks, but for the texts in `missing`. */
  summary(marks: NumberMarks, missing: readonly string[] = []): NumberSummary {
    const whole = new NumberSummary();
    for (const [form, numbers] of this.#numbers) {
      const reading = form === 'typed-number' ? {} : toReading(form, marks);
      if (reading === undefined) continue;
      const grouped = form !== 'typed-number' && isGroupOnly(form, marks);
      whole.addAll(grouped ? (this.#grouped.get(form) ?? numbers) : numbers);
    }
    for (const [text, { form, value }] of this.#hinted) {
      if (missing.includes(text)) continue;
      if (form !== 'typed-number' && toReading(form, marks) === undefined) continue;
      whole.add(value, this.hints.number.count(text));
    }
    return whole;
  }

  /** The texts of `hints.number` and the number that each is, its decimal mark taken as such. */
  hintedNumbers(): readonly { readonly text: string; readonly value: number }[] {
    return [...this.#hinted].map(([text, { value }]) => ({ text, value }));
  }

  #pushText(text: string, line: number): void {
    const bare = text.trim();
    if (bare.length !== text.length && bare !== '') this.traits.add('padded', line);
    const form = this.#toForm(bare, line);
    this.forms.add(form, line);
    if (form === 'empty') return;
    this.texts.add(bare);
    if (bare.length > this.#longest) this.#longest = bare.length;
    if (Object.hasOwn(numberForms, form)) {
      // Safe: the keys of numberForms are the number forms.
      this.#pushNumber(bare, form as NumberForm, line);
      return;
    }
    if (form === 'text' || form === 'marks' || form === 'marked' || form === 'spreadsheet-error') {
      const word = toMissingWord(bare);
      if (word !== undefined) this.hints[word === 'always' ? 'word' : 'word-among-values'].add(bare, line);
    }
  }

  #toForm(bare: string, line: number): CellForm {
    const form = toCellForm(bare);
    // Eight digits may be a date as well as a number; both are counted.
    const mayBeDate =
      form === 'whole' ? bare.length === 8 : !Object.hasOwn(numberForms, form) && form !== 'empty';
    if (!mayBeDate) return form;
    if (isMissingDate(bare)) {
      this.hints.date.add(bare, line);
      return form === 'whole' ? form : 'date';
    }
    const reading = toDateReading(bare);
    if (reading === undefined) return form;
    if (reading.formats.length === 0) return form === 'whole' ? form : 'impossible-date';
    this.dateShapes.add(reading.formats.join('|'), line);
    this.dateOrders.add(reading.order, line);
    return form === 'whole' ? form : 'date';
  }

  #pushNumber(bare: string, form: NumberForm | 'typed-number', line: number): void {
    const { value, grouped } = form === 'typed-number' ? { value: Number(bare) } : toFormValue(bare, form);
    if (!Number.isFinite(value)) return;
    if (form !== 'typed-number') this.#noteTraits(bare, form, line);
    if (value < 0) this.traits.add('negative', line);
    if (isMissingCode(value)) {
      this.hints.number.add(bare, line);
      if (this.hints.number.count(bare) > 0) {
        this.#hinted.set(bare, { form, value });
        return;
      }
    }
    toSummary(this.#numbers, form).add(value);
    if (grouped !== undefined && form !== 'typed-number') toSummary(this.#grouped, form).add(grouped);
  }

  #noteTraits(bare: string, form: NumberForm, line: number): void {
    const first = bare.charCodeAt(0);
    const start = first === 0x2d || first === 0x2212 ? 1 : 0;
    if (first === 0x2212) this.traits.add('unicode-minus', line);
    if (form !== 'whole' && form !== 'comma' && form !== 'point') return;
    const mark = form === 'whole' ? bare.length : bare.indexOf(form === 'comma' ? ',' : '.');
    const digits = mark - start;
    if (form === 'whole') {
      if (digits < this.#leastDigits) this.#leastDigits = digits;
      if (digits > this.#mostDigits) this.#mostDigits = digits;
      if (digits > 1 && bare.charCodeAt(start) === 0x30) this.traits.add('leading-zero', line);
    }
    if (digits > 3) this.traits.add('ungrouped', line);
  }
}

/** Whether the marks make thousands of a form that is a decimal under the other mark. */
function isGroupOnly(form: NumberForm, marks: NumberMarks): boolean {
  if (form === 'comma-or-group') return marks.decimal === '.';
  return form === 'point-or-group' && marks.decimal === ',';
}

function toSummary<Form>(summaries: Map<Form, NumberSummary>, form: Form): NumberSummary {
  const known = summaries.get(form);
  if (known !== undefined) return known;
  const summary = new NumberSummary();
  summaries.set(form, summary);
  return summary;
}
