import { z } from 'zod';

/** The fields of stochtree 0.4.5's `to_json()` beside the forests. Unknown fields are refused. */

const Count = z.number().int().nonnegative();
const Samples = z.array(z.number());

const shared = {
  stochtree_version: z.literal('0.4.5'),
  covariate_preprocessor: z.string(),
  forests: z.record(z.string(), z.unknown()),
  has_rfx: z.literal(false),
  has_rfx_basis: z.literal(false),
  include_variance_forest: z.literal(false),
  keep_every: Count,
  num_burnin: Count,
  num_chains: Count,
  num_forests: Count,
  num_gfr: Count,
  num_mcmc: Count,
  num_random_effects: z.literal(0),
  num_rfx_basis: Count,
  num_samples: Count.min(1),
  outcome_mean: z.number(),
  outcome_scale: z.number(),
  outcome_model: z.strictObject({
    link: z.enum(['probit', 'identity']),
    outcome: z.enum(['binary', 'continuous']),
  }),
  probit_outcome_model: z.boolean(),
  random_effects: z.strictObject({}),
  rfx_model_spec: z.string(),
  sample_sigma2_global: z.boolean(),
  sigma2_init: z.number(),
  standardize: z.boolean(),
};

export const BartFields = z.strictObject({
  ...shared,
  include_mean_forest: z.literal(true),
  num_basis: Count,
  requires_basis: z.literal(false),
  sample_sigma2_leaf: z.boolean(),
  parameters: z
    .strictObject({ sigma2_global_samples: Samples.optional(), sigma2_leaf_samples: Samples.optional() })
    .optional(),
});

export const BcfFields = z.strictObject({
  ...shared,
  adaptive_coding: z.boolean(),
  binary_treatment: z.boolean(),
  internal_propensity_model: z.literal(false),
  multivariate_treatment: z.literal(false),
  propensity_covariate: z.enum(['none', 'prognostic', 'treatment_effect', 'both']),
  sample_sigma2_leaf_mu: z.boolean(),
  sample_sigma2_leaf_tau: z.boolean(),
  sample_tau_0: z.boolean(),
  tau_0_dim: z.literal(1).optional(),
  treatment_dim: z.literal(1),
  parameters: z
    .strictObject({
      sigma2_global_samples: Samples.optional(),
      sigma2_leaf_mu_samples: Samples.optional(),
      sigma2_leaf_tau_samples: Samples.optional(),
      b0_samples: Samples.optional(),
      b1_samples: Samples.optional(),
      tau_0_samples: Samples.optional(),
    })
    .optional(),
});

/** The covariate preprocessor, which stochtree keeps as JSON inside a string. */
export const Preprocessor = z.strictObject({
  forests: z.strictObject({}),
  is_fitted: z.boolean(),
  num_forests: z.literal(0),
  num_onehot_features: Count,
  num_ordinal_features: Count,
  num_original_features: Count.min(1),
  num_random_effects: z.literal(0),
  onehot_feature_index: z.array(z.number()),
  ordinal_feature_index: z.array(z.number()),
  original_feature_indices: z.array(z.number()),
  original_feature_types: z.array(z.string()),
  processed_feature_types: z.array(z.number()),
  random_effects: z.strictObject({}),
});
