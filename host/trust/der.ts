import { TrustError } from '#host/trust/trust-error.ts';

/** Tags of X.690 that certificates use. Context tags are 0x80 + n (primitive) and 0xa0 + n (constructed). */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value: its tag, its content, and all its bytes with the header. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

/**
 * Reads DER (X.690) values one after the other and takes nothing else: low tags, definite and shortest lengths, no
 * bytes left over. Every refusal is TrustError `certificate-malformed`.
 */
export class DerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Tag of the next value, or undefined at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  next(): DerValue {
    const start = this.#at;
    const found = this.#byte();
    if ((found & 0x1f) === 0x1f) throw malformed('a tag of one byte', 'a longer one');
    const length = this.#length();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw malformed(`${length} bytes`, `${this.#bytes.length - this.#at}`);
    const content = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return { tag: found, content, bytes: this.#bytes.subarray(start, end) };
  }

  take(expected: number): DerValue {
    const value = this.next();
    if (value.tag !== expected) throw malformed(`tag ${expected}`, `${value.tag}`);
    return value;
  }

  /** The next value where it has this tag. */
  takeOptional(expected: number): DerValue | undefined {
    return this.peek() === expected ? this.next() : undefined;
  }

  /** A reader of the content of the next value. */
  enter(expected: number): DerReader {
    return new DerReader(this.take(expected).content);
  }

  end(): void {
    if (!this.atEnd) throw malformed('the end', `${this.#bytes.length - this.#at} more bytes`);
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 3) throw malformed('a definite length below 16 MiB', 'another');
    let length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (count - 1))
      throw malformed('the shortest form of a length', 'a longer one');
    return length;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw malformed('another byte', 'the end');
    this.#at += 1;
    return byte;
  }
}

export function malformed(expected: string, got: string): TrustError {
  return new TrustError('certificate-malformed', `certificate: expected ${expected}, got ${got}`);
}
