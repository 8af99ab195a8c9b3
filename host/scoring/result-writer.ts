import type { OpenBooks } from '#core/advice/books.ts';
import { toRefusedRecord, toRefusedStart, type RefusedLine } from '#core/advice/refused-rows.ts';
import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { RowResult } from '#core/advice/row-result.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import type { Header, Row } from '#core/table/row.ts';
import { toFileStart, toRecord } from '#core/table/to-record.ts';
import { OutputFile } from '#host/files/output-file.ts';

/** A record whose fate is known: what the result and the file of refused rows say of it. */
export interface FinishedSlot {
  readonly line: number;
  readonly row: Row | undefined;
  readonly result: RowResult;
  readonly refused: readonly RefusedLine[];
}

export interface WrittenFile {
  readonly kind: 'result' | 'refused-rows';
  readonly sha256: string;
  readonly bytes: number;
}

/** The two files of a run. Neither has its name before `finish`. */
export class ResultWriter {
  readonly #dialect: Dialect;
  readonly #columns: ResultColumns;
  readonly #result: OutputFile;
  readonly #refused: OutputFile;

  private constructor(dialect: Dialect, columns: ResultColumns, result: OutputFile, refused: OutputFile) {
    this.#dialect = dialect;
    this.#columns = columns;
    this.#result = result;
    this.#refused = refused;
  }

  /** @throws FileError */
  static create(
    paths: { readonly resultPath: string; readonly refusedPath: string; readonly overwrite: boolean },
    dialect: Dialect,
    header: Header,
    columns: ResultColumns,
  ): ResultWriter {
    const result = OutputFile.create(paths.resultPath, paths);
    let refused: OutputFile | undefined;
    try {
      refused = OutputFile.create(paths.refusedPath, paths);
      const writer = new ResultWriter(dialect, columns, result, refused);
      const titles = toRecord({ raw: header.raw, cells: header.titles }, columns.titles, dialect);
      result.write(encodeText(toFileStart(dialect, header.separatorLine) + titles.text, dialect.encoding));
      refused.write(encodeText(toRefusedStart(dialect), dialect.encoding));
      return writer;
    } catch (error) {
      result.discard();
      refused?.discard();
      throw error;
    }
  }

  /** Writes a chunk, in the order of the export, and enters it in the books. */
  write(slots: readonly FinishedSlot[], books: OpenBooks): void {
    let result = '';
    let refused = '';
    for (const slot of slots) {
      books.enter(slot.result);
      if (slot.row !== undefined) {
        const record = toRecord(slot.row, this.#columns.toCells(slot.result, slot.line), this.#dialect);
        books.enterEscapedCells(record.escapedCells);
        result += record.text;
      }
      for (const line of slot.refused) refused += toRefusedRecord(line, this.#dialect);
    }
    this.#result.write(encodeText(result, this.#dialect.encoding));
    this.#refused.write(encodeText(refused, this.#dialect.encoding));
  }

  /** Makes both files durable, not yet under their names. */
  sync(): readonly WrittenFile[] {
    return [
      { kind: 'result', ...this.#result.sync() },
      { kind: 'refused-rows', ...this.#refused.sync() },
    ];
  }

  /** Gives both files their names; the result last, so that where it stands the other does too; or neither. */
  finish(): void {
    this.#refused.finish();
    try {
      this.#result.finish();
    } catch (error) {
      this.#refused.withdraw();
      throw error;
    }
  }

  discard(): void {
    this.#result.discard();
    this.#refused.discard();
  }
}
