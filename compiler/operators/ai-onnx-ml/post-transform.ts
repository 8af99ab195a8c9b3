import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';

/** What ai.onnx.ml does to a row of scores. */
export type PostTransform = 'NONE' | 'SOFTMAX' | 'LOGISTIC' | 'SOFTMAX_ZERO' | 'PROBIT';

export function readPostTransform(attributes: Attributes, origin: string): PostTransform {
  const name = attributes.get('string', 'post_transform', 'NONE');
  switch (name) {
    case 'NONE':
    case 'SOFTMAX':
    case 'LOGISTIC':
    case 'SOFTMAX_ZERO':
    case 'PROBIT':
      return name;
    default:
      throw new CompileError('unsupported', `${origin}: post_transform ${name}`);
  }
}

/** Scores (f32 or f64) along the last axis, transformed as onnxruntime does for two or more of them. */
export function postTransform(graph: Graph, transform: PostTransform, scores: Value, origin: string): Value {
  const { dtype } = scores.type;
  if (dtype !== 'f32' && dtype !== 'f64') throw new RangeError(`scores of ${dtype}`);
  const of = (name: Parameters<typeof call>[0], ...args: readonly Expression[]): Expression =>
    call(name, dtype, ...args);
  const x = input(0);
  const one = number(dtype, 1);
  switch (transform) {
    case 'NONE':
      return scores;
    case 'LOGISTIC':
      return map(graph, of('sigmoid', x), [scores], origin);
    case 'PROBIT':
      return map(graph, probit(dtype), [scores], origin);
    case 'SOFTMAX': {
      const most = alongLast(graph, 'max', scores, origin);
      const powers = map(graph, of('exp', of('sub', x, input(1))), [scores, most], origin);
      const sum = alongLast(graph, 'sum', powers, origin);
      return map(graph, of('div', x, input(1)), [powers, sum], origin);
    }
    case 'SOFTMAX_ZERO': {
      // A score of about zero stays out of the sum and is multiplied by exp(−max), as in onnxruntime.
      const most = alongLast(graph, 'max', scores, origin);
      const counts = call('lt', 'bool', number(dtype, 1e-7), of('abs', x));
      const power = of('where', counts, of('exp', of('sub', x, input(1))), number(dtype, 0));
      const powers = map(graph, power, [scores, most], origin);
      const sum = alongLast(graph, 'sum', powers, origin);
      const zero = of('mul', x, of('div', one, of('exp', input(1))));
      const chosen = of('where', counts, input(3), zero);
      return map(graph, of('div', chosen, input(2)), [scores, most, sum, powers], origin);
    }
  }
}

/** √2 · erf⁻¹(2x − 1), by Winitzki's formula with the constants of onnxruntime. */
function probit(dtype: 'f32' | 'f64'): Expression {
  const of = (name: Parameters<typeof call>[0], ...args: readonly Expression[]): Expression =>
    call(name, dtype, ...args);
  const constant = (value: number): Expression => number(dtype, value);
  const y = of('sub', of('mul', constant(2), input(0)), constant(1));
  const log = of('log', of('mul', of('sub', constant(1), y), of('add', constant(1), y)));
  const v = of('add', constant(2 / (3.14159 * 0.147)), of('mul', constant(0.5), log));
  const v2 = of('mul', constant(1 / 0.147), log);
  const root = of('sqrt', of('sub', of('sqrt', of('sub', of('mul', v, v), v2)), v));
  const negative = call('lt', 'bool', y, constant(0));
  return of('mul', constant(1.41421356), of('where', negative, of('neg', root), root));
}

function alongLast(graph: Graph, name: 'max' | 'sum', value: Value, origin: string): Value {
  return graph.one({ kind: 'reduce', function: name, axes: [-1], keepDims: true }, [value], origin);
}
