import { CompileError } from '#compiler/errors.ts';

/** Deeper than any model; a document made to exhaust the stack is refused. */
const MAX_DEPTH = 64;

/**
 * A document of UBJSON (draft 12) as XGBoost writes it: objects, arrays, typed arrays, text, numbers. `CompileError`
 * `format` names the byte where it is malformed.
 */
export function parseUbjson(bytes: Uint8Array): unknown {
  return new Parser(bytes).document();
}

class Parser {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  document(): unknown {
    const value = this.#value(this.#marker(), 0);
    while (this.#bytes[this.#at] === 0x4e) this.#at++;
    if (this.#at !== this.#bytes.length) throw this.#malformed('more after the end');
    return value;
  }

  #value(marker: string, depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#malformed('nested too deeply');
    switch (marker) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case 'S':
        return this.#text();
      case 'Z':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'C':
        return String.fromCharCode(this.#take(1, (at) => this.#view.getUint8(at)));
      default:
        return this.#number(marker);
    }
  }

  #number(marker: string): number {
    const view = this.#view;
    switch (marker) {
      case 'i':
        return this.#take(1, (at) => view.getInt8(at));
      case 'U':
        return this.#take(1, (at) => view.getUint8(at));
      case 'I':
        return this.#take(2, (at) => view.getInt16(at));
      case 'l':
        return this.#take(4, (at) => view.getInt32(at));
      case 'L': {
        const whole = this.#take(8, (at) => view.getBigInt64(at));
        if (whole > 2n ** 53n || whole < -(2n ** 53n)) throw this.#malformed(`an integer of ${whole}`);
        return Number(whole);
      }
      case 'd':
        return this.#take(4, (at) => view.getFloat32(at));
      case 'D':
        return this.#take(8, (at) => view.getFloat64(at));
      default:
        throw this.#malformed(`a marker ${JSON.stringify(marker)}`);
    }
  }

  #object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    const { type, count } = this.#header();
    for (let i = 0; count === null ? this.#peek() !== '}' : i < count; i++) {
      const key = this.#text();
      entries.push([key, this.#value(type ?? this.#marker(), depth + 1)]);
    }
    if (count === null) this.#marker();
    if (new Set(entries.map(([key]) => key)).size !== entries.length) throw this.#malformed('a key twice');
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown {
    const values: unknown[] = [];
    const { type, count } = this.#header();
    // Every element has a byte, but for types that are values themselves, which XGBoost does not write.
    if (count !== null && count > this.#bytes.length - this.#at) throw this.#malformed(`${count} elements`);
    for (let i = 0; count === null ? this.#peek() !== ']' : i < count; i++) {
      values.push(this.#value(type ?? this.#marker(), depth + 1));
    }
    if (count === null) this.#marker();
    return values;
  }

  #header(): { readonly type: string | null; readonly count: number | null } {
    let type: string | null = null;
    if (this.#peek() === '$') {
      this.#marker();
      type = this.#marker();
      if (this.#peek() !== '#') throw this.#malformed('a type without a count');
    }
    if (this.#peek() !== '#') return { type, count: null };
    this.#marker();
    return { type, count: this.#length() };
  }

  #length(): number {
    const length = this.#number(this.#marker());
    if (!Number.isInteger(length) || length < 0) throw this.#malformed(`a length of ${length}`);
    return length;
  }

  #text(): string {
    const length = this.#length();
    const from = this.#take(length, (at) => at);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(from, from + length));
    } catch {
      throw this.#malformed('text that is not UTF-8');
    }
  }

  #peek(): string {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw this.#malformed('the end of the file');
    return String.fromCharCode(byte);
  }

  #marker(): string {
    const marker = this.#peek();
    this.#at++;
    return marker;
  }

  #take<T>(length: number, read: (at: number) => T): T {
    if (this.#at + length > this.#bytes.length) throw this.#malformed('the end of the file');
    const value = read(this.#at);
    this.#at += length;
    return value;
  }

  #malformed(what: string): CompileError {
    return new CompileError('format', `XGBoost: byte ${this.#at}: ${what}`);
  }
}
