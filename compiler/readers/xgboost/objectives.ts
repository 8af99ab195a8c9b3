import { CompileError } from '#compiler/errors.ts';
import { logFloat } from '#compiler/trees/log-float.ts';

/** What an objective makes of the margins, and of the base score to get the margin that sums start at. */
export type Objective = {
  readonly link: 'identity' | 'logistic' | 'exp' | 'softmax' | 'hinge';
  readonly toMargin: (baseScore: number) => number;
};

const f32 = Math.fround;
const identity = (value: number): number => value;
/** As XGBoost: −log(1/p − 1) in float32, p at least 1e-6 away from 0 and 1. */
const logit = (value: number): number => {
  const eps = f32(1e-6);
  const p = Math.min(Math.max(value, eps), f32(1 - eps));
  return -logFloat(f32(f32(1 / p) - 1));
};

const table: Readonly<Record<string, Objective>> = {
  'binary:logistic': { link: 'logistic', toMargin: logit },
  'reg:logistic': { link: 'logistic', toMargin: logit },
  'binary:hinge': { link: 'hinge', toMargin: identity },
  'multi:softprob': { link: 'softmax', toMargin: identity },
  'multi:softmax': { link: 'softmax', toMargin: identity },
  'reg:squarederror': { link: 'identity', toMargin: identity },
  'reg:linear': { link: 'identity', toMargin: identity },
  'reg:squaredlogerror': { link: 'identity', toMargin: identity },
  'reg:pseudohubererror': { link: 'identity', toMargin: identity },
  'reg:absoluteerror': { link: 'identity', toMargin: identity },
  'reg:quantileerror': { link: 'identity', toMargin: identity },
  'reg:gamma': { link: 'exp', toMargin: logFloat },
  'reg:tweedie': { link: 'exp', toMargin: logFloat },
  'count:poisson': { link: 'exp', toMargin: logFloat },
  'survival:cox': { link: 'exp', toMargin: logFloat },
  'survival:aft': { link: 'exp', toMargin: logFloat },
  'rank:pairwise': { link: 'identity', toMargin: identity },
  'rank:ndcg': { link: 'identity', toMargin: identity },
  'rank:map': { link: 'identity', toMargin: identity },
};

/** `CompileError` `unsupported` for an objective that is not in the table. */
export function findObjective(name: string): Objective {
  const objective = Object.hasOwn(table, name) ? table[name] : undefined;
  if (objective === undefined) throw new CompileError('unsupported', `XGBoost: objective ${name}`);
  return objective;
}
