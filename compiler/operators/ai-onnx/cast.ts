import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { ELEMENT_BYTES, type DType } from '#compiler/ir/tensor.ts';
import { requiredInputs } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/** Element types by their number in `TensorProto.DataType`; others are not held. */
const DTYPES: Readonly<Record<number, DType>> = {
  1: 'f32',
  2: 'u8',
  3: 'i8',
  4: 'u16',
  5: 'i16',
  6: 'i32',
  7: 'i64',
  8: 'string',
  9: 'bool',
  11: 'f64',
  12: 'u32',
  13: 'u64',
};

/** The element type of this number. `CompileError` `unsupported` for one that is not held, such as float16. */
export function dtypeOfNumber(number: number, origin: string): DType {
  const dtype = DTYPES[number];
  if (dtype === undefined) throw new CompileError('unsupported', `${origin}: data type ${number}`);
  return dtype;
}

/**
 * `value` as `to`; numbers are not written as text nor read from it. ONNX leaves open what NaN is as an integer: it is the
 * lowest of i32 and i64, as in onnxruntime and numpy on x86-64, so that a missing value becomes no code that a model knows;
 * 0 of the smaller types, whose low bits those take. A number out of range saturates.
 */
export function castTo(value: Value, to: DType, { graph, origin }: LowerContext): Value {
  const from = value.type.dtype;
  if (from === to) return value;
  if (from === 'string' || to === 'string') {
    throw new CompileError('unsupported', `${origin}: ${from} to ${to}`);
  }
  const cast = call('cast', to, input(0));
  const lowest = from === 'f32' || from === 'f64' ? LOWEST.get(to) : undefined;
  if (lowest === undefined) return map(graph, cast, [value], origin);
  const whole: Expression = { kind: 'number', dtype: to, value: lowest };
  return map(graph, call('where', to, call('is-nan', 'bool', input(0)), whole, cast), [value], origin);
}

const LOWEST: ReadonlyMap<DType, number | bigint> = new Map<DType, number | bigint>([
  ['i32', -(2 ** 31)],
  ['i64', -(2n ** 63n)],
]);

/** `saturate` and `round_mode` are about 8-bit floats, which are not held. */
const cast: Operator = {
  domain: 'ai.onnx',
  name: 'Cast',
  versions: [6, 9, 13, 19, 21, 23, 24, 25, 28],
  attributes: ['to', 'saturate', 'round_mode'],
  lower: (context) => {
    const [value] = requiredInputs(context, 1);
    if (value === undefined) throw new RangeError('one input was asked for');
    const to = dtypeOfNumber(context.attributes.required('int', 'to'), context.origin);
    return [castTo(value, to, context)];
  },
};

const castLike: Operator = {
  domain: 'ai.onnx',
  name: 'CastLike',
  versions: [15, 19, 21, 23, 24, 25],
  attributes: ['saturate', 'round_mode'],
  lower: (context) => {
    const [value, like] = requiredInputs(context, 2);
    if (value === undefined || like === undefined) throw new RangeError('two inputs were asked for');
    return [castTo(value, like.type.dtype, context)];
  },
};

/** The same bits as another type of as many. */
const bitCast: Operator = {
  domain: 'ai.onnx',
  name: 'BitCast',
  versions: [26],
  attributes: ['to'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const [value] = requiredInputs(context, 1);
    if (value === undefined) throw new RangeError('one input was asked for');
    const from = value.type.dtype;
    const to = dtypeOfNumber(attributes.required('int', 'to'), origin);
    // A bool is 0 or 1 and nothing else.
    const isText = from === 'string' || to === 'string' || to === 'bool';
    if (isText || ELEMENT_BYTES[from] !== ELEMENT_BYTES[to]) {
      throw new CompileError('unsupported', `${origin}: ${from} as ${to}`);
    }
    return [map(graph, call('bit-cast', to, input(0)), [value], origin)];
  },
};

export const casts: readonly Operator[] = [cast, castLike, bitCast];
