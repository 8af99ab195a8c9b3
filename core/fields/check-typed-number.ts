import type { Input } from '#core/bundle/manifest.ts';

export type NumberInput = Extract<Input, { type: 'number' }>;

/** Where a number lies against what the manifest says. It is told, and the number is never changed. */
export type NumberStanding = 'fine' | 'outside-development' | 'outside-limits';

/** Bounds belong to the range, as in `assess`. */
export function toNumberStanding({ limits, development }: NumberInput, value: number): NumberStanding {
  if (value < limits.min || value > limits.max) return 'outside-limits';
  return value < development.min || value > development.max ? 'outside-development' : 'fine';
}
