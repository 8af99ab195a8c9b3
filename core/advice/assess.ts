import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';

/** What holds before the model runs: it may (with these values, one per input of the manifest), or it may not. */
export type Assessment =
  | { readonly kind: 'score'; readonly values: readonly ModelCell[]; readonly remarks: readonly Remark[] }
  | { readonly kind: 'no-recommendation'; readonly reasons: readonly Reason[] };

/**
 * Holds one patient against the manifest: missing values, limits, population, development range. `values` are one per
 * input of the manifest, in its order and units: a number, the index of a category, a text, NaN where missing. All reasons
 * are listed, in the order of the inputs, then of the population's conditions. Bounds belong to the range.
 *
 * A condition of the population is never met by a value that is not in the record: an input that is missing gives
 * `input-missing` there, even where the model itself would go on with an imputed value.
 *
 * Throws OwnMistakeError for values that no reader may hand over: infinite, or no index of the list.
 */
export function assess(manifest: Manifest, values: readonly ModelCell[]): Assessment {
  if (values.length !== manifest.inputs.length)
    mustHold(false, `expected ${manifest.inputs.length} values, got ${values.length}`);
  const reasons: Reason[] = [];
  const remarks: Remark[] = [];
  const scored: ModelCell[] = [];
  // By index: an iterator for each patient is a third of what this allocates.
  for (let index = 0; index < manifest.inputs.length; index += 1) {
    const input = manifest.inputs[index];
    if (input === undefined) continue;
    const value = values[index] ?? NaN;
    if (typeof value === 'string') {
      mustHold(
        input.type === 'text' && toUtf8(value).length <= input.maxBytes,
        `${input.name}: a text that it may not be`,
      );
      scored.push(value);
    } else if (Number.isNaN(value)) {
      scored.push(withoutValue(input, reasons, remarks));
    } else {
      checkValue(input, value);
      // Zero has one form, so that equal inputs are equal bits.
      scored.push(value === 0 ? 0 : value);
      compareWithRanges(input, value, reasons, remarks);
    }
  }
  compareWithPopulation(manifest, values, reasons);
  return reasons.length > 0
    ? { kind: 'no-recommendation', reasons }
    : { kind: 'score', values: scored, remarks };
}

/** A value of the block as the manifest speaks of it: a number, or the name of a category. Texts are no such values. */
export function toInputValue(input: Input, value: number): number | string {
  if (input.type === 'number') return value === 0 ? 0 : value;
  mustHold(input.type === 'category', `${input.name}: a text is not assessed`);
  const name = input.categories[value];
  mustHold(name !== undefined, `${input.name}: ${value} is no index of its categories`);
  return name;
}

function checkValue(input: Input, value: number): void {
  switch (input.type) {
    case 'number':
      // Their messages are made only where they are needed: this is asked of every value of every patient.
      if (!Number.isFinite(value)) mustHold(false, `${input.name}: ${value} is not finite`);
      if (input.integer && !Number.isInteger(value))
        mustHold(false, `${input.name}: ${value} is not a whole number`);
      return;
    case 'category':
      if (input.categories[value] !== undefined) return;
      toInputValue(input, value);
      return;
    case 'text':
      toInputValue(input, value);
      return;
    default:
      throw input satisfies never;
  }
}

function withoutValue(input: Input, reasons: Reason[], remarks: Remark[]): number {
  const { missing } = input;
  switch (missing.policy) {
    case 'refuse':
      reasons.push({ code: 'input-missing', input: input.name });
      return NaN;
    case 'model':
      remarks.push({ code: 'left-missing', input: input.name });
      return NaN;
    case 'impute': {
      const value = toImputed(input, missing.value);
      remarks.push({ code: 'imputed', input: input.name, value: missing.value });
      return value;
    }
    default:
      throw missing satisfies never;
  }
}

function toImputed(input: Input, declared: number | string): number {
  if (input.type === 'number') {
    mustHold(
      typeof declared === 'number' && declared >= input.limits.min && declared <= input.limits.max,
      `${input.name}: the imputed value ${declared} is no number within its limits`,
    );
    return declared;
  }
  mustHold(input.type === 'category', `${input.name}: a text is not imputed`);
  const index = typeof declared === 'string' ? input.categories.indexOf(declared) : -1;
  mustHold(index >= 0, `${input.name}: the imputed value ${declared} is not one of its categories`);
  return index;
}

function compareWithRanges(input: Input, value: number, reasons: Reason[], remarks: Remark[]): void {
  if (input.type !== 'number') return;
  const { limits, development } = input;
  if (value < limits.min || value > limits.max) {
    reasons.push({ code: 'outside-limits', input: input.name, value, min: limits.min, max: limits.max });
  } else if (value < development.min || value > development.max) {
    const { min, max } = development;
    remarks.push({ code: 'outside-development-range', input: input.name, value, min, max });
  }
}

function compareWithPopulation(manifest: Manifest, values: readonly ModelCell[], reasons: Reason[]): void {
  for (const condition of manifest.population) {
    const index = manifest.inputs.findIndex((input) => input.name === condition.input);
    const input = manifest.inputs[index];
    const value = values[index];
    mustHold(
      input !== undefined && typeof value === 'number',
      `the population speaks of ${condition.input}, which is no number and no category`,
    );
    if (Number.isNaN(value)) {
      const known = reasons.some((reason) => reason.code === 'input-missing' && reason.input === input.name);
      if (!known) reasons.push({ code: 'input-missing', input: input.name });
    } else if (!meetsCondition(condition, toInputValue(input, value))) {
      reasons.push({
        code: 'outside-population',
        input: input.name,
        value: toInputValue(input, value),
        text: condition.text,
      });
    }
  }
}

function meetsCondition(condition: Manifest['population'][number], value: number | string): boolean {
  switch (condition.kind) {
    case 'range':
      mustHold(
        typeof value === 'number',
        `the population gives ${condition.input} a range, it has categories`,
      );
      return value >= (condition.min ?? -Infinity) && value <= (condition.max ?? Infinity);
    case 'one-of':
      mustHold(
        typeof value === 'string',
        `the population gives ${condition.input} categories, it has numbers`,
      );
      return condition.categories.includes(value);
    default:
      throw condition satisfies never;
  }
}
