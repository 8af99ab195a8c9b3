import type { Language, LocalText } from '#core/bundle/fields.ts';
import type { Description, Statement } from '#cli/authoring/description/description.ts';
import { Statement as Statements } from '#cli/authoring/description/description.ts';

/** What a card says where no human has stated anything. */
export const notStated: Readonly<Record<Language, string>> = {
  nl: 'Niet vermeld.',
  en: 'Not stated.',
  de: 'Nicht angegeben.',
};

/** A publisher and other names that nobody gave. */
export const notStatedPublisher = 'urn:visite:publisher:not-stated';
export const notStatedName = 'not stated';

/** A text in every language of the description: the given one, that of another language, or "not stated". */
export function toLocalText(languages: readonly Language[], text: LocalText | undefined): LocalText {
  return Object.fromEntries(
    languages.map((language) => [language, textIn(language, text) ?? notStated[language]]),
  );
}

/** The text in a language, or else in the first language that has it. */
export function textIn(language: Language, text: LocalText | undefined): string | undefined {
  return text?.[language] ?? Object.values(text ?? {})[0];
}

/** A label as it was given, or else the name with spaces for hyphens. */
export function toLabel(
  language: Language,
  item: { readonly name: string; readonly label?: LocalText | undefined },
) {
  return textIn(language, item.label) ?? item.name.replaceAll('-', ' ');
}

export function statementOf(description: Description, statement: Statement): LocalText {
  return toLocalText(description.languages, description.statements?.[statement]);
}

/** What a model for clinical use must state and the description does not, in words. */
export function listNotStated(description: Description): readonly string[] {
  const absent = (value: unknown, what: string): string[] => (value === undefined ? [what] : []);
  const { languages } = description;
  const untranslated = (text: LocalText | undefined, what: string): string[] =>
    text === undefined
      ? [what]
      : languages
          .filter((language) => text[language] === undefined)
          .map((language) => `${what} in ${language}`);
  const labels = [
    ...description.inputs.flatMap((input) => [
      ...untranslated(input.label, `label of the input ${input.name}`),
      ...(input.type === 'category'
        ? input.categories.flatMap(({ name, label }) =>
            untranslated(label, `label of ${input.name}: ${name}`),
          )
        : []),
    ]),
    ...description.arms.flatMap(({ name, label }) => untranslated(label, `label of the arm ${name}`)),
    ...description.outcomes.flatMap((outcome) => [
      ...untranslated(outcome.label, `label of the outcome ${outcome.name}`),
      ...(outcome.kind === 'survival' || outcome.kind === 'probability'
        ? untranslated(
            outcome.state,
            `state of the outcome ${outcome.name}: how a person is called of whom it is true`,
          )
        : []),
      ...(outcome.kind === 'value' ? absent(outcome.unit, `unit of the outcome ${outcome.name}`) : []),
      ...(outcome.kind === 'value'
        ? absent(outcome.limits, `limits of the outcome ${outcome.name}, outside which no number is shown`)
        : []),
      ...(outcome.kind === 'class'
        ? outcome.categories.flatMap(({ name, label }) =>
            untranslated(label, `label of ${outcome.name}: ${name}`),
          )
        : []),
    ]),
  ];
  const inputs = description.inputs.flatMap((input) =>
    input.type === 'text'
      ? []
      : [
          ...(input.type === 'number'
            ? [
                ...absent(input.unit, `unit of the input ${input.name}`),
                ...absent(
                  input.limits,
                  `limits of the input ${input.name}, outside which no number is shown`,
                ),
              ]
            : []),
          ...absent(
            input.distribution,
            `distribution of the input ${input.name} when the model was developed`,
          ),
          ...absent(input.missing, `what happens where the input ${input.name} is missing`),
        ],
  );
  return [
    ...absent(description.publisher, 'publisher'),
    ...absent(description.developer, 'developer'),
    ...absent(description.contact, 'contact'),
    ...untranslated(description.title, 'title'),
    ...untranslated(description.summary, 'summary'),
    ...untranslated(description.intendedUse, 'intended use'),
    ...absent(description.population, 'population: conditions for whom the model may be used ([] for none)'),
    ...absent(description.data, 'the data that the model was developed on'),
    ...((description.performance ?? []).length === 0 ? ['performance: at least one measured figure'] : []),
    ...inputs,
    ...labels,
    ...Statements.options.flatMap((statement) =>
      untranslated(description.statements?.[statement], `statement ${statement}`),
    ),
  ];
}
