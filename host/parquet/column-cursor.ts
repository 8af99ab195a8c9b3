import type { ColumnMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { decodeValues, maxPageBytes, type Values } from '#core/columnar/parquet-values.ts';
import type { ParquetColumn } from '#core/columnar/parquet-schema.ts';
import { decodeHybrid } from '#core/columnar/rle.ts';
import { toTypedCell, type TypedCell } from '#core/columnar/typed-cell.ts';
import { TableError } from '#core/table/table-error.ts';
import type { WallClock } from '#core/table/wall-clock.ts';
import type { HashedFile } from '#host/files/hashed-file.ts';
import { decompress } from '#host/parquet/decompress.ts';

const headerBytes = 16 * 1024;
const maxHeaderBytes = 4 * 1024 * 1024;
/** Most values of a page; writers make pages of some ten thousand. */
const maxPageValues = 2 ** 24;

interface Page {
  readonly count: number;
  /** 1 where there is a value; undefined where all have one. */
  readonly present: Uint32Array | undefined;
  readonly toCell: (index: number) => TypedCell;
}

/** One column of one group of rows, page by page: memory holds one page and its dictionary. */
export class ColumnCursor {
  readonly #file: HashedFile;
  readonly #column: ParquetColumn;
  readonly #codec: string;
  readonly #clock: WallClock | undefined;
  readonly #end: number;
  #at: number;
  #rowsLeft: number;
  #dictionary: readonly TypedCell[] | undefined;
  #page: Page | undefined;
  /** Position in the page, of rows and of values. */
  #row = 0;
  #value = 0;

  /** Throws TableError `file-damaged` where the column does not lie in the file. */
  constructor(
    file: HashedFile,
    column: ParquetColumn,
    meta: ColumnMetaData,
    rows: number,
    clock: WallClock | undefined,
  ) {
    this.#file = file;
    this.#column = column;
    this.#codec = meta.codec;
    this.#clock = clock;
    this.#rowsLeft = rows;
    const dictionary = Number(meta.dictionary_page_offset ?? 0n);
    this.#at = dictionary > 0 ? dictionary : Number(meta.data_page_offset);
    this.#end = this.#at + Number(meta.total_compressed_size);
    verify(this.#at >= 4 && this.#end >= this.#at && this.#end <= file.size, 'where a column lies');
    verify(meta.type === column.stored.physical, 'the type of a column');
  }

  /** The cells of the next `count` rows. Throws TableError, FileError. */
  async take(count: number): Promise<readonly TypedCell[]> {
    const cells: TypedCell[] = [];
    while (cells.length < count) {
      if (this.#page === undefined || this.#row === this.#page.count) await this.#readPage();
      const page = this.#page;
      if (page === undefined) continue;
      const until = Math.min(page.count, this.#row + count - cells.length);
      for (; this.#row < until; this.#row += 1) {
        if (page.present !== undefined && page.present[this.#row] === 0) cells.push(emptyCell);
        else cells.push(page.toCell(this.#value++));
      }
    }
    return cells;
  }

  async #readPage(): Promise<void> {
    verify(this.#at < this.#end, 'a column has fewer values than rows');
    const { header, size } = await this.#readHeader();
    const compressed = header.compressed_page_size;
    const uncompressed = header.uncompressed_page_size;
    const start = this.#at + size;
    verify(
      Number.isInteger(compressed) && compressed >= 0 && start + compressed <= this.#end,
      'the size of a page',
    );
    verify(Number.isInteger(uncompressed) && uncompressed >= 0, 'the size of a page');
    checkLimit(uncompressed <= maxPageBytes, `a page of at most ${maxPageBytes} bytes`);
    const bytes = await this.#file.read(start, start + compressed);
    this.#at = start + compressed;
    const { dictionary_page_header: dictionary, data_page_header: data, data_page_header_v2: data2 } = header;
    if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined) {
      verify(this.#dictionary === undefined, 'a column has two dictionaries');
      const count = toCount(dictionary.num_values);
      const values = decodeValues(
        decompress(bytes, this.#codec, uncompressed),
        'PLAIN',
        this.#column.stored,
        count,
      );
      this.#dictionary = Array.from({ length: count }, (_, index) => this.#toCell(values, index));
      return;
    }
    if (header.type === 'DATA_PAGE' && data !== undefined) {
      this.#takePage(decompress(bytes, this.#codec, uncompressed), toCount(data.num_values), data.encoding);
      return;
    }
    if (header.type === 'DATA_PAGE_V2' && data2 !== undefined) {
      verify(data2.repetition_levels_byte_length === 0, 'levels of repetition in a flat column');
      const levels = data2.definition_levels_byte_length;
      verify(
        Number.isInteger(levels) && levels >= 0 && levels <= Math.min(compressed, uncompressed),
        'levels',
      );
      const codec = data2.is_compressed === false ? 'UNCOMPRESSED' : this.#codec;
      const values = decompress(bytes.slice(levels), codec, uncompressed - levels);
      const count = toCount(data2.num_values);
      const present = this.#column.optional ? decodeHybrid(bytes, 0, levels, 1, count) : undefined;
      this.#openPage(values, count, present, data2.encoding);
      return;
    }
    verify(header.type === 'INDEX_PAGE', 'a page of no known kind');
  }

  async #readHeader(): Promise<{ readonly header: ReturnType<typeof parquetHeader>; readonly size: number }> {
    for (let length = headerBytes; ; length *= 16) {
      const bytes = await this.#file.read(this.#at, Math.min(this.#at + length, this.#end));
      const reader = { view: new DataView(bytes.buffer), offset: 0 };
      try {
        return { header: parquetHeader(reader), size: reader.offset };
      } catch {
        if (this.#at + length >= this.#end || length >= maxHeaderBytes) throw damaged('the header of a page');
      }
    }
  }

  /** A page of the first kind: levels, then values, compressed together. */
  #takePage(page: Uint8Array<ArrayBuffer>, count: number, encoding: string | undefined): void {
    if (!this.#column.optional) return this.#openPage(page, count, undefined, encoding);
    verify(page.length >= 4, 'levels');
    const end = 4 + new DataView(page.buffer).getUint32(0, true);
    verify(end <= page.length, 'levels');
    this.#openPage(page.slice(end), count, decodeHybrid(page, 4, end, 1, count), encoding);
  }

  #openPage(
    bytes: Uint8Array<ArrayBuffer>,
    count: number,
    present: Uint32Array | undefined,
    encoding: string | undefined,
  ): void {
    verify(count <= this.#rowsLeft, 'a column has more values than rows');
    this.#rowsLeft -= count;
    let values = count;
    if (present !== undefined) for (const level of present) values -= 1 - level;
    this.#page = { count, present, toCell: this.#toReader(bytes, encoding, values) };
    this.#row = 0;
    this.#value = 0;
  }

  #toReader(
    bytes: Uint8Array<ArrayBuffer>,
    encoding: string | undefined,
    count: number,
  ): (index: number) => TypedCell {
    if (encoding !== 'RLE_DICTIONARY' && encoding !== 'PLAIN_DICTIONARY') {
      const values = decodeValues(bytes, encoding, this.#column.stored, count);
      return (index) => this.#toCell(values, index);
    }
    const dictionary = this.#dictionary;
    verify(dictionary !== undefined, 'a column without its dictionary');
    if (count === 0) return () => emptyCell;
    verify(bytes.length > 0, 'places in a dictionary');
    const places = decodeHybrid(bytes, 1, bytes.length, bytes[0] ?? 0, count);
    return (index) => {
      const cell = dictionary[places[index] ?? 0];
      verify(cell !== undefined, 'a place outside a dictionary');
      return cell;
    };
  }

  #toCell(values: Values, index: number): TypedCell {
    return toTypedCell(this.#column.toValue(values(index)), this.#column.type, this.#clock);
  }
}

const emptyCell: TypedCell = { kind: 'empty', text: '' };

function toCount(count: unknown): number {
  verify(typeof count === 'number' && Number.isInteger(count) && count >= 0, 'the number of values');
  checkLimit(count <= maxPageValues, `a page of at most ${maxPageValues} values`);
  return count;
}

function checkLimit(within: boolean, expected: string): void {
  if (!within) throw new TableError('file-limits', 0, `expected ${expected}, got a larger one`);
}
