import type { TableItem } from '#core/table/row.ts';
import { SheetTable, type SheetTableOptions } from '#core/table/sheet-table.ts';
import type { SheetBatch, SheetCounts } from '#core/table/sheet-batch.ts';
import { InputFile } from '#host/files/input-file.ts';
import type { FromSheets, ToSheets, WorkbookFacts } from '#host/sheets/messages.ts';
import { ReaderProcess } from '#host/sheets/reader-process.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { defaultSheetsLimits, type SheetsLimits } from '#host/sheets/sheets-limits.ts';

/** Filled cells of one answer of the process. */
const batchCells = 16_384;

/** A workbook that a process of its own holds in memory; one sheet is read at a time. Must be closed. */
export interface Workbook {
  readonly facts: WorkbookFacts;
  /** SHA-256, hexadecimal, and size of the file: of exactly the bytes that are parsed. */
  readonly sha256: string;
  readonly bytes: number;
  /**
   * The rows of a sheet as the items of a table, a batch at a time; then what must be known beside them. A reading that
   * was not finished is over when another begins. @throws SheetsError, TableError
   */
  rows(sheet: string, options: SheetTableOptions): AsyncGenerator<TableItem[], SheetCounts>;
  /** The rows of a sheet as they stand, without a header, for a preview. @throws SheetsError */
  batches(sheet: string): AsyncGenerator<SheetBatch>;
  /** The process, for tests that look at it. */
  readonly processId: number | undefined;
  close(): void;
}

/**
 * Reads a workbook whole into a process of its own, the file once.
 * @throws FileError, SheetsError
 */
export async function openWorkbook(
  path: string,
  limits: SheetsLimits = defaultSheetsLimits,
): Promise<Workbook> {
  const file = await InputFile.open(path);
  let reader: ReaderProcess | undefined;
  try {
    if (file.size > limits.maxBytes) {
      const message = `expected a workbook of at most ${limits.maxBytes} bytes, got ${file.size}; export it as CSV`;
      throw new SheetsError('too-large', message);
    }
    reader = await ReaderProcess.start(limits);
    for await (const chunk of file.chunks()) await reader.send(chunk);
    const { facts } = await ask(reader, { kind: 'open' }, 'opened', limits.openDeadlineMs);
    return toWorkbook(reader, facts, file.digest(), file.bytesRead, limits);
  } catch (error) {
    reader?.close();
    throw error;
  } finally {
    await file.close();
  }
}

function toWorkbook(
  reader: ReaderProcess,
  facts: WorkbookFacts,
  sha256: string,
  bytes: number,
  limits: SheetsLimits,
): Workbook {
  let reading = 0;
  async function* batches(sheet: string): AsyncGenerator<SheetBatch> {
    const own = ++reading;
    const index = facts.sheets.findIndex(({ name }) => name === sheet);
    if (index < 0) throw new SheetsError('sheet-missing', 'the workbook has no sheet of that name');
    await ask(reader, { kind: 'sheet', index }, 'sheet', limits.openDeadlineMs);
    // The next batch is made while this one is used.
    let next = askNext();
    for (;;) {
      const { batch } = await next;
      if (own !== reading) throw new SheetsError('sheets-closed', 'another sheet is read now');
      if (batch === undefined) return;
      next = askNext();
      yield batch;
    }
  }
  function askNext(): Promise<Extract<FromSheets, { kind: 'batch' }>> {
    const question: ToSheets = { kind: 'next', cells: batchCells };
    const answer = ask(reader, question, 'batch', limits.batchDeadlineMs);
    // Where nobody comes back for it, nobody is told.
    answer.catch(() => {});
    return answer;
  }
  async function* rows(sheet: string, options: SheetTableOptions): AsyncGenerator<TableItem[], SheetCounts> {
    const table = new SheetTable(options);
    for await (const batch of batches(sheet)) yield table.push(batch);
    yield table.end();
    return table.counts;
  }
  return {
    facts,
    sha256,
    bytes,
    rows,
    batches,
    processId: reader.processId,
    close: () => reader.close(),
  };
}

async function ask<K extends FromSheets['kind']>(
  reader: ReaderProcess,
  question: ToSheets,
  kind: K,
  deadlineMs: number,
): Promise<Extract<FromSheets, { kind: K }>> {
  const answer = await reader.ask(question, deadlineMs);
  if (answer.kind !== kind) throw new Error(`expected the answer ${kind}, got ${answer.kind}`);
  // safe: its kind was looked at
  return answer as Extract<FromSheets, { kind: K }>;
}
