import type { Input } from '#core/bundle/manifest.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toSourceColumns, type Source } from '#core/mapping/source.ts';
import { isYes, pickOne, StoppedAnswering, type Person } from '#cli/import/ask.ts';

/** Where one input comes from, with a yes of the person for everything that is in doubt. */
export async function askInput(
  person: Person,
  input: Input,
  label: string,
  suggestions: readonly SuggestedSource[],
): Promise<Source> {
  person.tell(['', `${label} (${input.name}): ${toWanted(input)}`]);
  const source = await askSource(person, input, suggestions);
  if (source !== undefined) return source;
  if (input.missing.policy === 'refuse') {
    person.tell([
      `The model gives no advice without ${input.name}, so a profile without it is of no use.`,
      'A file of answers can say more than these questions: docs/import.md.',
    ]);
    throw new StoppedAnswering();
  }
  const what =
    input.missing.policy === 'impute' ? `${input.missing.value} is used` : 'the model goes on without it';
  if (await isYes(person, `Is it not in the file at all? Then ${what} for every patient.`)) {
    return { kind: 'absent' };
  }
  throw new StoppedAnswering();
}

async function askSource(
  person: Person,
  input: Input,
  suggestions: readonly SuggestedSource[],
): Promise<Source | undefined> {
  for (;;) {
    const picked = await pickOne(
      person,
      'Where does it come from?',
      suggestions,
      toSuggestionText,
      'none of these',
    );
    if (picked === undefined) return undefined;
    person.tell(toSourceLines(picked.source, input));
    for (const reason of picked.reasons) person.tell([`    ${reason}`]);
    for (const doubt of picked.doubts) person.tell([`  ! ${doubt}`]);
    const question = picked.certain ? 'Is that right?' : 'Is that right, also with what is marked above?';
    if (await isYes(person, question)) return picked.source;
  }
}

function toWanted(input: Input): string {
  switch (input.type) {
    case 'number':
      return `a number in ${input.unit}, from ${input.limits.min} to ${input.limits.max}`;
    case 'category':
      return `one of ${input.categories.join(', ')}`;
    case 'text':
      return 'a text';
    default:
      throw input satisfies never;
  }
}

function toSuggestionText({ source, certain }: SuggestedSource): string {
  const columns = toSourceColumns(source).join(' and ');
  return `${columns}${toKind(source)}${certain ? '' : ' (look at it well)'}`;
}

function toKind(source: Source): string {
  switch (source.kind) {
    case 'number':
      return `, in ${source.unit}`;
    case 'code':
      return ', codes';
    case 'text':
      return ', the text';
    case 'absent':
      return 'not in the file';
    default:
      return `, ${source.kind.replaceAll('-', ' ')}`;
  }
}

/** Everything of a source that a person says yes to. Codes and words for "not known" are words of the file. */
function toSourceLines(source: Source, input: Input): string[] {
  const { kind } = source;
  switch (kind) {
    case 'number': {
      const converted =
        input.type === 'number' && input.unit !== source.unit ? `, converted to ${input.unit}` : '';
      const mark =
        source.decimal === undefined ? '' : `, decimal ${source.decimal === ',' ? 'comma' : 'point'}`;
      const thousands = source.thousands === undefined ? '' : `, "${source.thousands}" between thousands`;
      return [`    numbers in ${source.unit}${converted}${mark}${thousands}`, toMissingLine(source.missing)];
    }
    case 'code':
      return [
        ...Object.entries(source.codes).map(([code, category]) => `    "${code}" is ${category}`),
        toMissingLine(source.missing),
      ];
    case 'text':
      return [toMissingLine(source.missing)];
    case 'absent':
      return [];
    default:
      return [`    ${kind.replaceAll('-', ' ')}: ${JSON.stringify({ ...source, kind: undefined })}`];
  }
}

function toMissingLine(missing: readonly string[]): string {
  const words = missing.map((text) => (text === '' ? 'an empty cell' : `"${text}"`));
  return words.length === 0 ? '    nothing means "not known"' : `    "not known": ${words.join(', ')}`;
}
