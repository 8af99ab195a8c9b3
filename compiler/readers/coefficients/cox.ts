import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { checkCount, linearPredictors } from '#compiler/readers/coefficients/linear-predictor.ts';
import type { BaselinePoint, CoxFile } from '#compiler/readers/coefficients/schema.ts';

/**
 * Proportional hazards: S(t | x) = exp(−H₀(t) · exp(β · (x − centring))), which is S₀(t) to the power exp(…) (Cox 1972,
 * Journal of the Royal Statistical Society B 34:187; Kalbfleisch and Prentice, 2nd edition, section 4.3). Outputs:
 * `survival` [1, horizons] in ascending order of the horizons, `linear` [1, 1]. With strata, `stratum` [1] chooses the
 * baseline; a value that is no stratum gives NaN.
 */
export function buildCox(
  graph: Graph,
  features: Value,
  stratum: Value | undefined,
  file: CoxFile,
): ReadonlyMap<string, Value> {
  checkCount(file.coefficients, file.features, 'coefficients');
  checkCount(file.centring, file.features, 'centring');
  const linear = linearPredictors(graph, features, [file]);
  const hazards = toHazards(graph, stratum, file);
  // exp(−H₀ · exp(η)); a hazard of 0 times an infinite risk would be NaN, and is 1.
  const risk = call('mul', 'f64', input(0), call('exp', 'f64', input(1)));
  const survival = call(
    'where',
    'f64',
    call('eq', 'bool', input(0), number('f64', 0)),
    call('where', 'f64', call('is-nan', 'bool', input(1)), input(1), number('f64', 1)),
    call('exp', 'f64', call('neg', 'f64', risk)),
  );
  return new Map([
    ['survival', map(graph, survival, [hazards, linear], 'survival')],
    ['linear', linear],
  ]);
}

/** Horizons of the output `survival`, ascending. */
export function horizonsOf({ baseline, strata }: CoxFile): readonly number[] {
  return (baseline ?? strata?.[0]?.baseline ?? []).map(({ horizon }) => horizon);
}

/** The baseline cumulative hazards [1, horizons], of the stratum where there are strata. */
function toHazards(graph: Graph, stratum: Value | undefined, file: CoxFile): Value {
  const horizons = horizonsOf(file);
  const constant = (points: readonly BaselinePoint[], what: string): Value => {
    checkBaseline(points, horizons, what);
    return graph.constant(toConstant('f64', [1, points.length], points.map(toCumulativeHazard)));
  };
  if (file.baseline !== undefined) return constant(file.baseline, 'baseline');
  const strata = file.strata ?? [];
  if (stratum === undefined) throw new RangeError('strata without a stratum');
  if (new Set(strata.map(({ value }) => value)).size !== strata.length) {
    throw new CompileError('format', 'strata: a value stands twice');
  }
  const none: Value = graph.constant(toConstant('f64', [1, 1], [NaN]));
  return strata.reduce<Value>((otherwise, { value, baseline }) => {
    const isThis: Expression = call('eq', 'bool', input(0), number('f64', value));
    const own = constant(baseline, `stratum ${value}`);
    return map(graph, call('where', 'f64', isThis, input(1), input(2)), [stratum, own, otherwise], 'stratum');
  }, none);
}

function toCumulativeHazard(point: BaselinePoint): number {
  // −ln 1 is −0, which is no hazard.
  return 'survival' in point ? Math.abs(Math.log(point.survival)) : point.cumulativeHazard;
}

function checkBaseline(points: readonly BaselinePoint[], horizons: readonly number[], what: string): void {
  const own = points.map(({ horizon }) => horizon);
  const hazards = points.map(toCumulativeHazard);
  if (own.some((horizon, i) => horizon !== horizons[i]) || own.length !== horizons.length) {
    throw new CompileError(
      'format',
      `${what}: expected the horizons ${horizons.join(', ')}, got ${own.join(', ')}`,
    );
  }
  const rises = (list: readonly number[], least: number): boolean =>
    list.every((value, i) => i === 0 || value - (list[i - 1] ?? 0) >= least);
  if (!rises(own, Number.MIN_VALUE)) throw new CompileError('format', `${what}: the horizons do not ascend`);
  if (!rises(hazards, 0))
    throw new CompileError('format', `${what}: survival rises from one horizon to the next`);
}
