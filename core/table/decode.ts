import { parseUtf8 } from '#core/bundle/utf8.ts';
import { completeLength } from '#core/table/complete-length.ts';
import type { Dialect, Encoding } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import { TableError } from '#core/table/table-error.ts';
import { isSingleByte, parseSingleByte } from '#core/table/single-byte-text.ts';
import type { SingleByteEncoding } from '#core/table/single-byte.ts';
import { parseUtf16 } from '#core/table/utf-16.ts';
import { Utf8Evidence } from '#core/table/utf8-evidence.ts';

/** Bytes held back at the start, so that a file of another kind is refused before its first row is given. */
const headBytes = 65536;

/** Files of another kind that are chosen by mistake: their first bytes, and what to do. */
const otherKinds: readonly { readonly start: readonly number[]; readonly kind: string }[] = [
  { start: [0x50, 0x4b, 0x03, 0x04], kind: 'a zip file (an Excel workbook is one); save the sheet as CSV' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], kind: 'an old Excel workbook; save the sheet as CSV' },
  { start: [0x25, 0x50, 0x44, 0x46], kind: 'a PDF document; export as CSV' },
  { start: [0x1f, 0x8b], kind: 'a gzip file; unpack it first' },
];

const byteOrderMarks: readonly { readonly start: readonly number[]; readonly encoding: Encoding }[] = [
  { start: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { start: [0xff, 0xfe], encoding: 'utf-16le' },
  { start: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * Bytes of a text file → text, in chunks of any size, strictly in the declared encoding: no replacement character, no
 * undefined byte, no lone surrogate, no NUL, and a byte order mark exactly where declared (it is not part of the text).
 * Throws TableError `not-text`, `encoding`, `byte-order-mark` or `empty-file`.
 */
export class Decoder {
  readonly #encoding: Encoding;
  readonly #bom: boolean;
  readonly #evidence = new Utf8Evidence();
  /** The chunks held back, until the head is whole. */
  #head: Uint8Array[] | undefined = [];
  #headLength = 0;
  /** Bytes of a character whose rest stands in the next chunk. */
  #rest = new Uint8Array(0);
  #line = 1;

  constructor(dialect: Pick<Dialect, 'encoding' | 'bom'>) {
    this.#encoding = dialect.encoding;
    this.#bom = dialect.bom;
  }

  push(bytes: Uint8Array): string {
    if (this.#head === undefined) return this.#decode(bytes);
    this.#head.push(bytes.slice());
    this.#headLength += bytes.length;
    if (this.#headLength < headBytes) return '';
    const head = concat(this.#head);
    // However the file is cut into chunks, its first bytes alone say what it is.
    return this.#start(head.subarray(0, headBytes), false) + this.#decode(head.subarray(headBytes));
  }

  /** The text still held, and what is doubtful about the file as a whole. */
  end(): { text: string; problems: Problem[] } {
    let text = '';
    if (this.#head !== undefined) {
      if (this.#headLength === 0)
        throw new TableError('empty-file', 1, 'expected a table, got an empty file');
      text = this.#start(concat(this.#head), true);
    }
    if (this.#rest.length > 0) {
      throw new TableError(
        'encoding',
        this.#line,
        `expected ${this.#encoding}, got a character cut off at the end`,
      );
    }
    const problems: Problem[] = [];
    if (isSingleByte(this.#encoding) && this.#evidence.looksLikeUtf8(true)) {
      problems.push({
        code: 'text-looks-like-utf-8',
        line: 0,
        message:
          `every accented letter of this file is written as in UTF-8, but the profile says ${this.#encoding}; ` +
          'names may look garbled; set the encoding to utf-8',
      });
    }
    return { text, problems };
  }

  #start(head: Uint8Array, final: boolean): string {
    this.#head = undefined;
    const other = otherKinds.find((kind) => startsWith(head, kind.start));
    if (other) throw new TableError('not-text', 1, `expected delimited text, got ${other.kind}`);
    const mark = byteOrderMarks.find((candidate) => startsWith(head, candidate.start));
    if (mark && mark.encoding !== this.#encoding) {
      throw new TableError(
        'encoding',
        1,
        `expected ${this.#encoding}, got the byte order mark of ${mark.encoding}`,
      );
    }
    if ((mark !== undefined) !== this.#bom) {
      const [expected, got] = this.#bom ? ['a', 'none'] : ['no', 'one'];
      throw new TableError('byte-order-mark', 1, `expected ${expected} byte order mark, got ${got}`);
    }
    const text = this.#decode(mark ? head.subarray(mark.start.length) : head);
    if (isSingleByte(this.#encoding) && this.#evidence.looksLikeUtf8(final)) {
      throw new TableError(
        'encoding',
        1,
        `expected ${this.#encoding}, but every accented letter is written as in UTF-8; set the encoding to utf-8`,
      );
    }
    return text;
  }

  #decode(chunk: Uint8Array): string {
    const bytes = this.#rest.length > 0 ? concat([this.#rest, chunk]) : chunk;
    const whole = bytes.subarray(0, completeLength(bytes, this.#encoding));
    this.#rest = bytes.slice(whole.length);
    const text = this.#text(whole);
    const nul = text.indexOf('\0');
    if (nul !== -1) {
      throw new TableError(
        'not-text',
        this.#line + countLines(text.slice(0, nul)),
        `expected ${this.#encoding} text, got a NUL character; the file is of another kind, or utf-16`,
      );
    }
    this.#line += countLines(text);
    return text;
  }

  #text(bytes: Uint8Array): string {
    if (isSingleByte(this.#encoding)) return this.#textOfSingleByte(bytes, this.#encoding);
    switch (this.#encoding) {
      case 'utf-8': {
        const text = parseUtf8(bytes);
        if (text === undefined) {
          throw new TableError(
            'encoding',
            this.#line + linesBeforeInvalidUtf8(bytes),
            'expected utf-8, got bytes that are not; the file is perhaps windows-1252',
          );
        }
        return text;
      }
      case 'utf-16le':
      case 'utf-16be': {
        const text = parseUtf16(bytes, this.#encoding);
        const lone = text.search(/\p{Surrogate}/u);
        if (lone !== -1) {
          throw new TableError(
            'encoding',
            this.#line + countLines(text.slice(0, lone)),
            `expected ${this.#encoding}, got half of a surrogate pair`,
          );
        }
        return text;
      }
      default:
        throw this.#encoding satisfies never;
    }
  }

  #textOfSingleByte(bytes: Uint8Array, encoding: SingleByteEncoding): string {
    this.#evidence.push(bytes);
    const { text, undefinedAt } = parseSingleByte(bytes, encoding);
    if (undefinedAt === -1) return text;
    const hex = (bytes[undefinedAt] ?? 0).toString(16).toUpperCase();
    const other = encoding.startsWith('iso-') ? 'windows-1252' : 'utf-8';
    throw new TableError(
      'encoding',
      this.#line + countLines(text.slice(0, undefinedAt)),
      `expected ${encoding}, got byte ${hex}, which it does not define; the file is perhaps ${other}`,
    );
  }
}

/** Line feeds before the first line that is not UTF-8 by itself. */
function linesBeforeInvalidUtf8(bytes: Uint8Array): number {
  let start = 0;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || parseUtf8(bytes.subarray(start, end)) === undefined) return lines;
    start = end + 1;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
