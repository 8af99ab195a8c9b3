import { assess } from '#core/advice/assess.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { Reference } from '#core/bundle/reference.ts';
import type { WhyRow, WhyView } from '#core/contract/patients-view.ts';
import { toDecisionOutputs } from '#host/desk/list/decision-outputs.ts';
import { toShownValue } from '#host/desk/list/shown-value.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';

const mostRows = 6;
/** Other values that are tried of one input. */
const mostValues = 12;

/** One input with another value, all others as they are. */
export interface Variation {
  readonly input: Input;
  readonly from: ModelCell;
  readonly to: ModelCell;
  readonly values: readonly ModelCell[];
}

/**
 * What an input could have been: other categories, or quantiles of the development data within its range. Only what the
 * model may be asked about: a value outside its population shows nothing.
 */
export function toVariations(
  manifest: Manifest,
  reference: Reference,
  values: readonly ModelCell[],
): readonly Variation[] {
  return manifest.inputs.flatMap((input, at) => {
    const from = values[at] ?? Number.NaN;
    return toOthers(input, reference, from).flatMap((to): Variation[] => {
      const changed = values.map((value, place) => (place === at ? to : value));
      return assess(manifest, changed).kind === 'score' ? [{ input, from, to, values: changed }] : [];
    });
  });
}

function toOthers(input: Input, { inputs }: Reference, from: ModelCell): readonly number[] {
  if (input.role !== 'model') return [];
  switch (input.type) {
    case 'category':
      return input.categories
        .map((_, at) => at)
        .filter((at) => at !== from)
        .slice(0, mostValues);
    case 'number': {
      const told = Object.hasOwn(inputs, input.name) ? inputs[input.name] : undefined;
      const { min, max } = input.development;
      const quantiles = told?.type === 'number' ? told.quantiles.map(({ value }) => value) : [min, max];
      const whole = quantiles.map((value) => (input.integer ? Math.round(value) : value));
      const within = whole.filter((value) => value >= min && value <= max && value !== from);
      return [...new Set(within)].slice(0, mostValues);
    }
    case 'text':
      return [];
    default:
      return input satisfies never;
  }
}

/** A variation with what the model says of it. */
export interface Answered {
  readonly variation: Variation;
  readonly scored: ScoredPatient;
  readonly difference: number;
}

/** For each input the value that moves the difference most; the strongest first. */
export function toStrongest(
  manifest: Manifest,
  difference: number,
  answers: readonly { readonly variation: Variation; readonly scored: ScoredPatient }[],
): readonly Answered[] {
  const { mean } = toDecisionOutputs(manifest);
  const strongest = new Map<string, Answered>();
  for (const { variation, scored } of answers) {
    const other = scored.result.advice.state === 'no-recommendation' ? undefined : scored.outputs?.[mean];
    if (other === undefined) continue;
    const before = strongest.get(variation.input.name);
    if (before !== undefined && Math.abs(before.difference - difference) >= Math.abs(other - difference))
      continue;
    strongest.set(variation.input.name, { variation, scored, difference: other });
  }
  return [...strongest.values()]
    .sort((one, other) => Math.abs(other.difference - difference) - Math.abs(one.difference - difference))
    .slice(0, mostRows);
}

export function toWhyRow({ variation: { input, from, to }, difference }: Answered): WhyRow {
  return { input: input.name, from: toShownValue(input, from), to: toShownValue(input, to), difference };
}

/** How many training patients share the value of the input that fewest share; aggregates of the bundle tell it. */
export function toAlike(
  manifest: Manifest,
  { patients, inputs }: Reference,
  values: readonly ModelCell[],
): WhyView['alike'] {
  let fewest: { readonly input: string; readonly patients: number | '1-9' } | undefined;
  for (const [at, input] of manifest.inputs.entries()) {
    const told = Object.hasOwn(inputs, input.name) ? inputs[input.name] : undefined;
    const count = told && toCount(input, told, values[at] ?? Number.NaN);
    if (count === undefined) continue;
    if (fewest === undefined || toLeast(count) < toLeast(fewest.patients)) {
      fewest = { input: input.name, patients: count };
    }
  }
  return fewest === undefined || patients === 0 ? undefined : { of: patients, fewest };
}

function toCount(
  input: Input,
  told: Reference['inputs'][string],
  value: ModelCell,
): number | '1-9' | undefined {
  if (told.type === 'not-stated' || typeof value === 'string') return undefined;
  if (Number.isNaN(value)) return told.missing;
  if (told.type === 'category') {
    const name = input.type === 'category' ? input.categories[value] : undefined;
    return name === undefined ? undefined : told.counts[name];
  }
  const { edges, counts } = told;
  if (edges === undefined || counts === undefined) return undefined;
  const last = edges.length - 1;
  const bin =
    value === edges[last]
      ? last - 1
      : edges.findIndex((edge, at) => edge <= value && value < (edges[at + 1] ?? -Infinity));
  return bin < 0 ? 0 : counts[bin];
}

function toLeast(count: number | '1-9'): number {
  return count === '1-9' ? 1 : count;
}
