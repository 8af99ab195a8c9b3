import type { Input } from '#core/bundle/manifest.ts';
import { CompileError } from '#compiler/errors.ts';
import type { ModelManifest } from '#compiler/bart/lower/outputs.ts';
import type { Model } from '#compiler/bart/model.ts';
import type { BartPlan, PlanFeature } from '#compiler/plan.ts';

/**
 * One column of the training matrix at prediction time: an input of the patient, or a number that depends on the row
 * alone (a row is one interval under one arm). A patient has `rows` rows; row `i · arms + a` is interval `i`, arm `a`.
 */
export type Column =
  | { readonly kind: 'number'; readonly input: number; readonly integer: boolean }
  /** `values[k]`: the number of category `k`. */
  | { readonly kind: 'category'; readonly input: number; readonly values: readonly number[] }
  /** `values[r]`: the number in row `r`. */
  | { readonly kind: 'row'; readonly values: readonly number[] };

export type Rows = {
  readonly intervals: readonly number[];
  readonly arms: readonly string[];
  readonly columns: readonly Column[];
};

/**
 * The columns of the model, from the plan and the manifest. Every input with role `model` stands behind exactly one
 * column, and every column behind an input, the interval, the arm or a constant; else a refusal that says which.
 */
export function planColumns(model: Model, plan: BartPlan, manifest: ModelManifest): Rows {
  const arms = manifest.arms.map((arm) => arm.name);
  const intervals = plan.kind === 'discrete-time-survival' ? plan.intervals : [0];
  if (plan.features.length !== model.features) {
    throw new CompileError(
      'plan',
      `the plan has ${plan.features.length} features, the model ${model.features}`,
    );
  }
  checkKinds(model, plan);
  const inputs = manifest.inputs.filter((input) => input.role === 'model');
  const used = new Set<string>();
  // BCF takes the treatment beside the matrix: its forests have one row a patient.
  const rows = plan.kind === 'bcf' ? { intervals: [0], arms: [''] } : { intervals, arms };
  const columns = plan.features.map((feature, i): Column => {
    if ('interval' in feature)
      return { kind: 'row', values: rows.intervals.flatMap((v) => rows.arms.map(() => v)) };
    if ('arm' in feature) {
      const values = keyed(feature.arm, arms, `feature ${i}: arm`);
      return { kind: 'row', values: rows.intervals.flatMap(() => values) };
    }
    if (used.has(feature.input))
      throw new CompileError('plan', `feature ${i}: input ${feature.input} is there twice`);
    used.add(feature.input);
    return inputColumn(feature, inputs, `feature ${i}: ${feature.input}`);
  });
  const unused = inputs.find((input) => !used.has(input.name));
  if (unused !== undefined)
    throw new CompileError('plan', `no feature takes the manifest's input ${unused.name}`);
  checkRowFeatures(plan);
  return { ...rows, columns: [...columns, ...propensityColumn(model, plan)] };
}

function checkKinds(model: Model, plan: BartPlan): void {
  const needed = plan.kind === 'bcf' ? 'bcf' : 'bart';
  if (model.kind !== needed)
    throw new CompileError('plan', `a plan of kind ${plan.kind} needs a ${needed} model`);
  const probit = plan.kind === 'discrete-time-survival' || plan.response !== 'value';
  if (probit !== (model.link === 'probit')) {
    const response = plan.kind === 'discrete-time-survival' ? 'a hazard' : `response ${plan.response}`;
    throw new CompileError('plan', `${response} does not fit a model with link ${model.link}`);
  }
}

function checkRowFeatures(plan: BartPlan): void {
  const count = (key: 'interval' | 'arm'): number => plan.features.filter((feature) => key in feature).length;
  const wanted = {
    interval: plan.kind === 'discrete-time-survival' ? 1 : 0,
    arm: plan.kind === 'bcf' ? 0 : 1,
  };
  if (count('interval') !== wanted.interval) {
    throw new CompileError('plan', `${plan.kind} takes ${wanted.interval} features of the interval`);
  }
  if (count('arm') > wanted.arm)
    throw new CompileError('plan', `${plan.kind} takes at most ${wanted.arm} features of the arm`);
  if (plan.kind !== 'discrete-time-survival') return;
  plan.intervals.forEach((value, i) => {
    const before = plan.intervals[i - 1];
    if (before !== undefined && before >= value) throw new CompileError('plan', 'the intervals do not rise');
  });
}

function inputColumn(
  feature: PlanFeature & { input: string },
  inputs: readonly Input[],
  where: string,
): Column {
  const at = inputs.findIndex((input) => input.name === feature.input);
  const input = inputs[at];
  if (input === undefined)
    throw new CompileError('plan', `${where} is no input of the manifest with role model`);
  if (input.missing.policy === 'model') {
    throw new CompileError(
      'manifest',
      `${where}: a missing value would go left in silence; refuse or impute it`,
    );
  }
  if (input.type === 'number') {
    if ('values' in feature)
      throw new CompileError('plan', `${where} is a number, the plan gives values of categories`);
    return { kind: 'number', input: at, integer: input.integer };
  }
  if (input.type === 'text') throw new CompileError('plan', `${where} is a text, which trees do not take`);
  if (!('values' in feature))
    throw new CompileError('plan', `${where} is a category, the plan gives no values`);
  return { kind: 'category', input: at, values: keyed(feature.values, input.categories, where) };
}

/** The numbers of `names` in their order; refused unless the keys are exactly `names`. */
function keyed(
  values: Readonly<Record<string, number>>,
  names: readonly string[],
  where: string,
): readonly number[] {
  const extra = Object.keys(values).find((key) => !names.includes(key));
  if (extra !== undefined) throw new CompileError('plan', `${where}: the manifest has no ${extra}`);
  return names.map((name) => {
    const value = values[name];
    if (value === undefined) throw new CompileError('plan', `${where}: the plan gives no value for ${name}`);
    return value;
  });
}

function propensityColumn(model: Model, plan: BartPlan): readonly Column[] {
  if (model.kind !== 'bcf' || plan.kind !== 'bcf') return [];
  if (!model.propensityColumn) {
    if (plan.propensity === undefined) return [];
    throw new CompileError('plan', 'the model has no propensity column, the plan gives a propensity');
  }
  if (plan.propensity === undefined) {
    throw new CompileError('plan', 'the model has a propensity column, the plan gives no propensity');
  }
  return [{ kind: 'row', values: [plan.propensity] }];
}
