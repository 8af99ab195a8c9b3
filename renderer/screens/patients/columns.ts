import type { Input } from '#core/bundle/manifest.ts';
import type { ListView, ShownValue } from '#core/contract/patients-view.ts';
import { isYesNo } from '#renderer/parts/value-text.ts';

/** An input that has a column of its own in the list. */
export interface InputColumn {
  readonly input: Input;
  readonly values: readonly ShownValue[];
  /** Pixels. */
  readonly width: number;
}

/** Pixels of the columns that do not come from the manifest. Warnings take what is left. */
export const widths = {
  patient: 104,
  advice: 150,
  probability: 64,
  difference: 166,
  bar: 192,
  warnings: 132,
  decision: 124,
} as const;

/**
 * The inputs that fit: as many of the list's as there is room for, at least two. Those that only say yes or no come after
 * the others, since they tell the least at a glance.
 * @param room pixels beside the fixed columns
 */
export function toInputColumns(
  { model, patients }: ListView,
  toLabel: (input: string) => string,
  room: number,
): readonly InputColumn[] {
  const all = patients.inputs.flatMap(({ input: name, values }): InputColumn[] => {
    const input = model.manifest.inputs.find((found) => found.name === name);
    return input === undefined ? [] : [{ input, values, width: toWidth(input, toLabel(name)) }];
  });
  const first = [...all.filter(({ input }) => !isYesNo(input)), ...all.filter(({ input }) => isYesNo(input))];
  const chosen: InputColumn[] = [];
  let left = room;
  for (const column of first) {
    left -= column.width;
    if (left < 0 && chosen.length >= 2) break;
    chosen.push(column);
  }
  return chosen;
}

/** As wide as the label needs on two lines, within what a column may take. */
function toWidth(input: Input, label: string): number {
  const words = label.split(' ');
  const lines = words.map((_, at) =>
    Math.max(words.slice(0, at + 1).join(' ').length, words.slice(at + 1).join(' ').length),
  );
  const needed = Math.min(...lines) * letter + 22;
  return Math.round(Math.min(140, Math.max(input.type === 'text' ? 140 : 72, needed)));
}

/** Pixels of a letter in a title of a column, on average. */
const letter = 5.9;
