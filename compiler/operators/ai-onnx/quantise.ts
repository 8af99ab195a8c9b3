import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { elementsOf, type DType } from '#compiler/ir/tensor.ts';
import { dtypeOfNumber } from '#compiler/operators/ai-onnx/cast.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const QUANTISED: readonly DType[] = ['i8', 'u8', 'i16', 'u16'];

/** round(x / scale) + zero point, to even, saturating; in f32. 4-bit integers and 8-bit floats are refused. */
const quantizeLinear: Operator = {
  domain: 'ai.onnx',
  name: 'QuantizeLinear',
  versions: [10, 13, 19, 21, 23, 24, 25, 28],
  attributes: ['axis', 'saturate', 'output_dtype', 'block_size', 'precision'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const [x, scale, zero] = parts(context);
    const asked = attributes.get('int', 'output_dtype', 0);
    const to = asked === 0 ? (zero?.type.dtype ?? 'u8') : dtypeOfNumber(asked, origin);
    const precision = attributes.get('int', 'precision', 0);
    if (!QUANTISED.includes(to) || (zero !== null && zero.type.dtype !== to)) {
      throw new CompileError(
        'unsupported',
        `${origin}: to ${to} with ${zero?.type.dtype ?? 'no'} zero point`,
      );
    }
    if (precision !== 0 && precision !== 1) {
      throw new CompileError('unsupported', `${origin}: precision ${precision}`);
    }
    requireF32(scale.type.dtype, origin);
    if (x.type.dtype !== 'i32') requireF32(x.type.dtype, origin);
    const of = x.type.dtype === 'i32' ? call('cast', 'f32', input(0)) : input(0);
    const scaled = call('round-even', 'f32', call('div', 'f32', of, input(1)));
    const moved = zero === null ? scaled : call('add', 'f32', scaled, call('cast', 'f32', input(2)));
    const inputs = zero === null ? [x, scale] : [x, scale, zero];
    return [map(graph, call('cast', to, moved), inputs, origin)];
  },
};

/** (x − zero point) · scale, in f32. */
const dequantizeLinear: Operator = {
  domain: 'ai.onnx',
  name: 'DequantizeLinear',
  versions: [10, 13, 19, 21, 23, 24, 25, 28],
  attributes: ['axis', 'block_size', 'output_dtype'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const [x, scale, zero] = parts(context);
    const asked = attributes.get('int', 'output_dtype', 0);
    if (asked !== 0) requireF32(dtypeOfNumber(asked, origin), origin);
    requireF32(scale.type.dtype, origin);
    const from = x.type.dtype;
    if (![...QUANTISED, 'i32'].includes(from) || (zero !== null && zero.type.dtype !== from)) {
      throw new CompileError(
        'unsupported',
        `${origin}: of ${from} with ${zero?.type.dtype ?? 'no'} zero point`,
      );
    }
    const whole = (index: number): Expression => call('cast', 'i32', input(index));
    const moved = zero === null ? whole(0) : call('sub', 'i32', whole(0), whole(2));
    const expression = call('mul', 'f32', call('cast', 'f32', moved), input(1));
    return [map(graph, expression, zero === null ? [x, scale] : [x, scale, zero], origin)];
  },
};

