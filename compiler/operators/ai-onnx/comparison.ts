import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Expression, ScalarFunction } from '#compiler/ir/map-op.ts';
import {
  commonType,
  elementwise,
  floatFunction,
  placeInputs,
  requiredInputs,
} from '#compiler/operators/ai-onnx/elementwise.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

type Compare = (a: Expression, b: Expression) => Expression;

function compare(name: string, versions: readonly number[], of: Compare): Operator {
  return elementwise(name, versions, 2, ([a, b]) => of(a ?? input(0), b ?? input(1)));
}

function logical(name: string, versions: readonly number[], scalar: ScalarFunction): Operator {
  const count = scalar === 'not' ? 1 : 2;
  return elementwise(name, versions, count, (args, dtype, { origin }) => {
    if (dtype !== 'bool') throw new CompileError('shape', `${origin}: of ${dtype}, not bool`);
    return call(scalar, 'bool', ...args);
  });
}

const equal: Operator = {
  domain: 'ai.onnx',
  name: 'Equal',
  versions: [1, 7, 11, 13, 19],
  attributes: ['axis', 'broadcast'],
  lower: (context) => {
    const inputs = placeInputs(context, requiredInputs(context, 2), 2);
    if (inputs.every((value) => value.type.dtype === 'string')) {
      return [context.graph.one({ kind: 'string-equal' }, inputs, context.origin)];
    }
    commonType(inputs, context);
    return [map(context.graph, call('eq', 'bool', input(0), input(1)), inputs, context.origin)];
  },
};

const isInf = floatFunction(
  'IsInf',
  [10, 20],
  (x, dtype, { attributes }) => {
    const is = (value: number): Expression => call('eq', 'bool', x, number(dtype, value));
    const positive = attributes.get('int', 'detect_positive', 1) !== 0;
    const negative = attributes.get('int', 'detect_negative', 1) !== 0;
    if (positive && negative) return call('or', 'bool', is(Infinity), is(-Infinity));
    if (positive || negative) return is(positive ? Infinity : -Infinity);
    return call('and', 'bool', is(0), number('bool', 0));
  },
  ['detect_positive', 'detect_negative'],
);

const where: Operator = {
  domain: 'ai.onnx',
  name: 'Where',
  versions: [9, 16],
  attributes: [],
  lower: (context) => {
    const inputs = requiredInputs(context, 3);
    const [condition, x, y] = inputs.map((value) => value.type.dtype);
    if (condition !== 'bool' || x === undefined || x !== y)
      return refuse(context, `${condition}, ${x}, ${y}`);
    const expression = call('where', x, input(0), input(1), input(2));
    return [map(context.graph, expression, inputs, context.origin)];
  },
};

function refuse({ origin }: LowerContext, types: string): never {
  throw new CompileError('shape', `${origin}: of ${types}`);
}

/** Comparisons, logic and choice. */
export const comparison: readonly Operator[] = [
  equal,
  compare('Less', [1, 7, 9, 13], (a, b) => call('lt', 'bool', a, b)),
  compare('LessOrEqual', [12, 16], (a, b) => call('le', 'bool', a, b)),
  compare('Greater', [1, 7, 9, 13], (a, b) => call('lt', 'bool', b, a)),
  compare('GreaterOrEqual', [12, 16], (a, b) => call('le', 'bool', b, a)),
  logical('And', [1, 7], 'and'),
  logical('Or', [1, 7], 'or'),
  logical('Xor', [1, 7], 'xor'),
  logical('Not', [1], 'not'),
  floatFunction('IsNaN', [9, 13, 20], (x) => call('is-nan', 'bool', x)),
  isInf,
  where,
];
