import type { TextSample } from '#core/detect/decode-samples.ts';
import { toCellShape } from '#core/detect/cell-shape.ts';
import { findHeader, type FoundHeader } from '#core/detect/find-header-structure.ts';
import { splitStructure, type Marks, type RoughRecord } from '#core/detect/split-structure.ts';
import { maxTitleLines } from '#core/table/dialect.ts';

/** The samples as a table under one delimiter and line break. */
export interface Structure {
  readonly marks: Marks;
  readonly header: FoundHeader;
  /** The same table under each header that it could have too. */
  readonly rivals: readonly Structure[];
  /** 1-based line of the header in the file. */
  readonly headerLine: number;
  /** Lines above the header, the `sep=` line apart, and how many of them are not blank. */
  readonly titleLines: number;
  readonly filledTitleLines: number;
  /** Records below the header that are sound and as wide as it, but for those that are the header again. */
  readonly rows: readonly RoughRecord[];
  /** Records below the header: neither blank nor the header again; `rows` are those of them that are whole. */
  readonly records: number;
  readonly blank: number;
  readonly repeated: number;
  /** Records that are sound but narrower or wider than the header. */
  readonly ragged: number;
  readonly faulty: number;
  /** Ragged records after the last whole row of the file. */
  readonly after: number;
  /** Part of the filled cells of whole rows that are figures. */
  readonly figures: number;
}

/** Rows whose cells are looked at for figures. */
const enoughRows = 300;

/** Records up to which the most frequent width need not be the table's: there may be as many lines of titles as rows. */
const fewRecords = 20;

/** The tables of two columns or more that the samples can be under these marks; of few records there may be several. */
export function toStructures(
  texts: readonly TextSample[],
  marks: Marks,
  separatorLine: boolean,
): readonly Structure[] {
  const rough = splitAll(texts, marks, separatorLine, 0);
  return toWidths(rough).flatMap(
    (columns) => toStructureOf(texts, marks, separatorLine, columns, rough) ?? [],
  );
}

/** The samples as a table of one column; undefined where they are none. */
export function toSingleStructure(
  texts: readonly TextSample[],
  marks: Marks,
  separatorLine: boolean,
): Structure | undefined {
  return toStructureOf(texts, marks, separatorLine, 1, splitAll(texts, marks, separatorLine, 0));
}

function toStructureOf(
  texts: readonly TextSample[],
  marks: Marks,
  separatorLine: boolean,
  columns: number,
  rough: RoughRecord[][],
): Structure | undefined {
  const split = rough.flat().some(({ sound, raw }) => sound && /[\r\n]/.test(raw))
    ? splitAll(texts, marks, separatorLine, columns)
    : rough;
  const head = (split[0] ?? []).slice(separatorLine ? 1 : 0);
  const fits = (record: RoughRecord): boolean =>
    record.sound && record.cells.length === columns && !isBlank(record);
  const others = split.slice(1).flat();
  const found = findHeader([...head, ...others].filter(fits));
  if (found === undefined || !head.includes(found.record)) return undefined;
  const swallows = head.slice(0, head.indexOf(found.record) + 1).some((record) => record.swallows);
  const header: FoundHeader = swallows ? { ...found, verdict: 'two' } : found;
  const cut = { marks, columns, head, others, separatorLine, ended: texts.at(-1)?.atEnd === true };
  const rivals = header.rivals.flatMap((record) => describe(cut, { ...header, record }, []) ?? []);
  return describe(cut, header, rivals);
}

/** The records of the samples under one pair of marks, those of the head apart. */
interface CutSamples {
  readonly marks: Marks;
  readonly columns: number;
  readonly head: readonly RoughRecord[];
  readonly others: readonly RoughRecord[];
  readonly separatorLine: boolean;
  readonly ended: boolean;
}

function describe(
  { marks, columns, head, others, separatorLine, ended }: CutSamples,
  header: FoundHeader,
  rivals: readonly Structure[],
): Structure | undefined {
  const at = head.indexOf(header.record);
  const below = [...head.slice(at + 1), ...others];
  const filled = below.filter((record) => !isBlank(record));
  const isWhole = ({ sound, cells }: RoughRecord): boolean => sound && cells.length === columns;
  const isAgain = ({ cells }: RoughRecord): boolean =>
    cells.length === columns && cells.every((cell, column) => cell === header.record.cells[column]);
  const repeated = filled.filter(isAgain).length;
  const rows = filled.filter((record) => isWhole(record) && !isAgain(record));
  const titleLines = header.record.line - 1 - (separatorLine ? 1 : 0);
  if (titleLines > maxTitleLines || rows.length === 0) return undefined;
  return {
    marks,
    header,
    rivals,
    headerLine: header.record.line,
    titleLines,
    filledTitleLines: head.slice(0, at).filter((record) => !isBlank(record)).length,
    rows,
    records: filled.length - repeated,
    blank: below.length - filled.length,
    repeated,
    ragged: filled.filter(({ sound, cells }) => sound && cells.length !== columns).length,
    faulty: filled.filter(({ sound }) => !sound).length,
    after: ended ? filled.length - 1 - filled.findLastIndex(isWhole) : 0,
    figures: toFigures(rows),
  };
}

/** Records of each sample; of one that begins within the file, from its first line break on. */
function splitAll(
  texts: readonly TextSample[],
  marks: Marks,
  separatorLine: boolean,
  columns: number,
): RoughRecord[][] {
  return texts.map(({ text, atStart, atEnd }) => {
    const first = atStart ? 0 : text.indexOf(marks.newline);
    if (first === -1) return [];
    const from = atStart ? 0 : first + marks.newline.length;
    return splitStructure(text, marks, {
      from,
      atEnd,
      columns,
      separatorLine: atStart && separatorLine,
    });
  });
}

/** The most frequent width of two or more, of equals the wider; where there are few records the three most frequent. */
function toWidths(samples: readonly (readonly RoughRecord[])[]): number[] {
  const counts = new Map<number, number>();
  const records = samples.flat().filter((record) => !isBlank(record));
  for (const { cells, sound } of records) {
    if (cells.length > 1 && sound) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  const widths = [...counts].toSorted(([a, m], [b, n]) => n - m || b - a);
  return widths.slice(0, records.length <= fewRecords ? 3 : 1).map(([width]) => width);
}

function toFigures(rows: readonly RoughRecord[]): number {
  let filled = 0;
  let figures = 0;
  for (const { cells } of rows.slice(0, enoughRows)) {
    for (const cell of cells) {
      const shape = toCellShape(cell);
      if (shape !== 'empty') filled += 1;
      // A pair of figures with a delimiter between them is two cells that belong apart.
      if (shape === 'figures' && !/[;|\t]|,.*,/.test(cell)) figures += 1;
    }
  }
  return filled === 0 ? 0 : figures / filled;
}

/** As the reader has it: of white space and delimiters only. */
export function isBlank({ cells }: Pick<RoughRecord, 'cells'>): boolean {
  return cells.every((cell) => cell.trim() === '');
}
