import { TableError } from '#core/table/table-error.ts';

/** Longest line, in UTF-16 code units. */
export const maxResourceLength = 16 * 1024 * 1024;

export interface JsonLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Text of NDJSON in chunks of any size → its lines; blank ones are left out. Throws TableError `line-too-long`. */
export class LineReader {
  #pieces: string[] = [];
  #length = 0;
  #line = 1;

  *push(text: string): Generator<JsonLine> {
    let from = 0;
    for (;;) {
      const end = text.indexOf('\n', from);
      if (end === -1) break;
      yield* this.#close(text.slice(from, end));
      from = end + 1;
    }
    this.#pieces.push(text.slice(from));
    this.#length += text.length - from;
    this.#checkLength(this.#length);
  }

  end(): Iterable<JsonLine> {
    return this.#close('');
  }

  *#close(last: string): Generator<JsonLine> {
    const text = this.#pieces.length === 0 ? last : this.#pieces.join('') + last;
    this.#checkLength(text.length);
    this.#pieces = [];
    this.#length = 0;
    const line = this.#line;
    this.#line += 1;
    if (text.trim() !== '') yield { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  }

  #checkLength(length: number): void {
    if (length <= maxResourceLength) return;
    throw new TableError(
      'line-too-long',
      this.#line,
      `expected a resource of at most ${maxResourceLength} characters, got a longer one`,
    );
  }
}
