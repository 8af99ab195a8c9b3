import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { toModelCell, toShownValue } from '#host/desk/list/shown-value.ts';
import { DeskError } from '#host/desk/desk-error.ts';

/** One patient's values as another model takes them. */
export interface OtherValues {
  readonly values: readonly ModelCell[];
  /** Inputs of the other model that are not among these, or mean something else here. */
  readonly lacking: readonly string[];
  /** Whether one of them may not be missing. */
  readonly isRefused: boolean;
}

/**
 * Only what is the same in both is carried over: an input of the same name and type, in the same unit, a category of the
 * same name. Nothing is converted or guessed.
 */
export function toOtherModel(
  from: Pick<Manifest, 'inputs'>,
  values: readonly ModelCell[],
  to: Pick<Manifest, 'inputs'>,
): OtherValues {
  const lacking: string[] = [];
  let isRefused = false;
  const cells = to.inputs.map((input): ModelCell => {
    const at = from.inputs.findIndex(({ name }) => name === input.name);
    const known = from.inputs[at];
    const cell = known && isSame(known, input) ? carry(known, values[at] ?? Number.NaN, input) : undefined;
    if (cell !== undefined) return cell;
    lacking.push(input.name);
    isRefused ||= input.missing.policy === 'refuse';
    return Number.NaN;
  });
  return { values: cells, lacking, isRefused };
}

function isSame(one: Input, other: Input): boolean {
  if (one.type !== other.type) return false;
  return one.type !== 'number' || other.type !== 'number' || one.unit === other.unit;
}

function carry(from: Input, value: ModelCell, to: Input): ModelCell | undefined {
  try {
    return toModelCell(to, toShownValue(from, value));
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}
