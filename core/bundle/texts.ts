import { z } from 'zod';
import type { Manifest } from '#core/bundle/manifest.ts';

/** texts/<language>.json: flat, from the keys that toTextKeys gives to what people read. */
export const Texts = z.record(
  z
    .string()
    .max(200)
    .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/),
  z.string().min(1).max(2000),
);
export type Texts = z.infer<typeof Texts>;

/**
 * Every key a text file must have, and no other:
 * `title`, `summary`, `intended-use`; `inputs.<name>.label` and `inputs.<name>.categories.<category>`;
 * `arms.<name>.label`; `outcomes.<name>.label`; of a probability or survival `outcomes.<name>.state` (what "61 of 100
 * are …" ends with: "alive"), of a class `outcomes.<name>.categories.<category>`;
 * `population.<text>` for each condition of the population rule.
 */
export function toTextKeys(manifest: Manifest): ReadonlySet<string> {
  return new Set([
    'title',
    'summary',
    'intended-use',
    ...manifest.inputs.flatMap((input) => [
      `inputs.${input.name}.label`,
      ...(input.type === 'category'
        ? input.categories.map((category) => `inputs.${input.name}.categories.${category}`)
        : []),
    ]),
    ...manifest.arms.map((arm) => `arms.${arm.name}.label`),
    ...manifest.outcomes.flatMap((outcome) => [
      `outcomes.${outcome.name}.label`,
      ...(outcome.kind === 'survival' || outcome.kind === 'probability'
        ? [`outcomes.${outcome.name}.state`]
        : []),
      ...(outcome.kind === 'class'
        ? outcome.categories.map((category) => `outcomes.${outcome.name}.categories.${category}`)
        : []),
    ]),
    ...manifest.population.map((condition) => `population.${condition.text}`),
  ]);
}
