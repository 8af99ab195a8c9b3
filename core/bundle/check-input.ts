import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkThat, checkUnique } from '#core/bundle/inconsistency.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';

/** What must hold of the manifest's inputs beyond their shape. */
export function checkInputs(manifest: Manifest): readonly Inconsistency[] {
  const inputs = manifest.inputs;
  const tested = new Set(manifest.population.map((condition) => condition.input));
  return [
    ...checkUnique(
      'inputs',
      inputs.map((input) => input.name),
    ),
    ...checkThat(
      inputs.some((input) => input.role === 'model'),
      'inputs',
      'expected an input with role model, got none',
    ),
    ...inputs.flatMap((input, index) => {
      const where = `inputs[${index}]`;
      return [
        ...checkType(input, where),
        ...(input.role === 'population' ? checkPopulationInput(input, tested, where) : []),
        ...Object.keys(input.synonyms).flatMap((language) =>
          checkThat(
            manifest.languages.some((declared) => declared === language),
            `${where}.synonyms`,
            `expected languages of the manifest, got ${language}`,
          ),
        ),
        ...checkUnique(
          `${where}.codes`,
          input.codes.map(({ system, code }) => `${system}|${code}`),
        ),
      ];
    }),
    ...checkSynonyms(manifest),
  ];
}

function checkType(input: Input, where: string): readonly Inconsistency[] {
  switch (input.type) {
    case 'number':
      return checkNumber(input, where);
    case 'category':
      return checkCategories(input, where);
    case 'text':
      return [
        ...checkThat(
          input.role === 'model',
          `${where}.role`,
          `expected role model of a text, got ${input.role}`,
        ),
        ...checkThat(
          input.missing.policy !== 'impute',
          `${where}.missing`,
          'expected policy refuse or model of a text, got impute',
        ),
      ];
    default:
      return input satisfies never;
  }
}

function checkNumber(input: Extract<Input, { type: 'number' }>, where: string): readonly Inconsistency[] {
  const { limits, development, missing, integer } = input;
  const bounds = [limits.min, limits.max, development.min, development.max];
  return [
    ...checkThat(
      limits.min < limits.max,
      `${where}.limits`,
      `expected min < max, got ${limits.min} and ${limits.max}`,
    ),
    ...checkThat(
      development.min <= development.max,
      `${where}.development`,
      `expected min ≤ max, got ${development.min} and ${development.max}`,
    ),
    ...checkThat(
      limits.min <= development.min && development.max <= limits.max,
      `${where}.development`,
      `expected a range inside the limits ${limits.min} to ${limits.max}, got ${development.min} to ${development.max}`,
    ),
    ...checkThat(
      !integer || bounds.every((bound) => Number.isSafeInteger(bound)),
      where,
      `expected integer limits of an integer, got ${bounds.join(', ')}`,
    ),
    ...(missing.policy === 'impute' ? checkImputedNumber(input, missing.value, where) : []),
  ];
}

function checkImputedNumber(
  { limits, integer }: Extract<Input, { type: 'number' }>,
  value: number | string,
  where: string,
): readonly Inconsistency[] {
  return checkThat(
    typeof value === 'number' &&
      limits.min <= value &&
      value <= limits.max &&
      (!integer || Number.isSafeInteger(value)),
    `${where}.missing.value`,
    `expected ${integer ? 'an integer' : 'a number'} from ${limits.min} to ${limits.max}, got ${JSON.stringify(value)}`,
  );
}

function checkCategories(
  input: Extract<Input, { type: 'category' }>,
  where: string,
): readonly Inconsistency[] {
  const { categories, missing } = input;
  return [
    ...checkUnique(`${where}.categories`, categories),
    ...(missing.policy === 'impute'
      ? checkThat(
          typeof missing.value === 'string' && categories.includes(missing.value),
          `${where}.missing.value`,
          `expected one of ${categories.join(', ')}, got ${JSON.stringify(missing.value)}`,
        )
      : []),
  ];
}

/** An imputed value would answer for the patient whether the model may be used. */
function checkPopulationInput(
  input: Input,
  tested: ReadonlySet<string>,
  where: string,
): readonly Inconsistency[] {
  return [
    ...checkThat(
      input.missing.policy === 'refuse',
      `${where}.missing`,
      `expected policy refuse of an input with role population, got ${input.missing.policy}`,
    ),
    ...checkThat(
      tested.has(input.name),
      where,
      `expected a condition of the population rule on ${input.name}, got none`,
    ),
  ];
}

/** A synonym leads to one input, or it would choose between two in silence. */
function checkSynonyms(manifest: Manifest): readonly Inconsistency[] {
  return manifest.languages.flatMap((language) =>
    checkUnique(
      `inputs[].synonyms.${language}`,
      manifest.inputs.flatMap((input) => (input.synonyms[language] ?? []).map((word) => word.toLowerCase())),
    ),
  );
}
