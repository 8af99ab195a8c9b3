import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signed, unsigned } from '#compiler/assembler/bytes.ts';
import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { D, F, I, V } from '#compiler/assembler/values.ts';

/** Runs a function of two i32 that is written by `write`. */
async function run(
  write: (f: FunctionBuilder) => void,
  a = 0,
  b = 0,
  data: readonly number[] = [],
): Promise<number> {
  const module = new ModuleBuilder();
  module.func({ params: ['i32', 'i32'], result: 'i32' }, write, 'f');
  module.data(16, new Uint8Array(Float64Array.from(data).buffer));
  const { instance } = await WebAssembly.instantiate(module.emit(1, 2), {});
  const { f } = instance.exports;
  assert.ok(typeof f === 'function');
  return Number(f(a, b));
}

const integers: readonly [string, (x: I, y: I) => I, number, number, number][] = [
  ['add', (x, y) => x.add(y), 7, 5, 12],
  ['sub', (x, y) => x.sub(y), 7, 9, -2],
  ['mul', (x, y) => x.mul(y), -3, 5, -15],
  ['and', (x, y) => x.and(y), 12, 10, 8],
  ['or', (x, y) => x.or(y), 12, 10, 14],
  ['shl', (x, y) => x.shl(y), 3, 4, 48],
  ['shrU', (x, y) => x.shrU(y), -1, 28, 15],
  ['eqz', (x) => x.eqz(), 0, 0, 1],
  ['eq', (x, y) => x.eq(y), 4, 4, 1],
  ['ne', (x, y) => x.ne(y), 4, 4, 0],
  ['ltU is unsigned', (x, y) => x.ltU(y), 1, -1, 1],
  ['gtU is unsigned', (x, y) => x.gtU(y), 1, -1, 0],
  ['leU', (x, y) => x.leU(y), 3, 3, 1],
  ['geU', (x, y) => x.geU(y), 2, 3, 0],
  ['pick takes the first when true', (x, y) => I.of(1).pick(x, y), 4, 5, 4],
  ['pick takes the second when false', (x, y) => I.of(0).pick(x, y), 4, 5, 5],
  ['f64 and back', (x, y) => x.toF64().div(y.toF64()).truncS(), -9, 2, -4],
];
for (const [name, write, a, b, expected] of integers) {
  test(`i32: ${name}`, async () => {
    assert.equal(await run((f) => f.return(write(f.param(0), f.param(1))), a, b), expected);
  });
}

const [x, y] = [D.of(2.5), D.of(-0.75)];
const doubles: readonly [string, D | I, number][] = [
  ['add', x.add(y), 1.75],
  ['sub', x.sub(y), 3.25],
  ['mul', x.mul(y), -1.875],
  ['div', x.div(0.5), 5],
  ['abs', y.abs(), 0.75],
  ['neg', y.neg(), 0.75],
  ['nearest, ties to even', x.nearest(), 2],
  ['sqrt', D.of(6.25).sqrt(), 2.5],
  ['lt', x.lt(y), 0],
  ['gt', x.gt(y), 1],
  ['le', x.le(2.5), 1],
  ['ge', x.ge(2.5), 1],
  ['eq of NaN', D.of(NaN).eq(NaN), 0],
  ['truncU of NaN', D.of(NaN).truncU(), 0],
  ['truncU below 0', y.truncU(), 0],
  ['f32 below', F.of(1.5).add(F.of(0.25)).lt(F.of(2)), 1],
];
for (const [name, value, expected] of doubles) {
  test(`f64: ${name}`, async () => {
    const scaled = value instanceof D ? value.mul(1000).truncS() : value.mul(1000);
    assert.equal(await run((f) => f.return(scaled)), expected * 1000);
  });
}

