import { toReasonSentence, toSuggestionDoubtSentence } from '#core/mapping/suggest/note-sentence.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toSourceColumns, type Source } from '#core/mapping/source.ts';
import { toMissingSentence } from '#core/detect/evidence-sentence.ts';
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
    const source = await askTexts(person, input, picked);
    person.tell(['So:', ...toSourceLines(source, input)]);
    person.tell(picked.reasons.map((reason) => `    ${toReasonSentence(reason)}`));
    const { doubts } = picked;
    person.tell(doubts.map((doubt) => `  ! ${toSuggestionDoubtSentence(doubt)}`));
    const question = doubts.length === 0 ? 'Is that right?' : 'Is that right, also with what is marked "!"?';
    if (await isYes(person, question)) return source;
  }
}

/** The source with what a person said about texts that may mean "not known", and codes that no category is called. */
async function askTexts(person: Person, input: Input, picked: SuggestedSource): Promise<Source> {
  const { source, missing, unmatched } = picked;
  if (source.kind !== 'number' && source.kind !== 'code' && source.kind !== 'text') return source;
  const words: string[] = [];
  for (const one of missing) {
    const what = one.text === '' ? 'An empty cell' : `"${one.text}"`;
    const question = `${what} (${toMissingSentence(one)}): does it mean "not known"?`;
    if (await isYes(person, question)) words.push(one.text);
  }
  if (source.kind !== 'code' || input.type !== 'category') return { ...source, missing: words };
  const codes: Record<string, string> = {};
  for (const [text, category] of Object.entries(source.codes))
    if (!words.includes(text)) codes[text] = category;
  for (const { text, count } of unmatched) {
    if (words.includes(text)) continue;
    const question = `"${text}" (${count} ${count === 1 ? 'cell' : 'cells'}) is the name of no category. What is it?`;
    const none = 'none of these: rows with it are refused';
    const category = await pickOne(person, question, input.categories, (name) => name, none);
    if (category !== undefined) codes[text] = category;
  }
  return { ...source, codes, missing: words };
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
