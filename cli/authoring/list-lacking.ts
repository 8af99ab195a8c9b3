import type { Bundle } from '#core/bundle/bundle.ts';
import { Language } from '#core/bundle/fields.ts';
import { notStated, notStatedName, notStatedPublisher } from '#cli/authoring/description/not-stated.ts';

/** What a bundle does not state and a model for clinical use must, in words, in the order of its files. */
export function listLacking({ manifest, card, reference, texts, golden }: Bundle): readonly string[] {
  const when = (lacks: boolean, what: string): string[] => (lacks ? [what] : []);
  const { metrics, evidence, facts } = card;
  const isProbable = manifest.outcomes.some(({ kind }) => kind === 'survival' || kind === 'probability');
  return [
    ...when(manifest.publisher === notStatedPublisher, 'publisher'),
    ...manifest.outcomes.flatMap((outcome) =>
      when(
        outcome.kind === 'value' && outcome.limits === undefined,
        `limits of the outcome ${outcome.name}, outside which no number is shown`,
      ),
    ),
    ...listUnstated(card, 'card'),
    ...when(facts.developmentData.sources.length === 0, 'card: the data that the model was developed on'),
    ...(['usefulness', 'fairness', 'safety'] as const).flatMap((group) =>
      when(metrics[group].results.length === 0, `card: a measured figure of ${group}`),
    ),
    ...when(isProbable && evidence.calibration.length === 0, 'card: calibration'),
    ...when(reference.performance.length === 0, 'reference: a measured figure'),
    ...manifest.inputs.flatMap((input) =>
      when(
        input.type !== 'text' && reference.inputs[input.name]?.type === 'not-stated',
        `reference: the distribution of ${input.name} when the model was developed`,
      ),
    ),
    ...[...texts].flatMap(([language, text]) =>
      Object.entries(text).flatMap(([key, value]) =>
        when(value === notStated[language], `texts in ${language}: ${key}`),
      ),
    ),
    ...when(golden.provenance === undefined, 'golden: whether the patients are synthetic or publishable'),
    ...when(
      manifest.decision === undefined,
      'manifest: a decision rule; without one there are estimates and no advice',
    ),
  ];
}

/** Texts of a card that say "not stated", by their path. */
function listUnstated(value: unknown, where: string): readonly string[] {
  if (value === notStatedName) return [where];
  if (typeof value !== 'object' || value === null) return [];
  const lacking = Language.options.filter((language) => Reflect.get(value, language) === notStated[language]);
  if (lacking.length > 0) return [`${where} (${lacking.join(', ')})`];
  return Object.entries(value).flatMap(([key, part]) =>
    listUnstated(part, Array.isArray(value) ? where : `${where}: ${key}`),
  );
}
