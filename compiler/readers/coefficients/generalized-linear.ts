import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { checkCount, linearPredictors } from '#compiler/readers/coefficients/linear-predictor.ts';
import type { GeneralizedLinearFile, Link, MultinomialFile } from '#compiler/readers/coefficients/schema.ts';

/** `linear` [1, 1], the linear predictor, and `mean` [1, 1], the inverse of the link of it. */
export function buildGeneralizedLinear(
  graph: Graph,
  features: Value,
  file: GeneralizedLinearFile,
): ReadonlyMap<string, Value> {
  checkCount(file.coefficients, file.features, 'coefficients');
  const linear = linearPredictors(graph, features, [file]);
  const mean =
    file.link === 'identity' ? linear : map(graph, inverseOf(file.link), [linear], `inverse of ${file.link}`);
  return new Map([
    ['mean', mean],
    ['linear', linear],
  ]);
}

/**
 * Inverse links as functions of the linear predictor η: McCullagh and Nelder, Generalized Linear Models, 2nd edition,
 * section 2.2. probit: Φ(η) = erfc(−η/√2)/2; cloglog: 1 − exp(−exp(η)).
 */
function inverseOf(link: Exclude<Link, 'identity'>): Expression {
  const eta = input(0);
  const of = (value: number): Expression => number('f64', value);
  switch (link) {
    case 'log':
      return call('exp', 'f64', eta);
    case 'logit':
      return call('sigmoid', 'f64', eta);
    case 'probit':
      return call('mul', 'f64', of(0.5), call('erfc', 'f64', call('mul', 'f64', eta, of(-Math.SQRT1_2))));
    case 'cloglog':
      return call('neg', 'f64', call('expm1', 'f64', call('neg', 'f64', call('exp', 'f64', eta))));
    case 'inverse':
      return call('div', 'f64', of(1), eta);
    default:
      return link satisfies never;
  }
}

/** `probabilities` [1, classes]: the softmax, after the largest predictor is subtracted from all. `linear`: before it. */
export function buildMultinomial(
  graph: Graph,
  features: Value,
  file: MultinomialFile,
): ReadonlyMap<string, Value> {
  for (const { name, coefficients } of file.classes) checkCount(coefficients, file.features, `class ${name}`);
  const linear = linearPredictors(graph, features, file.classes);
  const over = { axes: [1], keepDims: true } as const;
  const largest = graph.one({ kind: 'reduce', function: 'max', ...over }, [linear], 'softmax');
  const shifted = call('exp', 'f64', call('sub', 'f64', input(0), input(1)));
  const weights = map(graph, shifted, [linear, largest], 'softmax');
  const total = graph.one({ kind: 'reduce', function: 'sum', ...over }, [weights], 'softmax');
  const probabilities = map(graph, call('div', 'f64', input(0), input(1)), [weights, total], 'softmax');
  return new Map([
    ['probabilities', probabilities],
    ['linear', linear],
  ]);
}
