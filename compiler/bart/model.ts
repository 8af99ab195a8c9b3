/**
 * A trained model after reading, whatever format it came from. Trees are walked and checked; numbers are finite.
 * A split sends a value to the left when `value <= threshold`.
 */
export type Leaf = { readonly kind: 'leaf'; readonly value: number };
export type Split = {
  readonly kind: 'split';
  /** Column of the training matrix, from 0. */
  readonly feature: number;
  readonly threshold: number;
  readonly left: Tree;
  readonly right: Tree;
};
export type Tree = Leaf | Split;

/** `draws[d][t]`: tree `t` of posterior draw `d`. A draw's raw value is its leaves' sum from 0, in the order of trees. */
export type Forest = { readonly draws: readonly (readonly Tree[])[] };

export type Link = 'probit' | 'identity';

/** Linear value of a draw: `raw · scale + offset`. */
export type BartModel = {
  readonly kind: 'bart';
  readonly link: Link;
  readonly features: number;
  readonly scale: number;
  readonly offset: number;
  readonly forest: Forest;
};

/** How the treatment effect enters the linear value, per draw (adaptive coding and the parametric intercept). */
export type AdaptiveCoding = { readonly b0: readonly number[]; readonly b1: readonly number[] };

/** Linear value of a draw under treatment `z`: `mu + z · (tau + tau0)`, scaled as stochtree does. */
export type BcfModel = {
  readonly kind: 'bcf';
  readonly link: Link;
  /** Columns of the training matrix, without the propensity. */
  readonly features: number;
  /** The propensity is column `features` of what the trees split on. */
  readonly propensityColumn: boolean;
  readonly scale: number;
  readonly offset: number;
  readonly mu: Forest;
  readonly tau: Forest;
  readonly tau0: readonly number[] | null;
  readonly adaptive: AdaptiveCoding | null;
};

export type Model = BartModel | BcfModel;