/** To u8, the scale and zero point from the range of x with 0 in it. A range of nothing has the scale 1. */
const dynamicQuantizeLinear: Operator = {
  domain: 'ai.onnx',
  name: 'DynamicQuantizeLinear',
  versions: [11],
  attributes: [],
  lower: ({ graph, inputs, origin }) => {
    const [x] = inputs;
    if (x === null || x === undefined || inputs.length !== 1) {
      throw new CompileError('format', `${origin}: ${inputs.length} inputs, not one`);
    }
    requireF32(x.type.dtype, origin);
    const axes = x.type.shape.map((_, axis) => axis);
    const extreme = (of: 'min' | 'max'): Value =>
      graph.one({ kind: 'reduce', function: of, axes, keepDims: false }, [x], origin);
    const f32 = (name: 'min' | 'max' | 'sub' | 'div' | 'add', a: Expression, b: Expression): Expression =>
      call(name, 'f32', a, b);
    const [low, high] = [f32('min', input(0), number('f32', 0)), f32('max', input(1), number('f32', 0))];
    const range = f32('div', f32('sub', high, low), number('f32', 255));
    const none = call('eq', 'bool', range, number('f32', 0));
    const step = call('where', 'f32', none, number('f32', 1), range);
    const ends = [extreme('min'), extreme('max')];
    const scale = map(graph, step, ends, origin);
    const zero = map(
      graph,
      call('cast', 'u8', call('round-even', 'f32', f32('sub', number('f32', 0), f32('div', low, step)))),
      ends,
      origin,
    );
    const rounded = call('round-even', 'f32', f32('div', input(0), input(1)));
    const quantised = call('cast', 'u8', f32('add', rounded, call('cast', 'f32', input(2))));
    return [map(graph, quantised, [x, scale, zero], origin), scale, zero];
  },
};

function requireF32(dtype: DType, origin: string): void {
  if (dtype !== 'f32') throw new CompileError('unsupported', `${origin}: of ${dtype}, not f32`);
}

/** The tensor, and its scale and zero point with their one element, or one for each index of `axis`, along that axis. */
function parts(context: LowerContext): readonly [Value, Value, Value | null] {
  const { graph, inputs, attributes, origin } = context;
  const [x, scale, zero] = inputs;
  if (x === null || x === undefined || scale === null || scale === undefined || inputs.length > 3) {
    throw new CompileError('format', `${origin}: a tensor and its scale are needed`);
  }
  const block = attributes.get('int', 'block_size', 0);
  const { shape } = x.type;
  const place = (value: Value): Value => {
    const count = elementsOf(value.type.shape);
    if (count === 1) return graph.one({ kind: 'reshape', shape: [] }, [value], origin);
    const axis = toAxis(attributes.get('int', 'axis', 1), shape.length, origin);
    if (block > 0) return repeatBlocks(context, value, { axis, block, shape });
    if (value.type.shape.length !== 1 || count !== shape[axis]) {
      throw new CompileError('shape', `${origin}: ${count} scales or zero points along axis ${axis}`);
    }
    const along = shape.map((size, i) => (i === axis ? size : 1));
    return graph.one({ kind: 'reshape', shape: along }, [value], origin);
  };
  return [x, place(scale), zero === null || zero === undefined ? null : place(zero)];
}

/** One element for each `block` elements along an axis, the last block perhaps shorter: repeated to `shape`. */
function repeatBlocks(
  { graph, origin }: LowerContext,
  value: Value,
  { axis, block, shape }: { axis: number; block: number; shape: readonly number[] },
): Value {
  const blocks = value.type.shape[axis] ?? 0;
  const size = shape[axis] ?? 0;
  const others = shape.every((length, i) => i === axis || length === value.type.shape[i]);
  if (!others || value.type.shape.length !== shape.length || Math.ceil(size / block) !== blocks) {
    throw new CompileError(
      'shape',
      `${origin}: [${value.type.shape.join()}] for blocks of ${block} of [${shape.join()}]`,
    );
  }
  if (blocks * block !== size) throw new CompileError('unsupported', `${origin}: a block that is not full`);
  const [before, after] = [shape.slice(0, axis), shape.slice(axis + 1)];
  const apart = graph.one({ kind: 'reshape', shape: [...before, blocks, 1, ...after] }, [value], origin);
  const repeated = graph.one(
    { kind: 'expand', shape: [...before, blocks, block, ...after] },
    [apart],
    origin,
  );
  return graph.one({ kind: 'reshape', shape }, [repeated], origin);
}

export const quantisation: readonly Operator[] = [quantizeLinear, dequantizeLinear, dynamicQuantizeLinear];
