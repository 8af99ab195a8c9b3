import { toAxis } from '#compiler/ir/axis.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { elementsOf, toConstant } from '#compiler/ir/tensor.ts';
import { floatType, requiredInputs } from '#compiler/operators/ai-onnx/elementwise.ts';
import type { Operator } from '#compiler/operators/operator.ts';

type Along = (graph: Graph, x: Value, dtype: 'f32' | 'f64', axis: number, origin: string) => Value;

/**
 * Versions before 13 take `axis` (1 where it is absent) and all that follow as one; later ones a single axis, the last
 * where it is absent.
 */
function alongAxis(name: string, along: Along): Operator {
  return {
    domain: 'ai.onnx',
    name,
    versions: [1, 11, 13],
    attributes: ['axis'],
    lower: (context) => {
      const { graph, attributes, version, origin } = context;
      const [x] = requiredInputs(context, 1);
      if (x === undefined) throw new RangeError('one input was asked for');
      const dtype = floatType(x.type.dtype, context);
      const { shape } = x.type;
      const axis = toAxis(attributes.get('int', 'axis', version < 13 ? 1 : -1), shape.length, origin);
      if (version >= 13) return [along(graph, x, dtype, axis, origin)];
      const rows = elementsOf(shape.slice(0, axis));
      const matrix = reshape(graph, x, [rows, elementsOf(shape.slice(axis))], origin);
      return [reshape(graph, along(graph, matrix, dtype, 1, origin), shape, origin)];
    },
  };
}

function reshape(graph: Graph, x: Value, shape: readonly number[], origin: string): Value {
  return graph.one({ kind: 'reshape', shape }, [x], origin);
}

function reduce(graph: Graph, of: 'max' | 'sum', x: Value, axis: number, origin: string): Value {
  return graph.one({ kind: 'reduce', function: of, axes: [axis], keepDims: true }, [x], origin);
}

const softmax: Along = (graph, x, dtype, axis, origin) => {
  const largest = reduce(graph, 'max', x, axis, origin);
  const power = map(graph, call('exp', dtype, call('sub', dtype, input(0), input(1))), [x, largest], origin);
  const sum = reduce(graph, 'sum', power, axis, origin);
  return map(graph, call('div', dtype, input(0), input(1)), [power, sum], origin);
};

const logSoftmax: Along = (graph, x, dtype, axis, origin) => {
  const largest = reduce(graph, 'max', x, axis, origin);
  const difference = call('sub', dtype, input(0), input(1));
  const power = map(graph, call('exp', dtype, difference), [x, largest], origin);
  const sum = reduce(graph, 'sum', power, axis, origin);
  const log = call('log', dtype, input(2));
  return map(graph, call('sub', dtype, difference, log), [x, largest, sum], origin);
};

/** 1 at the first of the largest, 0 elsewhere. */
const hardmax: Along = (graph, x, dtype, axis, origin) => {
  const at = graph.one(
    { kind: 'arg-reduce', function: 'max', axis, keepDims: true, selectLast: false },
    [x],
    origin,
  );
  const size = x.type.shape[axis] ?? 1;
  const shape = x.type.shape.map((_, i) => (i === axis ? size : 1));
  const indices = Array.from({ length: size }, (_, i) => i);
  const positions = graph.constant(toConstant('i64', shape, indices), origin);
  const isLargest = call('eq', 'bool', input(1), input(2));
  const chosen = call('where', dtype, isLargest, number(dtype, 1), number(dtype, 0));
  return map(graph, chosen, [x, at, positions], origin);
};

/** What normalises along an axis. */
export const softmaxes: readonly Operator[] = [
  alongAxis('Softmax', softmax),
  alongAxis('LogSoftmax', logSoftmax),
  alongAxis('Hardmax', hardmax),
];
