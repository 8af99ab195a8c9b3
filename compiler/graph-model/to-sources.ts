import type { Input } from '#core/bundle/manifest.ts';
import type { Source } from '#compiler/emit/emit-model.ts';
import { CompileError } from '#compiler/errors.ts';
import { toTypeText, type DType, type TensorType } from '#compiler/ir/tensor.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import type { GraphFeature } from '#compiler/plan.ts';

/** What the elements of a graph's inputs are made of. */
export type FeatureContext = {
  /** The manifest's inputs with role `model`: their places are the columns of the input block. */
  readonly inputs: readonly Input[];
  /** The arms that are the cases of the part. */
  readonly arms: readonly string[];
};

/** Whole numbers that a type holds exactly, and whether it holds NaN; `null` for the floating-point types. */
const WHOLE: Readonly<Record<DType, { readonly min: number; readonly max: number } | null>> = {
  f32: null,
  f64: null,
  i8: { min: -128, max: 127 },
  i16: { min: -32_768, max: 32_767 },
  i32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  i64: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
  u8: { min: 0, max: 255 },
  u16: { min: 0, max: 65_535 },
  u32: { min: 0, max: 2 ** 32 - 1 },
  u64: { min: 0, max: Number.MAX_SAFE_INTEGER },
  bool: { min: 0, max: 1 },
  string: null,
};

/**
 * The sources of the elements of one input of a graph, in their order. `CompileError` `plan` or `manifest` where a
 * feature does not fit the manifest or the input's type, so that nothing is rounded, cut or lost in silence.
 */
export function toSources(
  name: string,
  type: TensorType,
  features: readonly GraphFeature[],
  context: FeatureContext,
): readonly Source[] {
  const elements = elementsOf(type.shape);
  if (elements !== features.length) {
    throw new CompileError(
      'plan',
      `input ${name} of the model is ${toTypeText(type)}, which has ${elements} elements; the plan gives ${features.length}`,
    );
  }
  return features.map((feature, at) =>
    toSource(feature, type.dtype, context, `input ${name}, element ${at}`),
  );
}

function toSource(feature: GraphFeature, dtype: DType, context: FeatureContext, where: string): Source {
  if ('constant' in feature) {
    checkFixed(feature.constant, dtype, where);
    return { kind: 'fixed', perCase: context.arms.map(() => feature.constant) };
  }
  if ('arm' in feature) {
    const perCase = context.arms.map((arm) => {
      const value = Object.hasOwn(feature.arm, arm) ? feature.arm[arm] : undefined;
      if (value === undefined)
        throw new CompileError('plan', `${where}: the plan gives no value for arm ${arm}`);
      checkFixed(value, dtype, where);
      return value;
    });
    return { kind: 'fixed', perCase };
  }
  const column = context.inputs.findIndex(({ name }) => name === feature.input);
  const input = context.inputs[column];
  if (input === undefined) {
    throw new CompileError('plan', `${where}: ${feature.input} is no input of the manifest with role model`);
  }
  return toInputSource(feature, input, column, dtype, `${where} (${input.name})`);
}

function toInputSource(
  feature: Extract<GraphFeature, { input: string }>,
  input: Input,
  column: number,
  dtype: DType,
  where: string,
): Source {
  const isPlain = !('values' in feature) && !('strings' in feature);
  switch (input.type) {
    case 'number':
      if (!isPlain) throw new CompileError('plan', `${where}: values of categories for a number`);
      checkNumber(input, dtype, where);
      return { kind: 'number', column };
    case 'text':
      if (!isPlain) throw new CompileError('plan', `${where}: values of categories for a text`);
      if (dtype !== 'string') throw new CompileError('plan', `${where}: a text for elements of ${dtype}`);
      refuseMissing(input, where, 'a missing text');
      return { kind: 'text', column };
    case 'category':
      if ('strings' in feature) {
        if (dtype !== 'string') throw new CompileError('plan', `${where}: texts for elements of ${dtype}`);
        refuseMissing(input, where, 'a missing text');
        return { kind: 'strings', column, values: keyed(feature.strings, input.categories, where) };
      }
      if (!('values' in feature)) {
        throw new CompileError('plan', `${where} is a category; the plan gives no values for it`);
      }
      return toCategoryNumbers(keyed(feature.values, input.categories, where), input, column, dtype, where);
    default:
      return input satisfies never;
  }
}

function toCategoryNumbers(
  values: readonly number[],
  input: Input,
  column: number,
  dtype: DType,
  where: string,
): Source {
  for (const value of values) checkFixed(value, dtype, where);
  if (WHOLE[dtype] !== null) refuseMissing(input, where, `NaN for ${dtype}`);
  return { kind: 'numbers', column, values };
}

function checkNumber(input: Extract<Input, { type: 'number' }>, dtype: DType, where: string): void {
  if (dtype === 'string') throw new CompileError('plan', `${where}: a number for elements that are texts`);
  const whole = WHOLE[dtype];
  if (whole === null) return;
  if (!input.integer) {
    throw new CompileError('manifest', `${where}: the model takes ${dtype}, the manifest allows fractions`);
  }
  if (input.limits.min < whole.min || input.limits.max > whole.max) {
    throw new CompileError(
      'manifest',
      `${where}: ${dtype} holds ${whole.min} to ${whole.max}, the limits are ${input.limits.min} to ${input.limits.max}`,
    );
  }
  refuseMissing(input, where, `NaN for ${dtype}`);
}

/** A value that the plan states is exact in the type, but for the rounding to float32 that the original does too. */
function checkFixed(value: number | string, dtype: DType, where: string): void {
  if ((typeof value === 'string') !== (dtype === 'string')) {
    throw new CompileError('plan', `${where}: ${JSON.stringify(value)} for elements of ${dtype}`);
  }
  const whole = WHOLE[dtype];
  if (typeof value === 'string' || whole === null) return;
  if (!Number.isSafeInteger(value) || value < whole.min || value > whole.max) {
    throw new CompileError('plan', `${where}: ${value} is no ${dtype}`);
  }
}

function refuseMissing(input: Input, where: string, what: string): void {
  if (input.missing.policy !== 'model') return;
  throw new CompileError(
    'manifest',
    `${where}: the policy for missing values is model, and ${what} would reach the model; refuse or impute it`,
  );
}

/** The values of `names` in their order; refused unless the keys are exactly `names`. */
function keyed<T>(
  values: Readonly<Record<string, T>>,
  names: readonly string[],
  where: string,
): readonly T[] {
  const extra = Object.keys(values).find((key) => !names.includes(key));
  if (extra !== undefined) throw new CompileError('plan', `${where}: the manifest has no category ${extra}`);
  return names.map((name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new CompileError('plan', `${where}: the plan gives no value for ${name}`);
    return value;
  });
}
