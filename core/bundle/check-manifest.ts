import { checkInputs } from '#core/bundle/check-input.ts';
import { checkOutputs } from '#core/bundle/check-output.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkThat, checkUnique } from '#core/bundle/inconsistency.ts';
import type { Manifest } from '#core/bundle/manifest.ts';

/** What must hold of a manifest beyond its shape: names lead somewhere, things are unique, numbers fit each other. */
export function checkManifest(manifest: Manifest): readonly Inconsistency[] {
  return [
    ...checkUnique('languages', manifest.languages),
    ...checkInputs(manifest),
    ...checkPopulation(manifest),
    ...checkOutputs(manifest),
  ];
}

function checkPopulation(manifest: Manifest): readonly Inconsistency[] {
  return manifest.population.flatMap((condition, index) => {
    const where = `population[${index}]`;
    const input = manifest.inputs.find(({ name }) => name === condition.input);
    if (input === undefined) {
      return [{ where, message: `expected an input of the manifest, got ${condition.input}` }];
    }
    switch (condition.kind) {
      case 'range': {
        if (input.type !== 'number') {
          return [
            { where, message: `expected a number as input of a range, got the ${input.type} ${input.name}` },
          ];
        }
        const { min = -Infinity, max = Infinity } = condition;
        return [
          ...checkThat(min > -Infinity || max < Infinity, where, 'expected min, max or both, got none'),
          ...checkThat(min <= max, where, `expected min ≤ max, got ${min} and ${max}`),
          ...checkThat(
            min <= input.limits.max && max >= input.limits.min,
            where,
            `expected a range within reach of the limits ${input.limits.min} to ${input.limits.max}, got none of it`,
          ),
        ];
      }
      case 'one-of': {
        if (input.type !== 'category') {
          return [
            { where, message: `expected a category as input of one-of, got the ${input.type} ${input.name}` },
          ];
        }
        return [
          ...checkUnique(`${where}.categories`, condition.categories),
          ...condition.categories.flatMap((category) =>
            checkThat(
              input.categories.includes(category),
              where,
              `expected a category of ${input.name}, got ${category}`,
            ),
          ),
        ];
      }
      default:
        return condition satisfies never;
    }
  });
}