/** Lanes of a vector as hundreds. */
const both = (v: V): I => v.lane(0).mul(100).truncS().mul(1000).add(v.lane(1).mul(100).truncS());
const vector = I.of(16).v128();
const vectors: readonly [string, I, number][] = [
  ['load', both(vector), 150_225],
  ['splat64', both(I.of(16).splat64(8)), 225_225],
  ['load64', both(I.of(16).load64()), 150_000],
  ['withLane1', both(vector.withLane1(I.of(16), 16)), 150_400],
  ['withLane', both(vector.withLane(0, D.of(3))), 300_225],
  ['lanes', both(vector.lanes(1, vector, 0)), 225_150],
  ['add', both(vector.add(vector)), 300_450],
  ['sub', both(vector.sub(V.f64(1))), 50_125],
  ['mul', both(vector.mul(V.f64(2))), 300_450],
  ['neg and abs', both(vector.neg().abs()), 150_225],
  ['bits', both(vector.lt(V.f64(2)).bits(V.f64(1), V.f64(5))), 100_500],
  ['andnot', both(vector.andnot(vector.gt(V.f64(2)))), 150_000],
  ['bitmask of le', vector.le(V.f64(1.5)).bitmaskI64(), 1],
  ['bitmask of ge', vector.ge(V.f64(2)).bitmaskI64(), 2],
  ['bitmask of eq', vector.eq(vector).bitmaskI64(), 3],
  ['anyTrue', vector.gt(V.f64(9)).anyTrue(), 0],
  [
    'or and and',
    vector
      .lt(V.f64(2))
      .or(vector.gt(V.f64(2)))
      .and(V.i8(1))
      .laneI32(2),
    0x01010101,
  ],
  [
    'swizzle and popcnt',
    V.i8(3)
      .swizzle(V.bytes(Array(16).fill(20)))
      .popcntI8()
      .laneI32(0),
    0,
  ],
  ['popcnt', V.i8(7).popcntI8().laneI32(1), 0x03030303],
  ['gtI8 is signed', V.i8(1).gtI8(V.i8(-1)).laneI32(3), -1],
  ['addI8 and subI8', V.i8(250).addI8(V.i8(10)).subI8(V.i8(1)).laneI32(0), 0x03030303],
  ['low extensions', V.i8(200).lowI8ToI16U().lowI16ToI32U().laneI32(0), 200],
  ['high extensions', V.i8(200).highI8ToI16U().highI16ToI32U().laneI32(3), 200],
  ['shlI32 and addI32', V.i8(1).shlI32(4).addI32(V.i8(0)).laneI32(0), 0x10101010],
  ['subI64', V.i8(0).subI64(V.i8(0xff)).laneI32(0), 1],
];
for (const [name, value, expected] of vectors) {
  test(`v128: ${name}`, async () => {
    assert.equal(await run((f) => f.return(value), 0, 0, [1.5, 2.25, 4]), expected);
  });
}

test('loops, blocks, branches, calls and scopes', async () => {
  const module = new ModuleBuilder();
  const square = module.func({ params: ['i32'], result: 'i32' }, (f) => f.return(f.param(0).mul(f.param(0))));
  module.func(
    { params: ['i32'], result: 'i32' },
    (f) => {
      const sum = f.let(I.of(0));
      f.times(f.param(0), (i) => {
        f.if(
          i.and(1),
          () => f.set(sum, sum.get.add(f.call(square, i))),
          () => f.set(sum, sum.get.add(1)),
        );
      });
      f.block((end) => {
        f.branchIf(end, f.param(0).ltU(100));
        f.set(sum, I.of(-1));
      });
      f.return(sum.get);
    },
    'f',
  );
  const { instance } = await WebAssembly.instantiate(module.emit(1, 1), {});
  const { f } = instance.exports;
  assert.ok(typeof f === 'function');
  assert.equal(f(6), 1 + 9 + 25 + 3);
  assert.equal(f(101), -1);
});

test('locals are used again after their scope, and never within it', async () => {
  const module = new ModuleBuilder();
  const write = (f: FunctionBuilder): void => {
    const outer = f.var(f.param(0));
    f.scope(() => f.var(D.of(1)));
    for (let i = 0; i < 50; i++) f.scope(() => f.var(outer.add(i)));
    f.return(outer);
  };
  module.func({ params: ['i32'], result: 'i32' }, write, 'f');
  const bytes = module.emit(1, 1);
  assert.ok(bytes.length < 600);
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { f } = instance.exports;
  assert.ok(typeof f === 'function');
  assert.equal(f(77), 77);
});

test('integers are encoded as LEB128 (WebAssembly 5.2.2)', () => {
  assert.deepEqual(unsigned(624485), [0xe5, 0x8e, 0x26]);
  assert.deepEqual(signed(-123456), [0xc0, 0xbb, 0x78]);
  assert.deepEqual(
    [signed(63), signed(64), signed(-64), signed(-65)],
    [[63], [0xc0, 0], [0x40], [0xbf, 0x7f]],
  );
  assert.deepEqual(signed(0xffffffff), [0x7f]);
  for (const wrong of [-1, 0.5, 2 ** 32, NaN]) assert.throws(() => unsigned(wrong), RangeError);
});

test('an argument of another type is refused', () => {
  const module = new ModuleBuilder();
  const callee = module.func({ params: ['i32'], result: null }, () => {});
  module.func({ params: [], result: null }, (f) => {
    assert.throws(() => f.run(callee, D.of(1)), RangeError);
    // @ts-expect-error -- adding an f32 to an i32 does not compile
    I.of(1).add(F.of(1));
  });
});
