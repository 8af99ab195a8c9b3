import { toCellForm } from '#core/detect/cell-form.ts';
import type { CellForm } from '#core/detect/cell-form.ts';
import { mostOfColumn, toEmptyCounts } from '#core/detect/column-counts.ts';
import type { ColumnCounts, ColumnLimits } from '#core/detect/column-counts.ts';
import { toDateReading, toDateShape } from '#core/detect/date-reading.ts';
import { isMissingCode, isMissingDate, toMissingWord } from '#core/detect/missing-words.ts';
import { isNumberForm, toFormValue, toReading } from '#core/detect/number-form.ts';
import type { NumberForm, NumberMarks } from '#core/detect/number-form.ts';
import { NumberSummary } from '#core/detect/number-summary.ts';
import { maxLines } from '#core/detect/tally.ts';
import type { Tally } from '#core/detect/tally.ts';
import type { CellKind } from '#core/table/row.ts';

/** Longest text that is counted before it is looked at. */
const longestInBatch = 64;

const manyDigits = /^-?[0-9]{16}/;

type ValueForm = NumberForm | 'typed-number';

/**
 * What the cells of one column are, in memory that does not grow with the rows. It counts and decides nothing
 * (suggest-column.ts does), and it serves a preview and a whole file alike.
 */
export class ColumnProfile {
  readonly title: string;
  readonly #counts: ColumnCounts;
  /** Texts met since the last look: most columns repeat theirs, and a text is looked at once. */
  readonly #batch = new Map<string, { count: number; readonly lines: number[] }>();
  readonly #limits: ColumnLimits;
  #cells = 0;
  #longest = 0;
  #leastDigits = Number.POSITIVE_INFINITY;
  #mostDigits = 0;
  /** The numbers of each form, those of `hints.number` left out. */
  readonly #numbers = new Map<ValueForm, NumberSummary>();
  /** The same of forms that are thousands under the other mark. */
  readonly #grouped = new Map<NumberForm, NumberSummary>();
  /** Each text of `hints.number`. */
  readonly #hinted = new Map<string, { readonly form: ValueForm; readonly value: number }>();

  constructor(title: string, limits = mostOfColumn) {
    this.title = title;
    this.#limits = limits;
    this.#counts = toEmptyCounts(limits);
  }

