import type { z } from 'zod';
import { CompileError } from '#compiler/errors.ts';
import type { BartModel, BcfModel, Link, Model } from '#compiler/bart/model.ts';
import { readForest } from '#compiler/readers/stochtree/read-forest.ts';
import { finite, record } from '#compiler/readers/stochtree/read-tree.ts';
import { BartFields, BcfFields, Preprocessor } from '#compiler/readers/stochtree/schema.ts';

const VERSION = '0.4.5';

/**
 * A model from what `BARTModel.to_json()` or `BCFModel.to_json()` of stochtree 0.4.5 wrote. What this reader does not
 * reproduce exactly it refuses by name, before the shape of the rest is looked at.
 */
export function readStochtree(json: unknown): Model {
  const fields = record(json, 'the model');
  refuseByName(fields);
  return 'treatment_dim' in fields ? readBcf(fields) : readBart(fields);
}

type Fields = Readonly<Record<string, unknown>>;

function refuseByName(fields: Fields): void {
  const version = fields['stochtree_version'];
  if (version !== VERSION) {
    const got = version === undefined ? 'no stochtree_version' : JSON.stringify(version);
    throw new CompileError('stochtree-version', `expected stochtree ${VERSION}, got ${got}`);
  }
  if (fields['has_rfx'] === true || Number(fields['num_random_effects']) > 0) {
    throw new CompileError(
      'random-effects',
      'the model has random effects; a group that training did not see has none',
    );
  }
  if (fields['include_variance_forest'] === true) {
    throw new CompileError('variance-forest', 'the model has a variance forest');
  }
  if (fields['include_mean_forest'] === false)
    throw new CompileError('leaf-model', 'the model has no mean forest');
  if (fields['requires_basis'] === true) {
    throw new CompileError('leaf-model', 'the leaves are regressions on a basis; only constant leaves');
  }
  if (fields['multivariate_treatment'] === true) {
    throw new CompileError('treatment', 'the model has more than one treatment column');
  }
  if (fields['internal_propensity_model'] === true) {
    throw new CompileError(
      'propensity-model',
      'the model estimated the propensity itself; give it when training',
    );
  }
  const outcome = record(fields['outcome_model'], 'outcome_model');
  const link = `${String(outcome['outcome'])} ${String(outcome['link'])}`;
  if (link !== 'binary probit' && link !== 'continuous identity') {
    throw new CompileError('link', `expected binary probit or continuous identity, got ${link}`);
  }
  for (const [field, value] of Object.entries(fields)) {
    if (field !== 'forests') refuseNull(value, field);
  }
}

/** stochtree writes NaN as null: a model trained on missing outcomes says so here. */
function refuseNull(value: unknown, where: string): void {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new CompileError('not-finite', `${where} is not a finite number (stochtree writes NaN as null)`);
  }
  if (typeof value === 'number') finite(value, where);
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) refuseNull(inner, `${where}.${key}`);
  }
}

function readBart(json: Fields): BartModel {
  const fields = parse(BartFields, json, 'the BART model');
  const features = readPreprocessor(fields.covariate_preprocessor);
  const [forest] = forests(fields.forests, ['forest_0']);
  const expected = { name: 'forest_0', draws: fields.num_samples, features, constantLeaves: true };
  return {
    kind: 'bart',
    link: linkOf(fields),
    features,
    scale: fields.outcome_scale,
    offset: fields.outcome_mean,
    forest: readForest(forest, expected),
  };
}

function readBcf(json: Fields): BcfModel {
  const fields = parse(BcfFields, json, 'the BCF model');
  const features = readPreprocessor(fields.covariate_preprocessor);
  const propensityColumn = fields.propensity_covariate !== 'none';
  const [mu, tau] = forests(fields.forests, ['forest_0', 'forest_1']);
  const draws = fields.num_samples;
  const columns = features + (propensityColumn ? 1 : 0);
  const samples = (name: 'tau_0_samples' | 'b0_samples' | 'b1_samples'): readonly number[] => {
    const values = fields.parameters?.[name];
    if (values?.length === draws) return values;
    throw new CompileError('not-stochtree', `${name}: ${values?.length ?? 0} values for ${draws} samples`);
  };
  return {
    kind: 'bcf',
    link: linkOf(fields),
    features,
    propensityColumn,
    scale: fields.outcome_scale,
    offset: fields.outcome_mean,
    mu: readForest(mu, { name: 'forest_0', draws, features: columns, constantLeaves: true }),
    tau: readForest(tau, { name: 'forest_1', draws, features: columns, constantLeaves: false }),
    tau0: fields.sample_tau_0 ? samples('tau_0_samples') : null,
    adaptive: fields.adaptive_coding ? { b0: samples('b0_samples'), b1: samples('b1_samples') } : null,
  };
}

function linkOf(fields: { outcome_model: { link: Link }; probit_outcome_model: boolean }): Link {
  const link = fields.outcome_model.link;
  if (fields.probit_outcome_model && link !== 'probit') {
    throw new CompileError('link', 'probit_outcome_model is true, outcome_model says otherwise');
  }
  return link;
}

function forests(all: Fields, names: readonly string[]): readonly unknown[] {
  const found = Object.keys(all).toSorted().join();
  if (found === names.join()) return names.map((name) => all[name]);
  throw new CompileError('not-stochtree', `expected forests ${names.join()}, got ${found}`);
}

/** Columns of the training matrix; refused where stochtree changed them before training. */
function readPreprocessor(text: string): number {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CompileError('preprocessor', 'covariate_preprocessor is not JSON');
  }
  const encoded = record(json, 'covariate_preprocessor');
  if (encoded['num_onehot_features'] !== 0 || encoded['num_ordinal_features'] !== 0) {
    throw new CompileError(
      'preprocessor',
      'stochtree encoded categories itself; train on a matrix of numbers',
    );
  }
  const fields = parse(Preprocessor, json, 'covariate_preprocessor', 'preprocessor');
  const identity = fields.original_feature_indices.every((original, i) => original === i);
  if (!fields.is_fitted || !identity) {
    throw new CompileError('preprocessor', 'stochtree left out or reordered columns; train on numbers');
  }
  if (fields.original_feature_indices.length !== fields.num_original_features) {
    throw new CompileError('preprocessor', 'original_feature_indices does not name every column once');
  }
  return fields.num_original_features;
}

function parse<T>(
  schema: z.ZodType<T>,
  json: unknown,
  where: string,
  otherwise: 'not-stochtree' | 'preprocessor' = 'not-stochtree',
): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = [where, ...(issue?.path ?? [])].join('.');
  const code = issue?.code === 'unrecognized_keys' ? 'unknown-field' : otherwise;
  throw new CompileError(code, `${path}: ${issue?.message ?? 'not valid'}`);
}
