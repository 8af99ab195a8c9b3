import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';

/** One linear predictor: `intercept + Σ coefficient · (feature − centring)`. */
export type Predictor = {
  readonly coefficients: readonly number[];
  readonly intercept?: number;
  readonly centring?: readonly number[];
};

/** Linear predictors [1, k] of features [1, n] in float64, products added in the order of the features. */
export function linearPredictors(graph: Graph, features: Value, predictors: readonly Predictor[]): Value {
  const columns = predictors.map((predictor) => linearPredictor(graph, features, predictor));
  const [only] = columns;
  if (only !== undefined && columns.length === 1) return only;
  return graph.one({ kind: 'concat', axis: 1 }, columns, 'linear predictors');
}

function linearPredictor(
  graph: Graph,
  features: Value,
  { coefficients, intercept = 0, centring = [] }: Predictor,
): Value {
  const count = coefficients.length;
  const isCentred = centring.some((mean) => mean !== 0);
  const centred = isCentred
    ? map(
        graph,
        call('sub', 'f64', input(0), input(1)),
        [features, graph.constant(toConstant('f64', [1, count], centring))],
        'features minus their centring',
      )
    : features;
  const weights = graph.constant(toConstant('f64', [count, 1], coefficients));
  const product = graph.one({ kind: 'matmul' }, [centred, weights], 'coefficients');
  if (intercept === 0) return product;
  const constant = graph.constant(toConstant('f64', [1, 1], [intercept]));
  return map(graph, call('add', 'f64', input(0), input(1)), [product, constant], 'intercept');
}

/** `CompileError` `format` unless a list has as many entries as there are features. */
export function checkCount(list: readonly unknown[], features: readonly string[], what: string): void {
  if (list.length === features.length) return;
  throw new CompileError(
    'format',
    `${what}: expected ${features.length} for the features, got ${list.length}`,
  );
}
