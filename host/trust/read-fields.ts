import { toQuoted } from '#core/bundle/quote.ts';
import { TrustError, type TrustErrorCode } from '#host/trust/trust-error.ts';

/** Readers of parsed JSON that take exactly what is expected; `code` is thrown for anything else. */
export class FieldReader {
  readonly #code: TrustErrorCode;

  constructor(code: TrustErrorCode) {
    this.#code = code;
  }

  /** An object with all of `required`, perhaps some of `optional`, and nothing else. */
  object(
    value: unknown,
    where: string,
    required: readonly string[],
    optional: readonly string[] = [],
  ): ReadonlyMap<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.#refuse(where, 'an object', value);
    }
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const name of required) {
      if (!fields.has(name)) {
        throw new TrustError(this.#code, `${where}: expected the field ${toQuoted(name)}, got none`);
      }
    }
    for (const name of fields.keys()) {
      if (!required.includes(name) && !optional.includes(name)) {
        throw new TrustError(this.#code, `${where}: expected no other field, got ${toQuoted(name)}`);
      }
    }
    return fields;
  }

  array(value: unknown, where: string): readonly unknown[] {
    if (!Array.isArray(value)) {
      throw this.#refuse(where, 'a list', value);
    }
    return value;
  }

  string(value: unknown, where: string): string {
    if (typeof value !== 'string') {
      throw this.#refuse(where, 'text', value);
    }
    return value;
  }

  /** SHA-256 as 64 lower-case hexadecimal digits. */
  sha256(value: unknown, where: string): string {
    const text = this.string(value, where);
    if (!/^[0-9a-f]{64}$/.test(text)) {
      throw this.#refuse(where, '64 lower-case hexadecimal digits', value);
    }
    return text;
  }

  #refuse(where: string, expected: string, value: unknown): TrustError {
    return new TrustError(this.#code, `${where}: expected ${expected}, got ${toShown(value)}`);
  }
}

/** A JSON value short and harmless enough for a message. */
export function toShown(value: unknown): string {
  if (typeof value === 'string') return toQuoted(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
