import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';

/** From the sums of trees to what a library gives: f32 or f64 throughout, as the sums are. */
type Dtype = 'f32' | 'f64';

/** [1,1] p to [1,2]: 1 − p and p. */
export function bothColumns(graph: Graph, p: Value, origin: string): Value {
  const dtype = floatOf(p);
  const other = map(graph, call('sub', dtype, number(dtype, 1), input(0)), [p], origin);
  return graph.one({ kind: 'concat', axis: 1 }, [other, p], origin);
}

/** Along the row: exp(x − max) over the sum of these. */
export function softmax(graph: Graph, scores: Value, origin: string): Value {
  const dtype = floatOf(scores);
  const most = graph.one({ kind: 'reduce', function: 'max', axes: [1], keepDims: true }, [scores], origin);
  const powers = map(
    graph,
    call('exp', dtype, call('sub', dtype, input(0), input(1))),
    [scores, most],
    origin,
  );
  const sum = graph.one({ kind: 'reduce', function: 'sum', axes: [1], keepDims: true }, [powers], origin);
  return map(graph, call('div', dtype, input(0), input(1)), [powers, sum], origin);
}

/** Every element through `expression` of `input(0)`. */
export function apply(
  graph: Graph,
  value: Value,
  expression: (
    x: Expression,
    of: (name: Parameters<typeof call>[0], ...args: Expression[]) => Expression,
  ) => Expression,
  origin: string,
): Value {
  const dtype = floatOf(value);
  return map(
    graph,
    expression(input(0), (name, ...args) => call(name, dtype, ...args)),
    [value],
    origin,
  );
}

function floatOf(value: Value): Dtype {
  const { dtype } = value.type;
  if (dtype === 'f32' || dtype === 'f64') return dtype;
  throw new RangeError(`a sum of ${dtype}`);
}
