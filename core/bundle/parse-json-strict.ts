import { BundleError } from '#core/bundle/bundle-error.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';

/** Nesting of arrays and objects allowed; a bundle needs fewer than 16. */
export const jsonMaxDepth = 64;

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plainText = /[^"\\\u0000-\u001F]*/y;
const space = /[ \t\n\r]*/y;
const hex4 = /^[0-9A-Fa-f]{4}$/;

/**
 * RFC 8259, and stricter: UTF-8 without byte order mark, no duplicate key in any object, no lone surrogate, no number
 * that a double cannot hold (infinite, zero by underflow, or an integer beyond ±(2^53 − 1)), no key `__proto__`, depth at most 64.
 * With `anyInteger` a longer integer is the double nearest to it. Throws BundleError `json-encoding`, `json-syntax`, `json-duplicate-key`, `json-number` or `json-too-deep`; `where`
 * names the text in the message.
 */
export function parseJsonStrict(
  source: Uint8Array | string,
  where = 'json',
  { anyInteger = false }: { readonly anyInteger?: boolean } = {},
): unknown {
  const text = typeof source === 'string' ? source : parseUtf8(source);
  if (text === undefined) throw new BundleError('json-encoding', where, 'expected UTF-8, got other bytes');
  if (text.startsWith('\uFEFF')) {
    throw new BundleError('json-encoding', where, 'expected no byte order mark, got one');
  }
  // Strict UTF-8 has none.
  if (typeof source === 'string' && loneSurrogate.test(text)) {
    throw new BundleError('json-encoding', where, 'expected Unicode text, got a lone surrogate');
  }
  return new StrictJson(text, where, anyInteger).document();
}

class StrictJson {
  readonly #text: string;
  readonly #where: string;
  readonly #anyInteger: boolean;
  #at = 0;

  constructor(text: string, where: string, anyInteger: boolean) {
    this.#text = text;
    this.#where = where;
    this.#anyInteger = anyInteger;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse('expected the end');
    return value;
  }

  #value(depth: number): unknown {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth + 1);
      case '[':
        return this.#array(depth + 1);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): Record<string, unknown> {
    this.#verifyDepth(depth);
    const object: Record<string, unknown> = {};
    this.#at += 1;
    if (this.#take('}')) return object;
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#refuse('expected a key in quotes');
      const key = this.#string();
      // Hostile input: assigned, this key would change the object's prototype.
      if (key === '__proto__') this.#refuse('expected an ordinary key, found "__proto__"');
      if (Object.hasOwn(object, key)) {
        throw new BundleError(
          'json-duplicate-key',
          this.#where,
          `expected each key once, got ${toQuoted(key)} twice before character ${this.#at}`,
        );
      }
      if (!this.#take(':')) this.#refuse('expected ":"');
      object[key] = this.#value(depth);
    } while (this.#take(','));
    if (!this.#take('}')) this.#refuse('expected "," or "}"');
    return object;
  }

  #array(depth: number): unknown[] {
    this.#verifyDepth(depth);
    const array: unknown[] = [];
    this.#at += 1;
    if (this.#take(']')) return array;
    do array.push(this.#value(depth));
    while (this.#take(','));
    if (!this.#take(']')) this.#refuse('expected "," or "]"');
    return array;
  }

  #string(): string {
    const parts: string[] = [];
    this.#at += 1;
    for (;;) {
      parts.push(this.#match(plainText));
      const character = this.#text[this.#at];
      this.#at += 1;
      if (character === '"') break;
      if (character !== '\\')
        this.#refuse('expected a string without control characters and its closing quote');
      parts.push(this.#escape());
    }
    const value = parts.join('');
    if (parts.length > 1 && loneSurrogate.test(value)) {
      throw new BundleError(
        'json-encoding',
        this.#where,
        `expected Unicode text, got a lone surrogate before character ${this.#at}`,
      );
    }
    return value;
  }

  #escape(): string {
    const character = this.#text[this.#at];
    this.#at += 1;
    switch (character) {
      case '"':
      case '\\':
      case '/':
        return character;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u': {
        const digits = this.#text.slice(this.#at, this.#at + 4);
        if (!hex4.test(digits)) this.#refuse('expected four hexadecimal digits');
        this.#at += 4;
        return String.fromCharCode(Number.parseInt(digits, 16));
      }
      default:
        return this.#refuse('expected an escape of RFC 8259');
    }
  }

  #number(): number {
    const start = this.#at;
    const digits = this.#match(number);
    if (digits === '') this.#refuse('expected a value');
    const value = Number(digits);
    const becameZero = value === 0 && /^[^eE]*[1-9]/.test(digits);
    const inexactInteger = !this.#anyInteger && /^-?[0-9]+$/.test(digits) && !Number.isSafeInteger(value);
    if (!Number.isFinite(value) || becameZero || inexactInteger) {
      throw new BundleError(
        'json-number',
        this.#where,
        `expected a number that a double holds, got ${digits.slice(0, 40)} at character ${start}`,
      );
    }
    return value;
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#refuse('expected a value');
    this.#at += word.length;
    return value;
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    this.#match(space);
  }

  #match(sticky: RegExp): string {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #verifyDepth(depth: number): void {
    if (depth <= jsonMaxDepth) return;
    throw new BundleError(
      'json-too-deep',
      this.#where,
      `expected at most ${jsonMaxDepth} levels, got more at character ${this.#at}`,
    );
  }

  #refuse(expected: string): never {
    const got = this.#text.slice(this.#at, this.#at + 20);
    throw new BundleError(
      'json-syntax',
      this.#where,
      `${expected}, got ${got === '' ? 'the end' : toQuoted(got)} at character ${this.#at}`,
    );
  }
}
