import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import type { ReduceFunction } from '#compiler/ir/reduce-op.ts';
import { elementsOf, emptyData, type DType } from '#compiler/ir/tensor.ts';
import { indices, reshape, transpose } from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';

type NumberType = Exclude<DType, 'string'>;

/** What an operator that stands for several others is written with; all in the type of its arguments, unless said. */
export type Composer = {
  /** One function element by element, broadcast. */
  readonly apply: (name: ScalarFunction, ...args: readonly Value[]) => Value;
  /** Comparison, to bool. */
  readonly compare: (name: 'eq' | 'lt' | 'le' | 'is-nan', ...args: readonly Value[]) => Value;
  /** An expression of several functions, element by element. */
  readonly map: (expression: Expression, ...args: readonly Value[]) => Value;
  readonly cast: (value: Value, dtype: DType) => Value;
  readonly where: (condition: Value, a: Value, b: Value) => Value;
  readonly matmul: (a: Value, b: Value) => Value;
  readonly reduce: (name: ReduceFunction, value: Value, axes: readonly number[], keepDims?: boolean) => Value;
  readonly reshape: (value: Value, shape: readonly number[]) => Value;
  readonly transpose: (value: Value, permutation: readonly number[]) => Value;
  readonly concat: (values: readonly Value[], axis: number) => Value;
  readonly expand: (value: Value, shape: readonly number[]) => Value;
  /** `count` elements along `axis` from `from` on. */
  readonly part: (value: Value, axis: number, from: number, count: number) => Value;
  /** Slices along `axis` by known indices. */
  readonly take: (value: Value, axis: number, places: readonly number[]) => Value;
  /** Slices along `axis` by indices. */
  readonly gather: (value: Value, axis: number, places: Value) => Value;
  /** A known tensor; numbers are rounded to f32. */
  readonly constant: (dtype: NumberType, shape: readonly number[], values: readonly number[]) => Value;
  readonly scalar: (dtype: NumberType, value: number) => Value;
};

export function compose(context: LowerContext): Composer {
  const { graph, origin } = context;
  const made: Composer = {
    apply: (name, ...args) => {
      const dtype = args[0]?.type.dtype ?? 'f32';
      return map(graph, call(name, dtype, ...args.map((_, i) => input(i))), args, origin);
    },
    compare: (name, ...args) => map(graph, call(name, 'bool', ...args.map((_, i) => input(i))), args, origin),
    map: (expression, ...args) => map(graph, expression, args, origin),
    cast: (value, dtype) =>
      value.type.dtype === dtype ? value : map(graph, call('cast', dtype, input(0)), [value], origin),
    where: (condition, a, b) =>
      map(graph, call('where', a.type.dtype, input(0), input(1), input(2)), [condition, a, b], origin),
    matmul: (a, b) => graph.one({ kind: 'matmul' }, [a, b], origin),
    reduce: (name, value, axes, keepDims = true) =>
      graph.one({ kind: 'reduce', function: name, axes, keepDims }, [value], origin),
    reshape: (value, shape) => reshape(context, value, shape),
    transpose: (value, permutation) => transpose(context, value, permutation),
    concat: (values, axis) => {
      const [only] = values;
      return values.length === 1 && only !== undefined
        ? only
        : graph.one({ kind: 'concat', axis }, values, origin);
    },
    expand: (value, shape) =>
      value.type.shape.join() === shape.join()
        ? value
        : graph.one({ kind: 'expand', shape }, [value], origin),
    part: (value, axis, from, count) => part(context, value, axis, from, count),
    take: (value, axis, places) =>
      graph.one({ kind: 'gather', axis }, [value, indices(context, places)], origin),
    gather: (value, axis, places) => graph.one({ kind: 'gather', axis }, [value, places], origin),
    constant: (dtype, shape, values) => {
      const data = emptyData(dtype, elementsOf(shape));
      values.forEach((value, i) => {
        if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(value);
        else data[i] = value;
      });
      return graph.constant({ dtype, shape, data }, origin);
    },
    scalar: (dtype, value) => made.constant(dtype, [], [value]),
  };
  return made;
}
