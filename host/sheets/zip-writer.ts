import { constants, crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { SheetsError } from '#host/sheets/sheets-error.ts';

/** Takes bytes in their order. May throw. */
export type ByteSink = (bytes: Uint8Array) => void;

interface Written {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/** General purpose bits 3 (sizes stand behind the data) and 11 (names are UTF-8). */
const flags = 0x0808;
/** 1 January 1980, midnight: a package says nothing about when it was made. */
const dosDate = 0x0021;
const most = 0xffff_ffff;

/**
 * A zip package written from start to end (APPNOTE 6.3.10, without zip64): each file is deflated as it comes, so memory
 * does not grow with it. Deflating runs on other threads. @throws SheetsError `workbook-too-large`, what the sink throws
 */
export class ZipWriter {
  readonly #sink: ByteSink;
  readonly #written: Written[] = [];
  #offset = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  async file(name: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const entry = this.begin(name);
    for await (const piece of pieces) await entry.write(piece);
    await entry.end();
  }

  /** Begins a file; the next only after its end. */
  begin(name: string): ZipEntry {
    const bytes = new TextEncoder().encode(name);
    const offset = this.#offset;
    this.#give(toLocalHeader(bytes));
    return new ZipEntry(
      (piece) => this.#give(piece),
      ({ crc, compressed, size }) => {
        this.#give(toRecord(0x08074b50, [4, crc], [4, compressed], [4, size]));
        this.#written.push({ name: bytes, crc, compressed, size, offset });
      },
    );
  }

  /** The directory at the end of the package. */
  end(): void {
    const start = this.#offset;
    for (const file of this.#written) this.#give(toCentralHeader(file));
    const count = this.#written.length;
    const length = this.#offset - start;
    this.#give(toRecord(0x06054b50, [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, start], [2, 0]));
  }

  #give(bytes: Uint8Array): void {
    this.#sink(bytes);
    this.#offset += bytes.length;
    if (this.#offset > most) throw tooLarge();
  }
}

/** One file of a package while it is written. */
export class ZipEntry {
  readonly #deflate: DeflateRaw;
  readonly #done: (sizes: Pick<Written, 'crc' | 'compressed' | 'size'>) => void;
  #crc = 0;
  #size = 0;
  #compressed = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(sink: ByteSink, done: (sizes: Pick<Written, 'crc' | 'compressed' | 'size'>) => void) {
    this.#done = done;
    this.#deflate = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION, memLevel: 9 });
    this.#deflate.on('error', (error) => {
      this.#failure ??= { error };
    });
    this.#deflate.on('data', (chunk: Uint8Array) => {
      if (this.#failure) return;
      try {
        this.#compressed += chunk.length;
        sink(chunk);
      } catch (error) {
        this.#failure = { error };
      }
    });
  }

  /** Resolves when the bytes are deflated. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    if (this.#size > most) throw tooLarge();
    await new Promise<void>((resolve) => this.#deflate.write(bytes, () => resolve()));
    this.#check();
  }

  async end(): Promise<void> {
    await new Promise<void>((resolve) => this.#deflate.once('close', resolve).end());
    this.#check();
    this.#done({ crc: this.#crc, compressed: this.#compressed, size: this.#size });
  }

  #check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

function toLocalHeader(name: Uint8Array): Uint8Array {
  const header = toRecord(
    0x04034b50,
    [2, 20],
    [2, flags],
    [2, 8],
    [2, 0],
    [2, dosDate],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  );
  return Buffer.concat([header, name]);
}

function toCentralHeader({ name, crc, compressed, size, offset }: Written): Uint8Array {
  const header = toRecord(
    0x02014b50,
    [2, 20],
    [2, 20],
    [2, flags],
    [2, 8],
    [2, 0],
    [2, dosDate],
    [4, crc],
    [4, compressed],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );
  return Buffer.concat([header, name]);
}

/** A signature and fields of so many bytes each, little-endian. */
function toRecord(signature: number, ...fields: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [width]) => sum + width, 0));
  bytes.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [width, value] of fields) {
    bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}

function tooLarge(): SheetsError {
  return new SheetsError('workbook-too-large', 'the workbook would pass 4 GiB; write the result as CSV');
}
