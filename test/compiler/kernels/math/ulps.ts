import { readFileSync } from 'node:fs';
import { constantOf } from '#compiler/emit/evaluate.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import { Graph } from '#compiler/ir/graph.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';
import { numbersOf, toConstant } from '#compiler/ir/tensor.ts';
import { toDouble } from '#test/compiler/running-module.ts';

/** An argument or two, the nearest double to the value, and what is left of the value. */
export type Row = { readonly args: readonly number[]; readonly value: number; readonly rest: number };

/** A file of test/vectors/math/make.py. */
export function readRows(path: string): ReadonlyMap<ScalarFunction, readonly Row[]> {
  // Written by make.py, in this form.
  const table = JSON.parse(readFileSync(path, 'utf8')) as Record<ScalarFunction, string[][]>;
  // The keys of a Record<ScalarFunction, …> are ScalarFunction.
  return new Map((Object.keys(table) as ScalarFunction[]).map((name) => [name, table[name].map(toRow)]));
}

/** The function of each argument, computed by the map kernel. */
export function compute(
  name: ScalarFunction,
  dtype: 'f32' | 'f64',
  args: readonly (readonly number[])[],
): readonly number[] {
  const graph = new Graph();
  const values = args.map((column) => graph.constant(toConstant(dtype, [column.length], column)));
  const expression = call(name, dtype, ...args.map((_, i) => input(i)));
  const constant = constantOf(map(graph, expression, values, name));
  if (constant === null) throw new RangeError('constants are known');
  return numbersOf(constant);
}

/** How far `result` is from value + rest, in units in the last place of the value as an f64 or f32. */
export function ulpsBetween(result: number, value: number, rest: number, dtype: 'f32' | 'f64'): number {
  if (Object.is(result, value)) return Math.abs(rest) / ulpOf(value, dtype);
  return Math.abs((result - value - rest) / ulpOf(value, dtype));
}

function ulpOf(value: number, dtype: 'f32' | 'f64'): number {
  const [bits, least] = dtype === 'f64' ? [52, -1074] : [23, -149];
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const below = 2 ** exponent > Math.abs(value) ? exponent - 1 : exponent;
  return 2 ** Math.max(below - bits, least);
}

function toRow(row: readonly string[]): Row {
  const numbers = row.map((digits) => toDouble(BigInt(`0x${digits}`)));
  const [value = NaN, rest = NaN] = numbers.slice(-2);
  return { args: numbers.slice(0, -2), value, rest };
}
