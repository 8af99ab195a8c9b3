import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import {
  knownInteger,
  knownNumbers,
  optional,
  required,
  reshape,
} from '#compiler/operators/ai-onnx/arguments.ts';
import { part } from '#compiler/operators/ai-onnx/movement.ts';
import type { Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** The upper or lower triangle of the last two axes, `k` diagonals off the main one; 0 elsewhere. */
const trilu: Operator = {
  domain,
  name: 'Trilu',
  versions: [14],
  attributes: ['upper'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = required(context, 0);
    const { dtype, shape } = x.type;
    const [rows, columns] = shape.slice(-2);
    if (rows === undefined || columns === undefined || dtype === 'string') {
      throw new CompileError('shape', `${origin}: of ${dtype}[${shape.join(',')}]`);
    }
    const k = optional(context, 1) === null ? 0 : knownInteger(context, 1);
    const upper = attributes.get('int', 'upper', 1) !== 0;
    const kept = Array.from({ length: rows * columns }, (_, i) => {
      const diagonal = (i % columns) - Math.floor(i / columns);
      return (upper ? diagonal >= k : diagonal <= k) ? 1 : 0;
    });
    const mask = graph.constant(toConstant('bool', [rows, columns], kept));
    return [
      map(graph, call('where', dtype, input(0), input(1), number(dtype, zero(dtype))), [mask, x], origin),
    ];
  },
};

function zero(dtype: string): number | bigint {
  return dtype === 'i64' || dtype === 'u64' ? 0n : 0;
}

/** 1 at the index along a new axis, 0 elsewhere: or the second and the first of `values`. */
const oneHot: Operator = {
  domain,
  name: 'OneHot',
  versions: [9, 11, 28],
  attributes: ['axis'],
  lower: (context) => {
    const { graph, attributes, version, origin } = context;
    const indices = required(context, 0);
    const [depth, ...more] = knownNumbers(context, 1) ?? [];
    const values = required(context, 2);
    if (depth === undefined || more.length > 0 || !Number.isInteger(depth) || depth < 1) {
      throw new CompileError('shape', `${origin}: depth is no positive integer`);
    }
    if (values.type.shape.join() !== '2') throw new CompileError('shape', `${origin}: values are not two`);
    const { dtype, shape } = indices.type;
    if (dtype === 'string' || dtype === 'bool' || values.type.dtype === 'string') {
      throw new CompileError('unsupported', `${origin}: of ${dtype} and ${values.type.dtype}`);
    }
    const axis = toAxis(attributes.get('int', 'axis', -1), shape.length + 1, origin);
    const whole = map(graph, call('cast', 'i64', input(0)), [indices], origin);
    const wide = reshape(context, whole, shape.toSpliced(axis, 0, 1));
    const places = toConstant(
      'i64',
      [depth, ...shape.slice(axis).map(() => 1)],
      Array.from({ length: depth }, (_, i) => i),
    );
    // Since version 11 an index below 0 counts from the end; one out of range is nowhere.
    const fromEnd =
      version < 11
        ? input(0)
        : call(
            'where',
            'i64',
            call('lt', 'bool', input(0), number('i64', 0n)),
            call('add', 'i64', input(0), number('i64', BigInt(depth))),
            input(0),
          );
    const expression = call(
      'where',
      values.type.dtype,
      call('eq', 'bool', fromEnd, input(1)),
      input(2),
      input(3),
    );
    const [off, on] = [0, 1].map((i): Value => reshape(context, part(context, values, 0, i, 1), []));
    if (on === undefined || off === undefined) throw new RangeError('two values');
    return [map(graph, expression, [wide, graph.constant(places), on, off], origin)];
  },
};

/** Operators that choose by place. */
export const masks: readonly Operator[] = [trilu, oneHot];
