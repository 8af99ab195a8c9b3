import { CompileError } from '#compiler/errors.ts';

/** The fields of a document in JSON, each taken with its type; `CompileError` `format` names what is not as it should be. */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #where: string;

  constructor(json: unknown, where: string) {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw malformed(where, 'an object', json);
    // An object of JSON has string keys and values of any type.
    this.#record = json as Readonly<Record<string, unknown>>;
    this.#where = where;
  }

  get names(): readonly string[] {
    return Object.keys(this.#record);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#record, name) && this.#record[name] !== null;
  }

  raw(name: string): unknown {
    return this.has(name) ? this.#record[name] : undefined;
  }

  fields(name: string): Fields {
    return new Fields(this.raw(name), this.#name(name));
  }

  list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw malformed(this.#name(name), 'a list', value);
    return value;
  }

  /** A list of numbers, of `length` where it is given. */
  numbers(name: string, length?: number): readonly number[] {
    const list = this.list(name);
    if (length !== undefined && list.length !== length) {
      throw new CompileError('format', `${this.#name(name)}: ${list.length} entries, expected ${length}`);
    }
    for (let i = 0; i < list.length; i++) {
      if (typeof list[i] !== 'number' && typeof list[i] !== 'boolean')
        throw malformed(`${this.#name(name)}[${i}]`, 'a number', list[i]);
    }
    return list.map(Number);
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw malformed(this.#name(name), 'a text', value);
    return value;
  }

  number(name: string): number {
    const value = this.raw(name);
    if (typeof value !== 'number') throw malformed(this.#name(name), 'a number', value);
    return value;
  }

  /** A whole number from 0 to 2³¹ − 1, written as a number or as a text. */
  count(name: string): number {
    const value = this.raw(name);
    const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 0x7fffffff) {
      throw malformed(this.#name(name), 'a count', value);
    }
    return number;
  }

  #name(name: string): string {
    return this.#where === '' ? name : `${this.#where}.${name}`;
  }
}

function malformed(where: string, expected: string, got: unknown): CompileError {
  const shown =
    got === undefined ? 'nothing' : got === null ? 'null' : Array.isArray(got) ? 'a list' : typeof got;
  return new CompileError('format', `${where}: expected ${expected}, got ${shown}`);
}

/** A document of JSON; `CompileError` `format` where it is none. */
export function parseDocument(bytes: Uint8Array, what: string): Fields {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new CompileError('format', `${what}: not JSON`);
  }
  return new Fields(json, '');
}
