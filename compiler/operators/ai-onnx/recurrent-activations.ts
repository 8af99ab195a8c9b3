import { CompileError } from '#compiler/errors.ts';
import { call, number } from '#compiler/ir/expressions.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';

/** A function of a gate. */
export type Activation = (x: Expression) => Expression;

/** Attribute `activations` with activation_alpha and activation_beta: `count` functions for each direction. */
export function readActivations(
  { attributes, origin }: LowerContext,
  dtype: 'f32' | 'f64',
  directions: number,
  defaults: readonly string[],
): readonly (readonly Activation[])[] {
  const all = attributes.get(
    'strings',
    'activations',
    Array.from({ length: directions }, () => defaults).flat(),
  );
  if (all.length !== directions * defaults.length) {
    throw new CompileError('format', `${origin}: ${all.length} activations`);
  }
  // Parameters are listed for the functions that have any, in their order.
  const alphas = [...attributes.get('floats', 'activation_alpha', [])];
  const betas = [...attributes.get('floats', 'activation_beta', [])];
  const limit = attributes.optional('float', 'clip') ?? null;
  const functions = all.map((name): Activation => {
    const activation = toActivation(name, dtype, alphas, betas, origin);
    if (limit === null) return activation;
    const low = (x: Expression): Expression => call('max', dtype, x, number(dtype, -limit));
    return (x) => activation(call('min', dtype, low(x), number(dtype, limit)));
  });
  if (alphas.length > 0 || betas.length > 0) {
    throw new CompileError(
      'unsupported',
      `${origin}: activation_alpha or activation_beta that no function takes`,
    );
  }
  return Array.from({ length: directions }, (_, d) =>
    functions.slice(d * defaults.length, (d + 1) * defaults.length),
  );
}

function toActivation(
  name: string,
  dtype: 'f32' | 'f64',
  alphas: number[],
  betas: number[],
  origin: string,
): Activation {
  const constant = (value: number): Expression => number(dtype, value);
  switch (name.toLowerCase()) {
    case 'sigmoid':
      return (x) => call('sigmoid', dtype, x);
    case 'tanh':
      return (x) => call('tanh', dtype, x);
    case 'relu':
      return (x) => call('max', dtype, x, constant(0));
    case 'hardsigmoid': {
      const [alpha, beta] = [alphas.shift() ?? 0.2, betas.shift() ?? 0.5];
      const line = (x: Expression): Expression =>
        call('add', dtype, call('mul', dtype, constant(alpha), x), constant(beta));
      return (x) => call('max', dtype, constant(0), call('min', dtype, constant(1), line(x)));
    }
    default:
      throw new CompileError('unsupported', `${origin}: activation ${name}`);
  }
}
