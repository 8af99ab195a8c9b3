import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { emptyData } from '#compiler/ir/tensor.ts';
import {
  indices,
  knownIntegers,
  optional,
  required,
  reshape,
} from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/** Negative counts crop, before anything is added. */
const pad: Operator = {
  domain: 'ai.onnx',
  name: 'Pad',
  versions: [1, 2, 11, 13, 18, 19, 21, 23, 24, 25],
  attributes: ['mode', 'pads', 'paddings', 'value'],
  lower: (context) => {
    const { attributes, version, origin } = context;
    const x = required(context, 0);
    const rank = x.type.shape.length;
    const pads =
      version < 11
        ? attributes.required('ints', version < 2 ? 'paddings' : 'pads')
        : (knownIntegers(context, 1) ?? []);
    const axes = (version < 18 ? null : knownIntegers(context, 3)) ?? x.type.shape.map((_, axis) => axis);
    if (pads.length !== 2 * axes.length) {
      throw new CompileError('format', `${origin}: ${pads.length} counts for ${axes.length} axes`);
    }
    const before = Array<number>(rank).fill(0);
    const after = Array<number>(rank).fill(0);
    axes.forEach((given, i) => {
      const axis = toAxis(given, rank, origin);
      before[axis] = pads[i] ?? 0;
      after[axis] = pads[axes.length + i] ?? 0;
    });
    const cropped = crop(context, x, before, after);
    const added = [before, after].map((counts) => counts.map((count) => Math.max(0, count)));
    const mode = attributes.get('string', 'mode', 'constant');
    if (mode === 'constant')
      return [surround(context, cropped, padValue(context, x), added[0] ?? [], added[1] ?? [])];
    if (mode !== 'edge' && mode !== 'reflect' && mode !== 'wrap') {
      throw new CompileError('unsupported', `${origin}: mode ${mode}`);
    }
    return [extend(context, cropped, mode, added[0] ?? [], added[1] ?? [])];
  },
};

function crop(context: LowerContext, x: Value, before: readonly number[], after: readonly number[]): Value {
  return x.type.shape.reduce((value, size, axis) => {
    const from = Math.max(0, -(before[axis] ?? 0));
    const count = size - from - Math.max(0, -(after[axis] ?? 0));
    if (count < 0) throw new CompileError('shape', `${context.origin}: ${size} elements cropped to ${count}`);
    return part(context, value, axis, from, count);
  }, x);
}

function padValue(context: LowerContext, x: Value): Value {
  const { graph, attributes, version, origin } = context;
  const { dtype } = x.type;
  const given = version < 11 ? null : optional(context, 2);
  if (given !== null) return reshape(context, given, []);
  if (dtype === 'string') return graph.constant({ dtype, shape: [], data: [''] });
  const value = version < 11 ? attributes.get('float', 'value', 0) : 0;
  const data = emptyData(dtype, 1);
  if (value !== 0) {
    if (!(data instanceof Float32Array) && !(data instanceof Float64Array)) {
      throw new CompileError('unsupported', `${origin}: the value ${value} around ${dtype}`);
    }
    data[0] = value;
  }
  return graph.constant({ dtype, shape: [], data });
}

/** `x` with `value` around it. */
export function surround(
  { graph, origin }: LowerContext,
  x: Value,
  value: Value,
  before: readonly number[],
  after: readonly number[],
): Value {
  if ([...before, ...after].every((count) => count === 0)) return x;
  return graph.one({ kind: 'pad', before, after }, [x, value], origin);
}

/** Elements along an axis that is extended, at most. */
const MAX_EXTENDED = 2 ** 24;

/** What lies outside an axis is taken from within it: its end, its mirror image, or it again. */
function extend(
  context: LowerContext,
  x: Value,
  mode: 'edge' | 'reflect' | 'wrap',
  before: readonly number[],
  after: readonly number[],
): Value {
  const { graph, origin } = context;
  return x.type.shape.reduce((value, size, axis) => {
    const [left, right] = [before[axis] ?? 0, after[axis] ?? 0];
    if (left === 0 && right === 0) return value;
    if (left + size + right > MAX_EXTENDED) {
      throw new CompileError('too-large', `${origin}: ${left + size + right} elements along axis ${axis}`);
    }
    if (size === 0) throw new CompileError('shape', `${origin}: nothing to extend along axis ${axis}`);
    const places = Array.from({ length: left + size + right }, (_, i) => within(mode, i - left, size));
    return graph.one({ kind: 'gather', axis }, [value, indices(context, places)], origin);
  }, x);
}

function within(mode: 'edge' | 'reflect' | 'wrap', place: number, size: number): number {
  if (mode === 'edge') return Math.min(Math.max(place, 0), size - 1);
  const period = mode === 'wrap' ? size : Math.max(1, 2 * (size - 1));
  const turned = ((place % period) + period) % period;
  return turned < size ? turned : period - turned;
}

export const padding: readonly Operator[] = [pad];
