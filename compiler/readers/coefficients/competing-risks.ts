import { CompileError } from '#compiler/errors.ts';
import { call, input, map } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { checkCount, linearPredictors } from '#compiler/readers/coefficients/linear-predictor.ts';
import type { CompetingRisksFile } from '#compiler/readers/coefficients/schema.ts';

/**
 * Cumulative incidence of competing causes from their cause-specific Cox hazards (Benichou and Gail 1990, Biometrics
 * 46:813; Ozenne et al. 2017, The R Journal 9:440, equations 2 to 4), over the common event times t₁ < t₂ < …:
 *
 *     dH_k(tᵢ | x) = (H₀ₖ(tᵢ) − H₀ₖ(tᵢ₋₁)) · exp(βₖ · (x − centringₖ))
 *     F_k(t | x)   = Σ over tᵢ ≤ t of S(tᵢ₋₁ | x) · dH_k(tᵢ | x)
 *     S(tᵢ | x)    = Π over j ≤ i of (1 − Σ_k dH_k(tⱼ | x))        (`product`)
 *                  = exp(−Σ over j ≤ i of Σ_k dH_k(tⱼ | x))        (`exponential`)
 *
 * Outputs, [1, horizons] each: `incidence-<cause>` for each cause, and `event-free`, S at the horizon. Where a product
 * has a factor below zero, which no survival has, everything from there on is NaN.
 */
export function buildCompetingRisks(
  graph: Graph,
  features: Value,
  file: CompetingRisksFile,
): ReadonlyMap<string, Value> {
  check(file);
  const { causes } = file;
  // Before the first time nothing has happened: a step of 0 stands there, so that S(tᵢ₋₁) and early horizons are had.
  const count = file.times.length + 1;
  const hazards = causes.map((cause) => {
    const steps = cause.cumulativeHazard.map((hazard, i) => hazard - (cause.cumulativeHazard[i - 1] ?? 0));
    const base = graph.constant(toConstant('f64', [1, count], [0, ...steps]));
    const linear = linearPredictors(graph, features, [cause]);
    const hazard = call('mul', 'f64', input(0), call('exp', 'f64', input(1)));
    return map(graph, hazard, [base, linear], `hazard of ${cause.name}`);
  });
  const total = hazards.reduce((sum, hazard) =>
    map(graph, call('add', 'f64', input(0), input(1)), [sum, hazard], 'hazard of all causes'),
  );
  const before = survivalOf(graph, total, file.survival, true);
  const incidences = hazards.map((hazard) => {
    const step = map(graph, call('mul', 'f64', input(0), input(1)), [before, hazard], 'incidence');
    return graph.one(
      { kind: 'cumulative-sum', axis: 1, exclusive: false, reverse: false },
      [step],
      'incidence',
    );
  });
  const places = file.horizons.map((horizon) => file.times.filter((time) => time <= horizon).length);
  const atHorizons = (value: Value): Value =>
    graph.one(
      { kind: 'gather', axis: 1 },
      [value, graph.constant(toConstant('i64', [places.length], places))],
      'horizons',
    );
  return new Map([
    ...causes.map(({ name }, k): [string, Value] => [
      `incidence-${name}`,
      atHorizons(incidences[k] ?? total),
    ]),
    ['event-free', atHorizons(survivalOf(graph, total, file.survival, false))],
  ]);
}

/** Survival from all causes at each time, or (`exclusive`) just before it. */
function survivalOf(
  graph: Graph,
  total: Value,
  form: CompetingRisksFile['survival'],
  exclusive: boolean,
): Value {
  // ln of the product is the sum of ln(1 − dH).
  const logFactor =
    form === 'exponential'
      ? call('neg', 'f64', input(0))
      : call('log1p', 'f64', call('neg', 'f64', input(0)));
  const logs = map(graph, logFactor, [total], 'survival');
  const sums = graph.one({ kind: 'cumulative-sum', axis: 1, exclusive, reverse: false }, [logs], 'survival');
  return map(graph, call('exp', 'f64', input(0)), [sums], 'survival');
}

function check({ features, times, horizons, causes }: CompetingRisksFile): void {
  const ascends = (list: readonly number[], strictly: boolean): boolean =>
    list.every(
      (value, i) => i === 0 || (strictly ? value > (list[i - 1] ?? 0) : value >= (list[i - 1] ?? 0)),
    );
  if (!ascends(times, true)) throw new CompileError('format', 'times: expected ascending times');
  if (!ascends(horizons, true)) throw new CompileError('format', 'horizons: expected ascending horizons');
  const last = times.at(-1) ?? 0;
  const beyond = horizons.find((horizon) => horizon > last);
  if (beyond !== undefined) {
    throw new CompileError('unsupported', `horizons: ${beyond} is beyond the last event time ${last}`);
  }
  if (new Set(causes.map(({ name }) => name)).size !== causes.length) {
    throw new CompileError('format', 'causes: a name stands twice');
  }
  for (const { name, coefficients, centring, cumulativeHazard } of causes) {
    checkCount(coefficients, features, `${name}: coefficients`);
    checkCount(centring, features, `${name}: centring`);
    if (cumulativeHazard.length !== times.length) {
      throw new CompileError(
        'format',
        `${name}: expected a cumulative hazard at each of ${times.length} times, got ${cumulativeHazard.length}`,
      );
    }
    if (!ascends(cumulativeHazard, false)) {
      throw new CompileError('format', `${name}: the cumulative hazard falls`);
    }
  }
}
