import { toCellShape } from '#core/detect/cell-shape.ts';
import { chooseOverSingle, chooseStructure, type ChosenStructure } from '#core/detect/choose-structure.ts';
import type { TextSample } from '#core/detect/decode-samples.ts';
import type { Marks } from '#core/detect/split-structure.ts';
import type { LineBreaks } from '#core/detect/structure-evidence.ts';
import { toSingleStructure, toStructures, type Structure } from '#core/detect/structure.ts';
import type { Dialect } from '#core/table/dialect.ts';

/** What the samples are as a table, whatever their numbers mean. */
export interface FoundStructure {
  /** Undefined where no delimiter gives rows of one width. */
  readonly chosen: ChosenStructure | undefined;
  readonly lineBreaks: readonly LineBreaks[];
  /** The delimiter that a `sep=` line names, where there is one. */
  readonly declared: Dialect['delimiter'] | undefined;
}

const delimiters = [';', ',', '\t', '|'] as const;
const newlines = ['\r\n', '\n', '\r'] as const;
/** Characters by which a delimiter is found not worth more. */
const promisingLength = 32_768;
/** Characters of the head that are cut, where they hold so many lines. */
const enoughLength = 131_072;
const enoughLines = 500;

/** Cuts the samples by every pair of delimiter and line break, and chooses. */
export function findStructure(samples: readonly TextSample[]): FoundStructure {
  const texts = toEnough(samples);
  const declared = toDeclared(texts[0]?.text ?? '');
  const hasSeparator = declared !== undefined;
  const lineBreaks = countNewlines(texts);
  const possible = lineBreaks.length === 0 ? (['\r\n'] as const) : lineBreaks.map(({ newline }) => newline);
  const pairs = possible.flatMap((newline) => delimiters.map((delimiter) => ({ delimiter, newline })));
  const structures = toPromising(texts, pairs, hasSeparator).flatMap((marks) =>
    toStructures(texts, marks, hasSeparator),
  );
  const several = chooseDeclared(structures, declared) ?? chooseStructure(structures);
  const single = chooseSingle(
    texts,
    pairs.filter(({ delimiter }) => !hasSeparator || delimiter === declared),
    hasSeparator,
  );
  return { chosen: chooseOverSingle(several, single), lineBreaks, declared };
}

/** A `sep=` line is believed, unless another delimiter explains the rows and its own does so much less, or not at all. */
function chooseDeclared(
  structures: readonly Structure[],
  declared: Dialect['delimiter'] | undefined,
): ChosenStructure | undefined {
  if (declared === undefined) return undefined;
  const chosen = chooseStructure(structures.filter(({ marks }) => marks.delimiter === declared));
  const freely = chooseStructure(structures);
  const isOther = freely !== undefined && freely.best.marks.delimiter !== declared;
  return isOther && freely.sureness !== 'undecided' ? undefined : chosen;
}

/** Of a head with many lines the first part; a long one is for wide headers only. */
function toEnough([head, ...others]: readonly TextSample[]): readonly TextSample[] {
  if (head === undefined) return [];
  const text = head.text.slice(0, enoughLength);
  if (text.length === head.text.length || (text.match(/[\r\n]+/g)?.length ?? 0) < enoughLines)
    return [head, ...others];
  return [{ text, atStart: true, atEnd: false }, ...others];
}

function toDeclared(head: string): Dialect['delimiter'] | undefined {
  const mark = /^sep=([;,\t|])(?=[\r\n]|$)/i.exec(head)?.[1];
  return delimiters.find((delimiter) => delimiter === mark);
}

/** The line breaks of the samples, inside quotes too, each with how often it stands there. */
function countNewlines(texts: readonly TextSample[]): LineBreaks[] {
  const patterns = { '\r\n': /\r\n/g, '\n': /(?<!\r)\n/g, '\r': /\r(?!\n)/g };
  return newlines
    .map((newline) => ({
      newline,
      count: texts.reduce((sum, { text }) => sum + (text.match(patterns[newline])?.length ?? 0), 0),
    }))
    .filter(({ count }) => count > 0);
}

/**
 * The pairs of marks that are worth all samples, by the first of their text: where one gives many whole rows there, those
 * that give few are left out. A large file takes half the time so.
 */
function toPromising(
  texts: readonly TextSample[],
  pairs: readonly Marks[],
  hasSeparator: boolean,
): readonly Marks[] {
  const first = toFirst(texts);
  if (first === undefined) return pairs;
  const tried = pairs.map((marks) => {
    const [structure] = toStructures(first, marks, hasSeparator);
    const rows = structure?.rows.length ?? 0;
    return { marks, rows, part: rows / (structure?.records ?? 1) };
  });
  const many = tried.some(({ rows, part }) => rows >= 50 && part >= 0.9);
  return many ? tried.filter(({ part }) => part >= 0.3).map(({ marks }) => marks) : pairs;
}

/** The beginning of large samples; undefined where all of it is little. */
function toFirst([head]: readonly TextSample[]): readonly TextSample[] | undefined {
  if (head === undefined || head.text.length <= 2 * promisingLength) return undefined;
  return [{ text: head.text.slice(0, promisingLength), atStart: true, atEnd: false }];
}

/** A table of one column, under a delimiter that stands nowhere outside quotes. */
function chooseSingle(
  texts: readonly TextSample[],
  pairs: readonly Marks[],
  hasSeparator: boolean,
): ChosenStructure | undefined {
  const first = toFirst(texts);
  const found = pairs.flatMap((marks) => {
    const begins = first === undefined ? undefined : toSingleStructure(first, marks, hasSeparator);
    if (begins !== undefined && begins.ragged > 0) return [];
    const structure = toSingleStructure(texts, marks, hasSeparator);
    if (structure === undefined || structure.ragged > 0) return [];
    // The reader takes no header of one column that another delimiter would cut.
    return delimiters.some((other) => structure.header.record.raw.includes(other)) ? [] : [structure];
  });
  const [best, ...others] = found.toSorted((a, b) => a.faulty - b.faulty);
  if (best === undefined) return undefined;
  const rivals = others.filter(
    ({ marks, faulty }) => marks.newline !== best.marks.newline && faulty === best.faulty,
  );
  const sure = rivals.length === 0 && !holdsMarks(best);
  return { best, others: rivals, sureness: sure ? 'assumed' : 'undecided' };
}

/** Whether half of the rows are words with a delimiter among them: perhaps a table of several columns, and damaged. */
function holdsMarks({ rows }: Structure): boolean {
  const marked = rows.filter(({ cells: [cell = ''] }) => /[;,\t|]/.test(cell) && isWords(cell));
  return marked.length * 2 >= rows.length;
}

function isWords(cell: string): boolean {
  return toCellShape(cell) === 'words' || /[;\t|]/.test(cell);
}
