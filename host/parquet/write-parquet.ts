import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { CanonicalCells } from '#core/results/canonical-row.ts';

/** A column as it is written: an empty cell is null, a text is UTF-8. */
export interface WrittenColumn {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'whole';
}

/** Rows kept until they are written together. */
const groupRows = 16_384;

/** Writes rows to a sink of bytes as Parquet, Snappy, a group of rows at a time; memory holds one group. */
export class ParquetRows {
  readonly #columns: readonly WrittenColumn[];
  readonly #writer: ParquetWriter;
  #rows: CanonicalCells[] = [];

  constructor(sink: (bytes: Uint8Array) => void, columns: readonly WrittenColumn[]) {
    this.#columns = columns;
    const schema = [{ name: 'schema', num_children: columns.length }, ...columns.map(toElement)];
    this.#writer = new ParquetWriter({ writer: new SinkWriter(sink), schema, createdBy: 'Visite' });
  }

  async write(rows: readonly CanonicalCells[]): Promise<void> {
    for (const row of rows) this.#rows.push(row);
    while (this.#rows.length >= groupRows) await this.#writeGroup(this.#rows.splice(0, groupRows));
  }

  /** Writes what is left and the end of the file. */
  async end(): Promise<void> {
    if (this.#rows.length > 0) await this.#writeGroup(this.#rows.splice(0));
    await this.#writer.finish();
  }

  async #writeGroup(rows: readonly CanonicalCells[]): Promise<void> {
    const columnData = this.#columns.map(({ title, kind }, at) => ({
      name: title,
      data: rows.map(({ cells, kinds }) => toStored(cells[at] ?? '', kinds[at] === 'empty', kind)),
    }));
    await this.#writer.write({ columnData, rowGroupSize: groupRows });
  }
}

class SinkWriter extends ByteWriter {
  readonly #sink: (bytes: Uint8Array) => void;

  constructor(sink: (bytes: Uint8Array) => void) {
    super();
    this.#sink = sink;
  }

  flush(): void {
    this.#sink(this.getBytes());
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

function toElement({ title, kind }: WrittenColumn): SchemaElement {
  const element = { name: title, repetition_type: 'OPTIONAL' } as const;
  switch (kind) {
    case 'text':
      return { ...element, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    case 'number':
      return { ...element, type: 'DOUBLE' };
    case 'whole':
      return { ...element, type: 'INT64' };
    default:
      throw kind satisfies never;
  }
}

function toStored(
  text: string,
  empty: boolean,
  kind: WrittenColumn['kind'],
): string | number | bigint | null {
  if (empty) return null;
  if (kind === 'text') return text;
  return kind === 'number' ? Number(text) : BigInt(text);
}
