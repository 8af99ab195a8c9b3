import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Schema } from 'apache-arrow/fb/schema';
import type { RawValue } from '#core/columnar/column-type.ts';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { toTypedCell, type TypedCell } from '#core/columnar/typed-cell.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import type { CellKind, TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { toTypedHeader, toTypedRow } from '#core/table/typed-record.ts';
import { toWallClock, type WallClock } from '#core/table/wall-clock.ts';
import { decodeBatch } from '#host/arrow/arrow-batch.ts';
import { checkLimit, readMessages, type ArrowMessage } from '#host/arrow/arrow-messages.ts';
import { toArrowColumns, type ArrowColumn } from '#host/arrow/arrow-schema.ts';
import { HashedFile } from '#host/files/hashed-file.ts';
import type { TableSource } from '#host/import/table-source.ts';

const batchRows = 1024;
/** Most rows of a file. */
const maxRows = 100_000_000;

/**
 * An Arrow IPC file or stream, or Feather of version 2, of flat columns; memory holds one of its batches and the
 * dictionaries. Rows are numbered from 2, as if the table stood in a file below its header. `zone` is the time zone in
 * which moments in UTC become dates.
 * @throws FileError
 */
export async function openArrow(
  path: string,
  { zone }: { readonly zone?: string | undefined },
  dialect: Dialect,
): Promise<TableSource> {
  const file = await HashedFile.open(path);
  const clock = zone === undefined ? undefined : toWallClock(zone);
  let read = 0;
  return {
    path,
    size: file.size,
    bytesRead: () => read,
    items: async function* () {
      const problems = yield* readItems(new ArrowTable(file, clock), dialect, (bytes) => (read = bytes));
      read = file.size;
      return problems;
    },
    digest: () => file.sha256,
    readToEnd: () => Promise.resolve({ sha256: file.sha256, bytes: file.size }),
    close: () => file.close(),
  };
}

async function* readItems(
  table: ArrowTable,
  dialect: Dialect,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly TableItem[], readonly Problem[]> {
  let line = 1;
  for await (const part of table.read()) {
    if (part.kind === 'columns') {
      yield [{ kind: 'header', header: toTypedHeader(1, part.titles, dialect) }];
      continue;
    }
    checkLimit(line + part.rows <= maxRows, `at most ${maxRows} rows`);
    for (let from = 0; from < part.rows; from += batchRows) {
      const items: TableItem[] = [];
      for (let row = from; row < Math.min(from + batchRows, part.rows); row += 1) {
        line += 1;
        const texts: string[] = [];
        const kinds: CellKind[] = [];
        for (const toCell of part.columns) {
          const { text, kind } = toCell(row);
          texts.push(text);
          kinds.push(kind);
        }
        items.push({ kind: 'row', row: toTypedRow(line, texts, kinds, dialect) });
      }
      yield items;
    }
    onRead(part.end);
  }
  if (line === 1) throw new TableError('header-only', 0, 'expected rows, got none');
  return [];
}

type Part =
  | { readonly kind: 'columns'; readonly titles: readonly string[] }
  | {
      readonly kind: 'rows';
      readonly rows: number;
      readonly columns: readonly ((row: number) => TypedCell)[];
      /** Where the batch ends in the file. */
      readonly end: number;
    };

/** The batches of a file, each dictionary as it is when a batch uses it. */
class ArrowTable {
  readonly #file: HashedFile;
  readonly #clock: WallClock | undefined;
  readonly #dictionaries = new Map<bigint, TypedCell[]>();
  #columns: readonly ArrowColumn[] = [];

  constructor(file: HashedFile, clock: WallClock | undefined) {
    this.#file = file;
    this.#clock = clock;
  }

  async *read(): AsyncGenerator<Part> {
    for await (const found of readMessages(this.#file)) {
      const type = readHeaderType(found);
      if (this.#columns.length === 0) {
        verify(type === MessageHeader.Schema, 'it does not begin with its schema');
        this.#columns = asDamaged(() => toArrowColumns(toHeader(found, new Schema())));
        yield { kind: 'columns', titles: this.#columns.map(({ title }) => title) };
        continue;
      }
      const body = await this.#file.read(found.bodyStart, found.bodyEnd);
      if (type === MessageHeader.DictionaryBatch) {
        asDamaged(() => this.#takeDictionary(toHeader(found, new DictionaryBatch()), body));
      } else {
        verify(type === MessageHeader.RecordBatch, 'a message of no known kind');
        const batch = asDamaged(() => this.#decode(toHeader(found, new RecordBatch()), body));
        yield { kind: 'rows', ...batch, end: found.bodyEnd };
      }
    }
    verify(this.#columns.length > 0, 'it has no schema');
  }

  #takeDictionary(dictionary: DictionaryBatch, body: Uint8Array<ArrayBuffer>): void {
    const id = dictionary.id();
    const column = this.#columns.find((candidate) => candidate.dictionary?.id === id);
    const data = dictionary.data();
    verify(column !== undefined && data !== null, 'a dictionary of no column');
    const { rows, columns } = decodeBatch(data, body, [column.layout]);
    const cells = dictionary.isDelta() ? (this.#dictionaries.get(id) ?? []) : [];
    for (let at = 0; at < rows; at += 1) cells.push(this.#toCell(columns[0]?.(at) ?? null, column));
    this.#dictionaries.set(id, cells);
  }

  #decode(
    batch: RecordBatch,
    body: Uint8Array<ArrayBuffer>,
  ): Pick<Extract<Part, { kind: 'rows' }>, 'rows' | 'columns'> {
    const layouts = this.#columns.map(({ layout, dictionary }) => dictionary?.layout ?? layout);
    const { rows, columns } = decodeBatch(batch, body, layouts);
    return {
      rows,
      columns: columns.map((read, at) => {
        const column = this.#columns[at];
        verify(column !== undefined, 'the number of columns');
        if (column.dictionary === undefined) return (row: number) => this.#toCell(read(row), column);
        const cells = this.#dictionaries.get(column.dictionary.id) ?? [];
        return (row: number) => {
          const place = read(row);
          if (place === null) return emptyCell;
          const cell = cells[Number(place)];
          verify(cell !== undefined, 'a place outside a dictionary');
          return cell;
        };
      }),
    };
  }

  #toCell(value: RawValue, { type, perDay }: ArrowColumn): TypedCell {
    if (perDay || value === null) return toTypedCell(value, type, this.#clock);
    const ms = Number(value);
    verify(ms % 86_400_000 === 0, 'a date of part of a day');
    return toTypedCell(ms / 86_400_000, type, this.#clock);
  }
}

const emptyCell: TypedCell = { kind: 'empty', text: '' };

function readHeaderType({ message }: ArrowMessage): MessageHeader {
  return asDamaged(() => message.headerType());
}

function toHeader<T>({ message }: ArrowMessage, into: T): T {
  const header: unknown = message.header(into);
  verify(header === into, 'the description of a message');
  return into;
}

/** A description that leads outside itself is damaged. */
function asDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw damaged('the description of a message');
  }
}
