import { double, signed, single, unsigned, type Bytes } from '#compiler/assembler/bytes.ts';

/**
 * Expressions of WebAssembly with their type: `I` i32, `F` f32, `D` f64, `V` v128. An expression holds the bytes that
 * leave its value on the stack; adding an `F` to an `I` does not compile. Expressions are written where they are used:
 * a value that is used twice goes into a local (`FunctionBuilder.var`).
 */

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';
export const TYPE_CODE: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

const SIMD = 0xfd;

function simd(opcode: number): number[] {
  return [SIMD, ...unsigned(opcode)];
}

/** A memory argument (5.4.6): alignment as a power of two, constant offset in bytes. */
export function memarg(align: number, offset: number): number[] {
  return [...unsigned(align), ...unsigned(offset)];
}

/** i32, and the address of a load. */
export class I {
  readonly type = 'i32';
  readonly code: Bytes;
  constructor(code: Bytes) {
    this.code = code;
  }
  static of(value: number): I {
    return new I([0x41, ...signed(value)]);
  }
  #two(other: I | number, opcode: number): I {
    const right = typeof other === 'number' ? I.of(other) : other;
    return new I([...this.code, ...right.code, opcode]);
  }
  add(other: I | number): I {
    return other === 0 ? this : this.#two(other, 0x6a);
  }
  sub(other: I | number): I {
    return this.#two(other, 0x6b);
  }
  mul(other: I | number): I {
    return this.#two(other, 0x6c);
  }
  and(other: I | number): I {
    return this.#two(other, 0x71);
  }
  or(other: I | number): I {
    return this.#two(other, 0x72);
  }
  shl(bits: I | number): I {
    return this.#two(bits, 0x74);
  }
  shrU(bits: I | number): I {
    return this.#two(bits, 0x76);
  }
  eqz(): I {
    return new I([...this.code, 0x45]);
  }
  eq(other: I | number): I {
    return this.#two(other, 0x46);
  }
  ne(other: I | number): I {
    return this.#two(other, 0x47);
  }
  ltU(other: I | number): I {
    return this.#two(other, 0x49);
  }
  gtU(other: I | number): I {
    return this.#two(other, 0x4b);
  }
  leU(other: I | number): I {
    return this.#two(other, 0x4d);
  }
  geU(other: I | number): I {
    return this.#two(other, 0x4f);
  }
  /** `this` ≠ 0 ? `whenTrue` : `whenFalse`, both evaluated. */
  pick<T extends I | F | D>(whenTrue: T, whenFalse: T): T {
    const code = [...whenTrue.code, ...whenFalse.code, ...this.code, 0x1b];
    // The constructor of `whenTrue` makes a value of the same type T.
    return new (whenTrue.constructor as new (code: Bytes) => T)(code);
  }
  toF64(): D {
    return new D([...this.code, 0xb7]);
  }
  #load(opcode: number, align: number, offset: number): number[] {
    return [...this.code, opcode, ...memarg(align, offset)];
  }
  #loadSimd(opcode: number, align: number, offset: number): number[] {
    return [...this.code, ...simd(opcode), ...memarg(align, offset)];
  }
  i32(offset = 0): I {
    return new I(this.#load(0x28, 2, offset));
  }
  u8(offset = 0): I {
    return new I(this.#load(0x2d, 0, offset));
  }
  u16(offset = 0): I {
    return new I(this.#load(0x2f, 1, offset));
  }
  f32(offset = 0): F {
    return new F(this.#load(0x2a, 2, offset));
  }
  f64(offset = 0): D {
    return new D(this.#load(0x2b, 3, offset));
  }
  v128(offset = 0): V {
    return new V(this.#loadSimd(0, 4, offset));
  }
  /** Sixteen lanes of the byte at the address. */
  splat8(offset = 0): V {
    return new V(this.#loadSimd(7, 0, offset));
  }
  /** Two lanes of the f64 at the address. */
  splat64(offset = 0): V {
    return new V(this.#loadSimd(10, 3, offset));
  }
  /** The 64 bits at the address in lane 0, zero in lane 1. */
  load64(offset = 0): V {
    return new V(this.#loadSimd(93, 3, offset));
  }
}

/** f32. */
export class F {
  readonly type = 'f32';
  readonly code: Bytes;
  constructor(code: Bytes) {
    this.code = code;
  }
  static of(value: number): F {
    return new F([0x43, ...single(value)]);
  }
  add(other: F): F {
    return new F([...this.code, ...other.code, 0x92]);
  }
  lt(other: F): I {
    return new I([...this.code, ...other.code, 0x5d]);
  }
}

/** f64. */
export class D {
  readonly type = 'f64';
  readonly code: Bytes;
  constructor(code: Bytes) {
    this.code = code;
  }
  static of(value: number): D {
    return new D([0x44, ...double(value)]);
  }
  #two(other: D | number, opcode: number): number[] {
    const right = typeof other === 'number' ? D.of(other) : other;
    return [...this.code, ...right.code, opcode];
  }
  add(other: D | number): D {
    return new D(this.#two(other, 0xa0));
  }
  sub(other: D | number): D {
    return new D(this.#two(other, 0xa1));
  }
  mul(other: D | number): D {
    return new D(this.#two(other, 0xa2));
  }
  div(other: D | number): D {
    return new D(this.#two(other, 0xa3));
  }
  eq(other: D | number): I {
    return new I(this.#two(other, 0x61));
  }
  lt(other: D | number): I {
    return new I(this.#two(other, 0x63));
  }
  gt(other: D | number): I {
    return new I(this.#two(other, 0x64));
  }
  le(other: D | number): I {
    return new I(this.#two(other, 0x65));
  }
  ge(other: D | number): I {
    return new I(this.#two(other, 0x66));
  }
  abs(): D {
    return new D([...this.code, 0x99]);
  }
  neg(): D {
    return new D([...this.code, 0x9a]);
  }
  /** The nearest integer, ties to even. */
  nearest(): D {
    return new D([...this.code, 0x9e]);
  }
  sqrt(): D {
    return new D([...this.code, 0x9f]);
  }
  /** Towards zero, saturating; NaN gives 0. */
  truncU(): I {
    return new I([...this.code, 0xfc, 3]);
  }
  truncS(): I {
    return new I([...this.code, 0xfc, 2]);
  }
  splat(): V {
    return new V([...this.code, ...simd(20)]);
  }
}

/** v128: two f64, four i32, eight i16 or sixteen i8, by the method. */
export class V {
  readonly type = 'v128';
  readonly code: Bytes;
  constructor(code: Bytes) {
    this.code = code;
  }
  static f64(value: number): V {
    return new V([...simd(12), ...double(value), ...double(value)]);
  }
  static i8(value: number): V {
    return new V([...simd(12), ...Array<number>(16).fill(value & 0xff)]);
  }
  static bytes(values: readonly number[]): V {
    if (values.length !== 16) throw new RangeError(`sixteen bytes, not ${values.length}`);
    return new V([...simd(12), ...values.map((value) => value & 0xff)]);
  }
  #one(opcode: number): V {
    return new V([...this.code, ...simd(opcode)]);
  }
  #two(other: V, opcode: number): V {
    return new V([...this.code, ...other.code, ...simd(opcode)]);
  }
  #mask(opcode: number): I {
    return new I([...this.code, ...simd(opcode)]);
  }
  and(other: V): V {
    return this.#two(other, 78);
  }
  /** this ∧ ¬other */
  andnot(other: V): V {
    return this.#two(other, 79);
  }
  or(other: V): V {
    return this.#two(other, 80);
  }
  xor(other: V): V {
    return this.#two(other, 81);
  }
  /** Bits of `whenSet` where `mask` is set, of `whenClear` elsewhere; `this` is the mask. */
  bits(whenSet: V, whenClear: V): V {
    return new V([...whenSet.code, ...whenClear.code, ...this.code, ...simd(82)]);
  }
  anyTrue(): I {
    return this.#mask(83);
  }
  /** Bytes of `this` by index; an index of 16 or more gives 0. */
  swizzle(index: V): V {
    return this.#two(index, 14);
  }
  popcntI8(): V {
    return this.#one(98);
  }
  gtI8(other: V): V {
    return this.#two(other, 39);
  }
  addI8(other: V): V {
    return this.#two(other, 110);
  }
  subI8(other: V): V {
    return this.#two(other, 113);
  }
  lowI8ToI16U(): V {
    return this.#one(137);
  }
  highI8ToI16U(): V {
    return this.#one(138);
  }
  lowI16ToI32U(): V {
    return this.#one(169);
  }
  highI16ToI32U(): V {
    return this.#one(170);
  }
  shlI32(bits: number): V {
    return new V([...this.code, ...I.of(bits).code, ...simd(171)]);
  }
  addI32(other: V): V {
    return this.#two(other, 174);
  }
  laneI32(lane: 0 | 1 | 2 | 3): I {
    return new I([...this.code, ...simd(27), lane]);
  }
  /** Lanes 0 and 1, as signed integers, to two f64. */
  lowI32ToF64(): V {
    return this.#one(254);
  }
  /** The i32 lanes 0 and 2 in lanes 0 and 1 (and again in 2 and 3). */
  evenI32(): V {
    const index = [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];
    return new V([...this.code, ...this.code, ...simd(13), ...index]);
  }
  static i64(low: number, high: number): V {
    const bytes = [...new Uint8Array(Uint32Array.of(low, high).buffer)];
    return V.bytes([...bytes, ...bytes]);
  }
  addI64(other: V): V {
    return this.#two(other, 206);
  }
  subI64(other: V): V {
    return this.#two(other, 209);
  }
  bitmaskI64(): I {
    return this.#mask(196);
  }
  lane(lane: 0 | 1): D {
    return new D([...this.code, ...simd(33), lane]);
  }
  /** `this` with lane 1 taken from memory. */
  withLane1(address: I, offset = 0): V {
    return new V([...address.code, ...this.code, ...simd(87), ...memarg(3, offset), 1]);
  }
  /** `this` with one lane replaced. */
  withLane(lane: 0 | 1, value: D): V {
    return new V([...this.code, ...value.code, ...simd(34), lane]);
  }
  /** (this[a], other[b]). */
  lanes(a: 0 | 1, other: V, b: 0 | 1): V {
    const index = Array.from({ length: 16 }, (_, i) => (i < 8 ? 8 * a + i : 16 + 8 * b + (i - 8)));
    return new V([...this.code, ...other.code, ...simd(13), ...index]);
  }
  eq(other: V): V {
    return this.#two(other, 71);
  }
  lt(other: V): V {
    return this.#two(other, 73);
  }
  gt(other: V): V {
    return this.#two(other, 74);
  }
  le(other: V): V {
    return this.#two(other, 75);
  }
  ge(other: V): V {
    return this.#two(other, 76);
  }
  abs(): V {
    return this.#one(236);
  }
  neg(): V {
    return this.#one(237);
  }
  add(other: V): V {
    return this.#two(other, 240);
  }
  sub(other: V): V {
    return this.#two(other, 241);
  }
  mul(other: V): V {
    return this.#two(other, 242);
  }
}

export type Value = I | F | D | V;
