import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { ReduceFunction } from '#compiler/ir/reduce-op.ts';
import { knownIntegers, required } from '#compiler/operators/ai-onnx/arguments.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/** What is reduced: a value, the axes, and whether they stay. */
type Reducing = {
  readonly context: LowerContext;
  readonly x: Value;
  readonly axes: readonly number[];
  readonly keepDims: boolean;
};

/** An operator `name`; its axes are an attribute before version `inputSince`, then an input. */
function reduction(
  name: string,
  inputSince: number,
  versions: readonly number[],
  lower: (r: Reducing) => Value,
): Operator {
  return {
    domain,
    name,
    versions,
    attributes: ['axes', 'keepdims', 'noop_with_empty_axes'],
    lower: (context) => {
      const { attributes, version } = context;
      const x = required(context, 0);
      const given =
        version < inputSince ? (attributes.optional('ints', 'axes') ?? null) : knownIntegers(context, 1);
      const none = given === null || given.length === 0;
      const all = none && attributes.get('int', 'noop_with_empty_axes', 0) === 0;
      const axes = all ? x.type.shape.map((_, axis) => axis) : (given ?? []);
      return [lower({ context, x, axes, keepDims: attributes.get('int', 'keepdims', 1) !== 0 })];
    },
  };
}

function reduce({ context, x, axes, keepDims }: Reducing, name: ReduceFunction): Value {
  const { graph, origin } = context;
  return graph.one({ kind: 'reduce', function: name, axes, keepDims }, [x], origin);
}

/** Of bool: as 0 and 1. */
function extremeOf(reducing: Reducing, name: 'max' | 'min'): Value {
  const { graph, origin } = reducing.context;
  if (reducing.x.type.dtype !== 'bool') return reduce(reducing, name);
  const x = map(graph, call('cast', 'u8', input(0)), [reducing.x], origin);
  return map(graph, call('cast', 'bool', input(0)), [reduce({ ...reducing, x }, name)], origin);
}

function floatOf({ context, x }: Reducing): 'f32' | 'f64' {
  const { dtype } = x.type;
  if (dtype !== 'f32' && dtype !== 'f64') {
    throw new CompileError('unsupported', `${context.origin}: of ${dtype}`);
  }
  return dtype;
}

function sumOfAbsolutes(reducing: Reducing): Value {
  const { context, x } = reducing;
  const absolute = map(context.graph, call('abs', x.type.dtype, input(0)), [x], context.origin);
  return reduce({ ...reducing, x: absolute }, 'sum');
}

function rootOfSquares(reducing: Reducing): Value {
  const { graph, origin } = reducing.context;
  return map(graph, call('sqrt', floatOf(reducing), input(0)), [reduce(reducing, 'sum-square')], origin);
}

function logOfSum(reducing: Reducing): Value {
  const { graph, origin } = reducing.context;
  return map(graph, call('log', floatOf(reducing), input(0)), [reduce(reducing, 'sum')], origin);
}

/** log Σ exp(x − m) + m, where m is the largest x, or 0 where that is infinite. */
function logOfSumOfPowers(reducing: Reducing): Value {
  const { graph, origin } = reducing.context;
  const dtype = floatOf(reducing);
  const most = reduce({ ...reducing, keepDims: true }, 'max');
  const finite = call('lt', 'bool', call('abs', dtype, input(0)), number(dtype, Infinity));
  const shift = map(graph, call('where', dtype, finite, input(0), number(dtype, 0)), [most], origin);
  const power = call('exp', dtype, call('sub', dtype, input(0), input(1)));
  const sum = reduce({ ...reducing, x: map(graph, power, [reducing.x, shift], origin) }, 'sum');
  const back = graph.one({ kind: 'reshape', shape: sum.type.shape }, [shift], origin);
  return map(graph, call('add', dtype, call('log', dtype, input(0)), input(1)), [sum, back], origin);
}

function argReduction(name: 'ArgMax' | 'ArgMin'): Operator {
  return {
    domain,
    name,
    versions: [1, 11, 12, 13],
    attributes: ['axis', 'keepdims', 'select_last_index'],
    lower: (context) => {
      const { graph, attributes, origin } = context;
      return [
        graph.one(
          {
            kind: 'arg-reduce',
            function: name === 'ArgMax' ? 'max' : 'min',
            axis: attributes.get('int', 'axis', 0),
            keepDims: attributes.get('int', 'keepdims', 1) !== 0,
            selectLast: attributes.get('int', 'select_last_index', 0) !== 0,
          },
          [required(context, 0)],
          origin,
        ),
      ];
    },
  };
}

const plain = [1, 11, 13, 18];
const extremes = [1, 11, 12, 13, 18, 20];
const logs = [1, 11, 13, 18, 28];

export const reductions: readonly Operator[] = [
  reduction('ReduceSum', 13, [1, 11, 13], (r) => reduce(r, 'sum')),
  reduction('ReduceMean', 18, plain, (r) => reduce(r, 'mean')),
  reduction('ReduceMax', 18, extremes, (r) => extremeOf(r, 'max')),
  reduction('ReduceMin', 18, extremes, (r) => extremeOf(r, 'min')),
  reduction('ReduceProd', 18, plain, (r) => reduce(r, 'prod')),
  reduction('ReduceSumSquare', 18, plain, (r) => reduce(r, 'sum-square')),
  reduction('ReduceL1', 18, plain, sumOfAbsolutes),
  reduction('ReduceL2', 18, plain, rootOfSquares),
  reduction('ReduceLogSum', 18, logs, logOfSum),
  reduction('ReduceLogSumExp', 18, logs, logOfSumOfPowers),
  argReduction('ArgMax'),
  argReduction('ArgMin'),
];
