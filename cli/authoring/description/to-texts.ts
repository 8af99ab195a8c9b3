import type { Language } from '#core/bundle/fields.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { Description } from '#cli/authoring/description/description.ts';
import { notStated, textIn, toLabel } from '#cli/authoring/description/not-stated.ts';

/** texts/<language>.json of a description. */
export function toTexts(description: Description, language: Language): Texts {
  const { inputs, arms, outcomes, population = [] } = description;
  return {
    title: textIn(language, description.title) ?? description.id.replaceAll('-', ' '),
    summary: textIn(language, description.summary) ?? notStated[language],
    'intended-use': textIn(language, description.intendedUse) ?? notStated[language],
    ...Object.fromEntries([
      ...inputs.flatMap((input) => [
        [`inputs.${input.name}.label`, toLabel(language, input)] as const,
        ...(input.type === 'category'
          ? input.categories.map(
              (category) =>
                [`inputs.${input.name}.categories.${category.name}`, toLabel(language, category)] as const,
            )
          : []),
      ]),
      ...arms.map((arm) => [`arms.${arm.name}.label`, toLabel(language, arm)] as const),
      ...outcomes.flatMap((outcome) => [
        [`outcomes.${outcome.name}.label`, toLabel(language, outcome)] as const,
        ...(outcome.kind === 'survival' || outcome.kind === 'probability'
          ? [
              [
                `outcomes.${outcome.name}.state`,
                textIn(language, outcome.state) ?? toLabel(language, outcome),
              ] as const,
            ]
          : []),
        ...(outcome.kind === 'class'
          ? outcome.categories.map(
              (category) =>
                [
                  `outcomes.${outcome.name}.categories.${category.name}`,
                  toLabel(language, category),
                ] as const,
            )
          : []),
      ]),
      ...population.map(
        ({ name, text }) => [`population.${name}`, textIn(language, text) ?? notStated[language]] as const,
      ),
    ]),
  };
}
