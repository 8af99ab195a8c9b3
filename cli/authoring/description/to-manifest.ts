import type { Input, Manifest, Outcome, Output } from '#core/bundle/manifest.ts';
import { version } from '#core/version.ts';
import type {
  Description,
  DescribedInput,
  DescribedOutcome,
} from '#cli/authoring/description/description.ts';
import { notStatedPublisher } from '#cli/authoring/description/not-stated.ts';

/** Rows of a call, memory in MiB and fuel of a row, which follow from the compiled module. */
export type Requests = Manifest['requests'];

/** The manifest that a description says. `sha256` is that of the trained model. */
export function toManifest(description: Description, sha256: string, requests: Requests): Manifest {
  return {
    format: 1,
    id: description.id,
    version: description.version,
    publisher: description.publisher ?? notStatedPublisher,
    status: description.status ?? 'research-and-demonstration',
    languages: description.languages,
    abi: 1,
    requests,
    inputs: description.inputs.map(toInput),
    // The manifest has the name of the text, texts/<language>.json the text.
    population: (description.population ?? []).map(({ name, ...condition }) => ({
      ...condition,
      text: name,
    })),
    arms: description.arms.map(({ name }) => ({ name })),
    outcomes: description.outcomes.map(toOutcome),
    outputs: toOutputs(description),
    source: { format: description.source.format, sha256, compiler: `visite ${version}` },
  };
}

/**
 * Columns of the output block: each output of the plan under each arm, then each that is no class for each comparison.
 * The golden patients' original values stand in this order.
 */
export function toOutputs({ outputs, arms, comparisons = [], outcomes }: Description): Output[] {
  const isClass = (outcome: string): boolean =>
    outcomes.find(({ name }) => name === outcome)?.kind === 'class';
  const places = outputs.map(({ outcome, horizon }) =>
    horizon === undefined ? { outcome } : { outcome, horizon },
  );
  return [
    ...places.flatMap((place) =>
      arms.map(({ name }): Output => ({
        ...place,
        arm: name,
        statistic: isClass(place.outcome) ? 'class' : 'mean',
      })),
    ),
    ...places.flatMap((place) =>
      isClass(place.outcome)
        ? []
        : comparisons.map(({ arm, reference }): Output => ({ ...place, arm, reference, statistic: 'mean' })),
    ),
  ];
}

function toInput(input: DescribedInput): Input {
  const head = {
    name: input.name,
    role: 'model' as const,
    missing: input.missing ?? { policy: 'refuse' as const },
    synonyms: input.synonyms ?? {},
    codes: input.codes ?? [],
  };
  switch (input.type) {
    case 'number': {
      const { development, integer = false } = input;
      return {
        ...head,
        type: 'number',
        unit: input.unit ?? '1',
        integer,
        limits: input.limits ?? toLimits(development),
        development,
      };
    }
    case 'category':
      return { ...head, type: 'category', categories: input.categories.map(({ name }) => name) };
    case 'text':
      return { ...head, type: 'text', maxBytes: input.maxBytes };
    default:
      return input satisfies never;
  }
}

/** The development range; where all persons had one value, up to one more than it, since limits have a width. */
function toLimits({ min, max }: { readonly min: number; readonly max: number }) {
  return min < max ? { min, max } : { min, max: min + 1 };
}

function toOutcome(outcome: DescribedOutcome): Outcome {
  const { name } = outcome;
  const horizons = outcome.horizons === undefined ? {} : { horizons: outcome.horizons };
  switch (outcome.kind) {
    case 'survival':
      return { name, kind: 'survival', direction: 'higher-is-better', horizons: outcome.horizons };
    case 'probability':
      return {
        name,
        kind: 'probability',
        direction: outcome.direction,
        ...(outcome.role === undefined ? {} : { role: outcome.role }),
        ...horizons,
      };
    case 'value':
      return {
        name,
        kind: 'value',
        direction: outcome.direction,
        unit: outcome.unit ?? '1',
        ...(outcome.limits === undefined ? {} : { limits: outcome.limits }),
        ...horizons,
      };
    case 'class':
      return {
        name,
        kind: 'class',
        categories: outcome.categories.map((category) => category.name),
        ...horizons,
      };
    default:
      return outcome satisfies never;
  }
}
