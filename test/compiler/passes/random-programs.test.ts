import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import { Graph, type Program, type Value } from '#compiler/ir/graph.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import { elementsOf, numbersOf, toConstant, type DType } from '#compiler/ir/tensor.ts';
import { run, toDouble } from '#test/compiler/running-module.ts';

type Numeric = Exclude<DType, 'string'>;
const types: readonly Numeric[] = ['f32', 'f64', 'i32', 'i64', 'u8', 'i16', 'bool'];
const shapes = [[], [1], [5], [1, 5], [3, 1], [3, 5], [2, 1, 5], [2, 3, 5], [8], [3, 8]] as const;
const ofTwo: readonly ScalarFunction[] = ['add', 'sub', 'mul', 'div', 'min', 'max', 'eq', 'lt', 'le'];
const ofOne: readonly ScalarFunction[] = [
  'neg',
  'abs',
  'exp',
  'tanh',
  'sigmoid',
  'erf',
  'sqrt',
  'round-even',
];

/** One choice for every step: what it computes, and of which of the values before it. */
const steps = fc.array(fc.array(fc.nat(1000), { minLength: 5, maxLength: 5 }), {
  minLength: 2,
  maxLength: 14,
});
const inputs = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.boolean()), { minLength: 1, maxLength: 4 });

test('random programs give the same bits with and without passes, alone and in blocks, and folded', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, steps, async (given, chosen) => {
      const { program, row, folded } = build(given, chosen);
      const plain = await outputs(program, row, 1, false);
      for (const [rows, passes] of [
        [1, true],
        [67, false],
        [67, true],
      ] as const) {
        assert.deepEqual(await outputs(program, row, rows, passes), plain);
      }
      assert.deepEqual(folded, plain);
    }),
    { numRuns: process.env['VISITE_LONG'] === '1' ? 2000 : 60, seed: 20 },
  );
});

/** The program with inputs given at run time or known, the row for the former, and the outputs if all is known. */
function build(
  given: readonly (readonly [number, number, boolean])[],
  chosen: readonly (readonly number[])[],
): { program: Program; row: readonly number[]; folded: readonly number[] } {
  const row: number[] = [];
  const make = (fold: boolean): { graph: Graph; last: Value } => {
    const graph = new Graph();
    const values = given.map(([type, shape, known], i): Value => {
      const dtype = pick(types, type);
      const of = pick(shapes, shape);
      const elements = Array.from({ length: elementsOf(of) }, (_, k) => sample(dtype, i * 7 + k));
      if (known || fold) return graph.constant(toConstant(dtype, of, elements));
      row.push(...elements);
      return graph.input(`x${i}`, { dtype, shape: of });
    });
    for (const step of chosen) values.push(next(graph, values, step));
    return { graph, last: values.at(-1) ?? pick(values, 0) };
  };
  const { graph, last } = make(false);
  const constant = constantOf(make(true).last);
  return {
    program: { inputs: graph.inputs, outputs: new Map([['y', last]]) },
    row,
    folded: constant === null ? [] : numbersOf(constant),
  };
}

function next(graph: Graph, values: readonly Value[], step: readonly number[]): Value {
  const [kind = 0, first = 0, second = 0, name = 0, to = 0] = step;
  const a = pick(values, values.length - 1 - (first % Math.min(values.length, 3)));
  const b = fitting(values, a, second);
  const type = a.type.dtype === 'string' ? 'f32' : a.type.dtype;
  const other: Expression = b.type.dtype === type ? input(1) : call('cast', type, input(1));
  const isFloat = type === 'f32' || type === 'f64';
  if (kind % 4 === 0) return map(graph, call('cast', pick(types, to), input(0)), [a], 'cast');
  if (kind % 4 === 1 && isFloat) return map(graph, call(pick(ofOne, name), type, input(0)), [a], 'one');
  if (kind % 4 === 2) {
    const condition = call('cast', 'bool', input(1));
    return map(graph, call('where', type, condition, input(0), other), [a, b], 'where');
  }
  const of = type === 'bool' ? 'xor' : pick(ofTwo, name);
  const result = of === 'eq' || of === 'lt' || of === 'le' ? 'bool' : type;
  return map(graph, call(of, result, input(0), other), [a, b], of);
}

/** A value whose shape broadcasts with that of `a`; `a` itself where there is none other. */
function fitting(values: readonly Value[], a: Value, choice: number): Value {
  const fits = values.filter(({ type: { shape } }) =>
    shape.every((size, i) => {
      const against = a.type.shape[i + a.type.shape.length - shape.length] ?? 1;
      return size === 1 || against === 1 || size === against;
    }),
  );
  return pick(fits, choice);
}

/** Numbers of either sign about 1 and some far off; none makes a NaN by itself. */
function sample(dtype: Numeric, seed: number): number {
  const value = Math.sin(seed * 12.9898) * (seed % 5 === 0 ? 300 : 3);
  if (dtype === 'bool') return Math.abs(Math.trunc(value)) % 2;
  if (dtype === 'f32') return Math.fround(value);
  return dtype === 'f64' ? value : dtype === 'u8' ? Math.abs(Math.trunc(value)) % 256 : Math.trunc(value);
}

async function outputs(
  program: Program,
  row: readonly number[],
  rows: number,
  passes: boolean,
): Promise<readonly number[]> {
  const layout = toRawLayout(program);
  const { module } = passes ? emitModel(layout) : emitModel(layout, []);
  const running = await run(module, layout.outputs.length);
  running.load(Array.from({ length: rows }, () => row));
  const results = running.predict().map((bits) => bits.map(toDouble));
  for (const result of results) assert.deepEqual(result, results[0]);
  return results[0] ?? [];
}

function pick<T>(from: readonly T[], choice: number): T {
  const found = from[choice % from.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
