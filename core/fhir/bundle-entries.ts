import { maxResourceLength, type JsonLine } from '#core/fhir/ndjson.ts';
import { TableError } from '#core/table/table-error.ts';

const withinString = /[^"\\]*/y;
const outsideString = /[^"{}[\]]*/y;

/**
 * Text of a Bundle in chunks of any size → the text of each entry; memory holds one entry and what stands around them.
 * Nothing is taken on trust: the rest, with `0` in the place of every entry, must itself be JSON whose `entry` is a list
 * of as many zeros (`skeleton`). Throws TableError `line-too-long` or `json`.
 */
export class EntryReader {
  #skeleton: string[] = [];
  #skeletonLength = 0;
  #entry: string[] | undefined;
  #entryLength = 0;
  #entryLine = 1;
  #line = 1;
  #depth = 0;
  #inEntries = false;
  #inString = false;
  #escaped = false;
  /** The last string at depth 1: the key, where a list begins. */
  #key = '';
  entries = 0;

  *push(text: string): Generator<JsonLine> {
    let at = 0;
    let from = 0;
    let counted = 0;
    while (at < text.length) {
      if (this.#escaped) {
        this.#escaped = false;
        at += 1;
        continue;
      }
      const start = at;
      at = skip(this.#inString ? withinString : outsideString, text, at);
      if (this.#inString && this.#depth === 1) this.#key += text.slice(start, Math.min(at, start + 16));
      const character = text[at];
      if (character === undefined) break;
      at += 1;
      if (this.#inString) {
        if (character === '"') this.#inString = false;
        else this.#escaped = true;
        continue;
      }
      switch (character) {
        case '"':
          this.#inString = true;
          if (this.#depth === 1) this.#key = '';
          break;
        case '[':
          this.#depth += 1;
          if (this.#depth === 2 && this.#key === 'entry') this.#inEntries = true;
          break;
        case '{':
          this.#depth += 1;
          if (this.#depth === 3 && this.#inEntries) {
            this.#keepSkeleton(`${text.slice(from, at - 1)}0`);
            this.#line += countLines(text, counted, at);
            counted = at;
            this.#entry = [];
            this.#entryLength = 0;
            this.#entryLine = this.#line;
            from = at - 1;
          }
          break;
        default:
          this.#depth -= 1;
          if (this.#depth === 2 && this.#entry !== undefined) {
            this.#keepEntry(text.slice(from, at));
            from = at;
            yield { line: this.#entryLine, text: this.#entry.join('') };
            this.#entry = undefined;
            this.entries += 1;
          } else if (this.#depth === 1) {
            this.#inEntries = false;
          }
      }
    }
    this.#line += countLines(text, counted, text.length);
    if (this.#entry === undefined) this.#keepSkeleton(text.slice(from));
    else this.#keepEntry(text.slice(from));
  }

  /** Everything but the entries, once all is read. */
  skeleton(): string {
    if (this.#entry !== undefined) {
      throw new TableError(
        'json',
        this.#entryLine,
        'expected a whole Bundle, got one that is cut off in an entry',
      );
    }
    return this.#skeleton.join('');
  }

  #keepSkeleton(text: string): void {
    this.#skeleton.push(text);
    this.#skeletonLength += text.length;
    this.#checkLength(this.#skeletonLength, this.#line);
  }

  #keepEntry(text: string): void {
    this.#entry?.push(text);
    this.#entryLength += text.length;
    this.#checkLength(this.#entryLength, this.#entryLine);
  }

  #checkLength(length: number, line: number): void {
    if (length <= maxResourceLength) return;
    throw new TableError(
      'line-too-long',
      line,
      `expected an entry of at most ${maxResourceLength} characters, got a longer one`,
    );
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return Math.max(at, pattern.lastIndex);
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
