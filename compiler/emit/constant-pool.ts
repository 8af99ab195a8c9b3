import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { ELEMENT_BYTES, emptyData, type Constant } from '#compiler/ir/tensor.ts';

const ALIGN = 16;

/** Constant bytes and working space of a module from `base` on; the same bytes are placed once. */
export class ConstantPool {
  readonly #module: ModuleBuilder;
  readonly #placed = new Map<string, { readonly address: number; readonly bytes: Uint8Array }[]>();
  #end: number;
  #sealed = false;

  constructor(module: ModuleBuilder, base: number) {
    this.#module = module;
    this.#end = base;
  }

  /** The first address after everything placed so far, a multiple of 64. */
  get end(): number {
    return Math.ceil(this.#end / 64) * 64;
  }

  /** The address of `bytes`, a multiple of `align` (16 or more). */
  place(bytes: Uint8Array, align = ALIGN): number {
    const key = hash(bytes);
    const known = this.#placed.get(key) ?? [];
    const same = known.find((other) => other.address % align === 0 && equal(other.bytes, bytes));
    if (same !== undefined) return same.address;
    if (this.#sealed) throw new RangeError('a constant after the last address was given away');
    const address = Math.ceil(this.#end / align) * align;
    this.#module.data(address, bytes);
    this.#placed.set(key, [...known, { address, bytes }]);
    this.#end = address + Math.ceil(bytes.length / ALIGN) * ALIGN;
    return address;
  }

  /** Working space of `bytes` bytes, zero at first; its address, a multiple of 64. */
  reserve(bytes: number): number {
    const address = this.end;
    this.#end = address + bytes;
    return address;
  }

  /** The first address after everything; nothing new is placed from now on. */
  seal(): number {
    this.#sealed = true;
    return this.end;
  }

  /** The elements of a constant as they lie in memory, those of strings with what they point to. */
  placeConstant(constant: Constant): number {
    if (constant.dtype === 'string') return this.#placeStrings(constant);
    const data = constant.data as Exclude<Constant['data'], readonly string[]>;
    return this.place(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  /** Address and length in bytes of UTF-8. */
  placeText(text: string): { readonly address: number; readonly bytes: number } {
    const bytes = new TextEncoder().encode(text);
    return { address: this.place(bytes), bytes: bytes.length };
  }

  #placeStrings({ data }: Constant): number {
    const pairs = emptyData('u32', data.length * (ELEMENT_BYTES.string / 4));
    Array.from(data as readonly string[]).forEach((text, i) => {
      const { address, bytes } = this.placeText(text);
      pairs[2 * i] = address;
      pairs[2 * i + 1] = bytes;
    });
    return this.place(new Uint8Array(pairs.buffer));
  }
}

/** FNV-1a over at most 4,096 bytes and the length: a key for what is then compared whole. */
function hash(bytes: Uint8Array): string {
  let value = 0x811c9dc5;
  const step = Math.max(1, Math.floor(bytes.length / 4096));
  for (let i = 0; i < bytes.length; i += step) value = Math.imul(value ^ (bytes[i] ?? 0), 0x01000193);
  return `${bytes.length}:${value >>> 0}`;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
