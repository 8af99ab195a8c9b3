import { double, signed, signed64, single, unsigned, type Bytes } from '#compiler/assembler/bytes.ts';

/**
 * Expressions of WebAssembly with their type: `I` i32, `L` i64, `F` f32, `D` f64, `V` v128. An expression holds the
 * bytes that leave its value on the stack; adding an `F` to an `I` does not compile. Expressions are written where they
 * are used: a value that is used twice goes into a local (`FunctionBuilder.var`). One file: the five types make each
 * other's values.
 */

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';
export const TYPE_CODE: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

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
  divS(other: I | number): I {
    return this.#two(other, 0x6d);
  }
  divU(other: I | number): I {
    return this.#two(other, 0x6e);
  }
  remS(other: I | number): I {
    return this.#two(other, 0x6f);
  }
  remU(other: I | number): I {
    return this.#two(other, 0x70);
  }
  xor(other: I | number): I {
    return this.#two(other, 0x73);
  }
  ltS(other: I | number): I {
    return this.#two(other, 0x48);
  }
  gtS(other: I | number): I {
    return this.#two(other, 0x4a);
  }
  leS(other: I | number): I {
    return this.#two(other, 0x4c);
  }
  geS(other: I | number): I {
    return this.#two(other, 0x4e);
  }
  shrS(bits: I | number): I {
    return this.#two(bits, 0x75);
  }
  toF32(): F {
    return new F([...this.code, 0xb2]);
  }
  toF32U(): F {
    return new F([...this.code, 0xb3]);
  }
  toF64U(): D {
    return new D([...this.code, 0xb8]);
  }
  toI64(): L {
    return new L([...this.code, 0xac]);
  }
  toI64U(): L {
    return new L([...this.code, 0xad]);
  }
  /** The low 8 bits, sign extended. */
  extend8(): I {
    return new I([...this.code, 0xc0]);
  }
  /** The low 16 bits, sign extended. */
  extend16(): I {
    return new I([...this.code, 0xc1]);
  }
  bitsToF32(): F {
    return new F([...this.code, 0xbe]);
  }
  splatI32(): V {
    return new V([...this.code, ...simd(17)]);
  }
  eqz(): I {
    return new I([...this.code, 0x45]);
  }
  /** Zero bits below the lowest one that is set. */
  ctz(): I {
    return new I([...this.code, 0x68]);
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
  pick<T extends I | L | F | D>(whenTrue: T, whenFalse: T): T {
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
  i8(offset = 0): I {
    return new I(this.#load(0x2c, 0, offset));
  }
  i16(offset = 0): I {
    return new I(this.#load(0x2e, 1, offset));
  }
  i64(offset = 0): L {
    return new L(this.#load(0x29, 3, offset));
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
  /** Four lanes of the 32 bits at the address. */
  splat32(offset = 0): V {
    return new V(this.#loadSimd(9, 2, offset));
  }
  /** Two lanes of the f64 at the address. */
  splat64(offset = 0): V {
    return new V(this.#loadSimd(10, 3, offset));
  }
  /** The 32 bits at the address in lane 0, zero in the others. */
  load32(offset = 0): V {
    return new V(this.#loadSimd(92, 2, offset));
  }
  /** The 64 bits at the address in lane 0, zero in lane 1. */
  load64(offset = 0): V {
    return new V(this.#loadSimd(93, 3, offset));
  }
}

/** i64. */
export class L {
  readonly type = 'i64';
  readonly code: Bytes;
  constructor(code: Bytes) {
    this.code = code;
  }
  static of(value: bigint): L {
    return new L([0x42, ...signed64(value)]);
  }
  #two(other: L | bigint, opcode: number): L {
    return new L(this.#pair(other, opcode));
  }
  #test(other: L | bigint, opcode: number): I {
    return new I(this.#pair(other, opcode));
  }
  #pair(other: L | bigint, opcode: number): number[] {
    const right = typeof other === 'bigint' ? L.of(other) : other;
    return [...this.code, ...right.code, opcode];
  }
  add(other: L | bigint): L {
    return this.#two(other, 0x7c);
  }
  sub(other: L | bigint): L {
    return this.#two(other, 0x7d);
  }
  mul(other: L | bigint): L {
    return this.#two(other, 0x7e);
  }
  divS(other: L | bigint): L {
    return this.#two(other, 0x7f);
  }
  divU(other: L | bigint): L {
    return this.#two(other, 0x80);
  }
  remS(other: L | bigint): L {
    return this.#two(other, 0x81);
  }
  remU(other: L | bigint): L {
    return this.#two(other, 0x82);
  }
  and(other: L | bigint): L {
    return this.#two(other, 0x83);
  }
  or(other: L | bigint): L {
    return this.#two(other, 0x84);
  }
  xor(other: L | bigint): L {
    return this.#two(other, 0x85);
  }
  shl(other: L | bigint): L {
    return this.#two(other, 0x86);
  }
  shrS(other: L | bigint): L {
    return this.#two(other, 0x87);
  }
  shrU(other: L | bigint): L {
    return this.#two(other, 0x88);
  }
  eq(other: L | bigint): I {
    return this.#test(other, 0x51);
  }
  ne(other: L | bigint): I {
    return this.#test(other, 0x52);
  }
  ltS(other: L | bigint): I {
    return this.#test(other, 0x53);
  }
  ltU(other: L | bigint): I {
    return this.#test(other, 0x54);
  }
  gtS(other: L | bigint): I {
    return this.#test(other, 0x55);
  }
  gtU(other: L | bigint): I {
    return this.#test(other, 0x56);
  }
  leS(other: L | bigint): I {
    return this.#test(other, 0x57);
  }
  leU(other: L | bigint): I {
    return this.#test(other, 0x58);
  }
  geS(other: L | bigint): I {
    return this.#test(other, 0x59);
  }
  geU(other: L | bigint): I {
    return this.#test(other, 0x5a);
  }
  eqz(): I {
    return new I([...this.code, 0x50]);
  }
  toI32(): I {
    return new I([...this.code, 0xa7]);
  }
  toF32(): F {
    return new F([...this.code, 0xb4]);
  }
  toF64(): D {
    return new D([...this.code, 0xb9]);
  }
  toF32U(): F {
    return new F([...this.code, 0xb5]);
  }
  toF64U(): D {
    return new D([...this.code, 0xba]);
  }
  bitsToF64(): D {
    return new D([...this.code, 0xbf]);
  }
  splatI64(): V {
    return new V([...this.code, ...simd(18)]);
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
  #two(other: F | number, opcode: number): F {
    return new F(this.#pair(other, opcode));
  }
  #test(other: F | number, opcode: number): I {
    return new I(this.#pair(other, opcode));
  }
  #pair(other: F | number, opcode: number): number[] {
    const right = typeof other === 'number' ? F.of(other) : other;
    return [...this.code, ...right.code, opcode];
  }
  #one(opcode: number): F {
    return new F([...this.code, opcode]);
  }
  add(other: F | number): F {
    return this.#two(other, 0x92);
  }
  sub(other: F | number): F {
    return this.#two(other, 0x93);
  }
  mul(other: F | number): F {
    return this.#two(other, 0x94);
  }
  div(other: F | number): F {
    return this.#two(other, 0x95);
  }
  /** NaN when either is NaN; −0 is below 0. */
  min(other: F | number): F {
    return this.#two(other, 0x96);
  }
  /** NaN when either is NaN; −0 is below 0. */
  max(other: F | number): F {
    return this.#two(other, 0x97);
  }
  copysign(other: F | number): F {
    return this.#two(other, 0x98);
  }
  eq(other: F | number): I {
    return this.#test(other, 0x5b);
  }
  ne(other: F | number): I {
    return this.#test(other, 0x5c);
  }
  lt(other: F | number): I {
    return this.#test(other, 0x5d);
  }
  gt(other: F | number): I {
    return this.#test(other, 0x5e);
  }
  le(other: F | number): I {
    return this.#test(other, 0x5f);
  }
  ge(other: F | number): I {
    return this.#test(other, 0x60);
  }
  abs(): F {
    return this.#one(0x8b);
  }
  neg(): F {
    return this.#one(0x8c);
  }
  ceil(): F {
    return this.#one(0x8d);
  }
  floor(): F {
    return this.#one(0x8e);
  }
  trunc(): F {
    return this.#one(0x8f);
  }
  /** The nearest integer, ties to even. */
  nearest(): F {
    return this.#one(0x90);
  }
  sqrt(): F {
    return this.#one(0x91);
  }
  toF64(): D {
    return new D([...this.code, 0xbb]);
  }
  /** Towards zero, saturating; NaN gives 0. */
  truncS(): I {
    return new I([...this.code, 0xfc, 0]);
  }
  truncU(): I {
    return new I([...this.code, 0xfc, 1]);
  }
  truncS64(): L {
    return new L([...this.code, 0xfc, 4]);
  }
  truncU64(): L {
    return new L([...this.code, 0xfc, 5]);
  }
  bits(): I {
    return new I([...this.code, 0xbc]);
  }
  splatF32(): V {
    return new V([...this.code, ...simd(19)]);
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
  #two(other: D | number, opcode: number): D {
    return new D(this.#pair(other, opcode));
  }
  #test(other: D | number, opcode: number): I {
    return new I(this.#pair(other, opcode));
  }
  #pair(other: D | number, opcode: number): number[] {
    const right = typeof other === 'number' ? D.of(other) : other;
    return [...this.code, ...right.code, opcode];
  }
  #one(opcode: number): D {
    return new D([...this.code, opcode]);
  }
  add(other: D | number): D {
    return this.#two(other, 0xa0);
  }
  sub(other: D | number): D {
    return this.#two(other, 0xa1);
  }
  mul(other: D | number): D {
    return this.#two(other, 0xa2);
  }
  div(other: D | number): D {
    return this.#two(other, 0xa3);
  }
  /** NaN when either is NaN; −0 is below 0. */
  min(other: D | number): D {
    return this.#two(other, 0xa4);
  }
  /** NaN when either is NaN; −0 is below 0. */
  max(other: D | number): D {
    return this.#two(other, 0xa5);
  }
  copysign(other: D | number): D {
    return this.#two(other, 0xa6);
  }
  eq(other: D | number): I {
    return this.#test(other, 0x61);
  }
  ne(other: D | number): I {
    return this.#test(other, 0x62);
  }
  lt(other: D | number): I {
    return this.#test(other, 0x63);
  }
  gt(other: D | number): I {
    return this.#test(other, 0x64);
  }
  le(other: D | number): I {
    return this.#test(other, 0x65);
  }
  ge(other: D | number): I {
    return this.#test(other, 0x66);
  }
  abs(): D {
    return this.#one(0x99);
  }
  neg(): D {
    return this.#one(0x9a);
  }
  ceil(): D {
    return this.#one(0x9b);
  }
  floor(): D {
    return this.#one(0x9c);
  }
  trunc(): D {
    return this.#one(0x9d);
  }
  /** The nearest integer, ties to even. */
  nearest(): D {
    return this.#one(0x9e);
  }
  sqrt(): D {
    return this.#one(0x9f);
  }
  toF32(): F {
    return new F([...this.code, 0xb6]);
  }
  /** Towards zero, saturating; NaN gives 0. */
  truncU(): I {
    return new I([...this.code, 0xfc, 3]);
  }
  truncS(): I {
    return new I([...this.code, 0xfc, 2]);
  }
  truncS64(): L {
    return new L([...this.code, 0xfc, 6]);
  }
  truncU64(): L {
    return new L([...this.code, 0xfc, 7]);
  }
  bits(): L {
    return new L([...this.code, 0xbd]);
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
  static f32(value: number): V {
    return new V([...simd(12), ...Array.from({ length: 4 }, () => single(value)).flat()]);
  }
  static i32(value: number): V {
    const bytes = [...new Uint8Array(Int32Array.of(value).buffer)];
    return V.bytes([...bytes, ...bytes, ...bytes, ...bytes]);
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
  eqF32(other: V): V {
    return this.#two(other, 65);
  }
  neF32(other: V): V {
    return this.#two(other, 66);
  }
  ltF32(other: V): V {
    return this.#two(other, 67);
  }
  gtF32(other: V): V {
    return this.#two(other, 68);
  }
  leF32(other: V): V {
    return this.#two(other, 69);
  }
  geF32(other: V): V {
    return this.#two(other, 70);
  }
  addF32(other: V): V {
    return this.#two(other, 228);
  }
  subF32(other: V): V {
    return this.#two(other, 229);
  }
  mulF32(other: V): V {
    return this.#two(other, 230);
  }
  divF32(other: V): V {
    return this.#two(other, 231);
  }
  minF32(other: V): V {
    return this.#two(other, 232);
  }
  maxF32(other: V): V {
    return this.#two(other, 233);
  }
  subI32(other: V): V {
    return this.#two(other, 177);
  }
  mulI32(other: V): V {
    return this.#two(other, 181);
  }
  minI32(other: V): V {
    return this.#two(other, 182);
  }
  maxI32(other: V): V {
    return this.#two(other, 184);
  }
  eqI32(other: V): V {
    return this.#two(other, 55);
  }
  ltI32(other: V): V {
    return this.#two(other, 57);
  }
  gtI32(other: V): V {
    return this.#two(other, 59);
  }
  ne(other: V): V {
    return this.#two(other, 72);
  }
  div(other: V): V {
    return this.#two(other, 243);
  }
  min(other: V): V {
    return this.#two(other, 244);
  }
  max(other: V): V {
    return this.#two(other, 245);
  }
  /** The lesser; `this` where either is NaN, or both are zero. One instruction, unlike `min`. */
  pmin(other: V): V {
    return this.#two(other, 246);
  }
  /** The greater; `this` where either is NaN, or both are zero. One instruction, unlike `max`. */
  pmax(other: V): V {
    return this.#two(other, 247);
  }
  mulI64(other: V): V {
    return this.#two(other, 213);
  }
  eqI64(other: V): V {
    return this.#two(other, 214);
  }
  ltI64(other: V): V {
    return this.#two(other, 216);
  }
  gtI64(other: V): V {
    return this.#two(other, 217);
  }
  addI16(other: V): V {
    return this.#two(other, 142);
  }
  dotI16(other: V): V {
    return this.#two(other, 186);
  }
  eqI8(other: V): V {
    return this.#two(other, 35);
  }
  not(): V {
    return this.#one(77);
  }
  absF32(): V {
    return this.#one(224);
  }
  negF32(): V {
    return this.#one(225);
  }
  sqrtF32(): V {
    return this.#one(227);
  }
  ceilF32(): V {
    return this.#one(103);
  }
  floorF32(): V {
    return this.#one(104);
  }
  truncF32(): V {
    return this.#one(105);
  }
  nearestF32(): V {
    return this.#one(106);
  }
  sqrt(): V {
    return this.#one(239);
  }
  ceil(): V {
    return this.#one(116);
  }
  floor(): V {
    return this.#one(117);
  }
  trunc(): V {
    return this.#one(122);
  }
  nearest(): V {
    return this.#one(148);
  }
  /** Towards zero, saturating; NaN gives 0. */
  f32ToI32(): V {
    return this.#one(248);
  }
  i32ToF32(): V {
    return this.#one(250);
  }
  /** Lanes 0 and 1 towards zero, saturating; the other lanes are 0. */
  f64ToI32(): V {
    return this.#one(252);
  }
  /** Lanes 0 and 1 to f32, zero in lanes 2 and 3. */
  demote(): V {
    return this.#one(94);
  }
  /** Lanes 0 and 1 of f32 to f64. */
  promote(): V {
    return this.#one(95);
  }
  bitmaskI32(): I {
    return this.#mask(164);
  }
  bitmaskI8(): I {
    return this.#mask(100);
  }
  shrUI32(bits: number): V {
    return new V([...this.code, ...I.of(bits).code, ...simd(173)]);
  }
  shrSI32(bits: number): V {
    return new V([...this.code, ...I.of(bits).code, ...simd(172)]);
  }
  shlI64(bits: number): V {
    return new V([...this.code, ...I.of(bits).code, ...simd(203)]);
  }
  shrUI64(bits: number): V {
    return new V([...this.code, ...I.of(bits).code, ...simd(205)]);
  }
  laneF32(lane: 0 | 1 | 2 | 3): F {
    return new F([...this.code, ...simd(31), lane]);
  }
  withLaneF32(lane: 0 | 1 | 2 | 3, value: F): V {
    return new V([...this.code, ...value.code, ...simd(32), lane]);
  }
  withLaneI32(lane: 0 | 1 | 2 | 3, value: I): V {
    return new V([...this.code, ...value.code, ...simd(28), lane]);
  }
  /** Bytes of `this` (0 to 15) and `other` (16 to 31) by constant index. */
  shuffle(other: V, index: readonly number[]): V {
    if (index.length !== 16) throw new RangeError(`sixteen indices, not ${index.length}`);
    return new V([...this.code, ...other.code, ...simd(13), ...index]);
  }
  mul(other: V): V {
    return this.#two(other, 242);
  }
}

export type Value = I | L | F | D | V;