  /** One more cell. `kind` is what a typed source says it is; without it the cell is text. */
  push(text: string, line: number, kind: CellKind = 'text'): void {
    this.#cells += 1;
    if (kind !== 'text') {
      this.#pushTyped(text, line, kind);
      return;
    }
    const met = this.#batch.get(text);
    if (met !== undefined) {
      met.count += 1;
      if (met.lines.length < maxLines) met.lines.push(line);
      return;
    }
    if (text.length > longestInBatch) {
      this.#enterText(text, { count: 1, lines: [line] });
      return;
    }
    if (this.#batch.size >= this.#limits.batch) this.#look();
    this.#batch.set(text, { count: 1, lines: [line] });
  }

  get counts(): ColumnCounts {
    this.#look();
    return this.#counts;
  }

  /** All cells, empty ones too. */
  get cells(): number {
    return this.#cells;
  }

  /** Cells that hold something. */
  get filled(): number {
    return this.#cells - this.counts.forms.count('empty');
  }

  /** Characters of the longest text. */
  get longest(): number {
    this.#look();
    return this.#longest;
  }

  /** Least and most digits of whole numbers, leading zeros included; undefined where there are none. */
  get digits(): { readonly least: number; readonly most: number } | undefined {
    this.#look();
    return this.#mostDigits === 0 ? undefined : { least: this.#leastDigits, most: this.#mostDigits };
  }

  /** The texts of `hints.number` and the number that each is. */
  get hintedNumbers(): readonly { readonly text: string; readonly value: number }[] {
    this.#look();
    return [...this.#hinted].map(([text, { value }]) => ({ text, value }));
  }

  /** The cells that are numbers under these marks, but for the texts in `missing`. */
  summary(marks: NumberMarks, missing: readonly string[] = []): NumberSummary {
    const { hints } = this.counts;
    const whole = new NumberSummary(this.#limits.exact);
    for (const [form, numbers] of this.#numbers) {
      const reading = form === 'typed-number' ? {} : toReading(form, marks);
      if (reading === undefined) continue;
      const grouped = form !== 'typed-number' && isGroupOnly(form, marks);
      whole.addAll(grouped ? (this.#grouped.get(form) ?? numbers) : numbers);
    }
    for (const [text, { form, value }] of this.#hinted) {
      if (missing.includes(text)) continue;
      if (form !== 'typed-number' && toReading(form, marks) === undefined) continue;
      whole.add(value, hints.number.count(text));
    }
    return whole;
  }

  #look(): void {
    if (this.#batch.size === 0) return;
    for (const [text, met] of this.#batch) this.#enterText(text, met);
    this.#batch.clear();
  }

  #pushTyped(text: string, line: number, kind: Exclude<CellKind, 'text'>): void {
    const { forms, traits, texts, hints } = this.#counts;
    const met = { count: 1, lines: [line] };
    switch (kind) {
      case 'empty':
        forms.addAll('empty', met);
        return;
      case 'number':
        forms.addAll('typed-number', met);
        texts.add(text);
        if (manyDigits.test(text)) traits.addAll('typed-too-long', met);
        this.#enterNumber(text, 'typed-number', met);
        return;
      case 'date':
        forms.addAll('typed-date', met);
        if (isMissingDate(text)) hints.date.addAll(text, met);
        // A typed date begins with yyyy-mm-dd.
        if (Number(text.slice(8, 10)) > 12) traits.addAll('typed-day-above-12', met);
        return;
      case 'boolean':
        forms.addAll('typed-boolean', met);
        texts.add(text);
        return;
      case 'error':
        forms.addAll('typed-error', met);
        return;
      default:
        kind satisfies never;
    }
  }

  #enterText(text: string, met: Tally): void {
    const { forms, traits, texts, hints } = this.#counts;
    const bare = text.trim();
    const form = this.#toForm(bare, met);
    forms.addAll(form, met);
    if (form === 'empty') return;
    if (bare.length !== text.length) traits.addAll('padded', met);
    texts.add(bare, met.count);
    if (bare.length > this.#longest) this.#longest = bare.length;
    if (isNumberForm(form)) {
      this.#enterNumber(bare, form, met);
      return;
    }
    if (form === 'text' || form === 'marks' || form === 'marked' || form === 'spreadsheet-error') {
      const word = toMissingWord(bare);
      if (word !== undefined) hints[word === 'always' ? 'word' : 'word-among-values'].addAll(bare, met);
    }
  }

  /** Eight digits may be a date as well as a number; both are counted. */
  #toForm(bare: string, met: Tally): CellForm {
    if (beginsAsDate(bare)) return this.#toDateForm(bare, met) ?? toCellForm(bare);
    const form = toCellForm(bare);
    if (form === 'whole') {
      if (bare.length === 8) this.#toDateForm(bare, met);
      return form;
    }
    return form === 'empty' || isNumberForm(form) ? form : (this.#toDateForm(bare, met) ?? form);
  }

  #toDateForm(bare: string, met: Tally): 'date' | 'impossible-date' | undefined {
    const { hints, dateShapes } = this.#counts;
    if (isMissingDate(bare)) {
      hints.date.addAll(bare, met);
      return 'date';
    }
    const reading = toDateReading(bare);
    if (reading === undefined) return undefined;
    if (reading.formats.length === 0) return 'impossible-date';
    dateShapes.addAll(toDateShape(reading), met);
    return 'date';
  }

  #enterNumber(bare: string, form: ValueForm, met: Tally): void {
    const { traits, hints } = this.#counts;
    const { value, grouped } = form === 'typed-number' ? { value: Number(bare) } : toFormValue(bare, form);
    if (!Number.isFinite(value)) return;
    if (form !== 'typed-number') this.#enterTraits(bare, form, met);
    if (value < 0) traits.addAll('negative', met);
    if (isMissingCode(value) && grouped === undefined) {
      hints.number.addAll(bare, met);
      if (hints.number.count(bare) > 0) {
        this.#hinted.set(bare, { form, value });
        return;
      }
    }
    this.#toSummary(this.#numbers, form).add(value, met.count);
    if (grouped !== undefined && form !== 'typed-number') {
      this.#toSummary(this.#grouped, form).add(grouped, met.count);
    }
  }

  #enterTraits(bare: string, form: NumberForm, met: Tally): void {
    const { traits } = this.#counts;
    const first = bare.charCodeAt(0);
    const start = first === 0x2d || first === 0x2212 ? 1 : 0;
    if (first === 0x2212) traits.addAll('unicode-minus', met);
    if (form !== 'whole' && form !== 'comma' && form !== 'point') return;
    const mark = form === 'whole' ? bare.length : bare.indexOf(form === 'comma' ? ',' : '.');
    const digits = mark - start;
    if (form === 'whole') {
      if (digits < this.#leastDigits) this.#leastDigits = digits;
      if (digits > this.#mostDigits) this.#mostDigits = digits;
      if (digits > 1 && bare.charCodeAt(start) === 0x30) traits.addAll('leading-zero', met);
    }
    if (digits > 3) traits.addAll('ungrouped', met);
  }

  #toSummary<Form>(summaries: Map<Form, NumberSummary>, form: Form): NumberSummary {
    const known = summaries.get(form);
    if (known !== undefined) return known;
    const summary = new NumberSummary(this.#limits.exact);
    summaries.set(form, summary);
    return summary;
  }
}

/** A hyphen or a stroke after one, two or four characters: no number has it there, and most dates do. */
function beginsAsDate(bare: string): boolean {
  return isDateMark(bare.charCodeAt(2)) || isDateMark(bare.charCodeAt(4)) || isDateMark(bare.charCodeAt(1));
}

function isDateMark(unit: number): boolean {
  return unit === 0x2d || unit === 0x2f;
}

/** Whether the marks make thousands of a form that is a decimal under the other mark. */
function isGroupOnly(form: NumberForm, marks: NumberMarks): boolean {
  if (form === 'comma-or-group') return marks.decimal === '.';
  return form === 'point-or-group' && marks.decimal === ',';
}
