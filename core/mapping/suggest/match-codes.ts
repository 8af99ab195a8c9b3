import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import { toWords } from '#core/mapping/suggest/title-match.ts';

type CategoryInput = Extract<Input, { type: 'category' }>;

/** Texts of a column → categories, as far as a category is called so. */
export interface MatchedCodes {
  readonly codes: Readonly<Record<string, string>>;
  readonly unmatched: readonly { readonly text: string; readonly count: number }[];
}

/**
 * A text is a category where it is its name or what it is called in one of the bundle's languages; a single letter
 * where it begins what one category of a language is called and no other of it. One language is taken for all letters:
 * that in which most of them, and at least two, mean something.
 */
export function matchCodes(
  counts: readonly (readonly [text: string, count: number])[],
  input: CategoryInput,
  texts: readonly Texts[],
): MatchedCodes {
  const lists = [
    input.categories,
    ...texts.map((one) => input.categories.map((name) => toLabel(one, input, name))),
  ];
  const codes: Record<string, string> = {};
  const unmatched: { text: string; count: number }[] = [];
  const byLetters = lists
    .map((labels) => ({
      labels,
      known: counts.filter(([text]) => byInitial(text, labels) !== undefined).length,
    }))
    .toSorted((a, b) => b.known - a.known);
  const single = byLetters.find(({ known }) => known >= 2)?.labels;
  for (const [text, count] of counts) {
    const at = lists.map((labels) => byName(text, labels)).find((found) => found !== undefined);
    const initial = single === undefined ? undefined : byInitial(text, single);
    const category = input.categories[at ?? initial ?? -1];
    if (category === undefined) unmatched.push({ text, count });
    else codes[text] = category;
  }
  return { codes, unmatched };
}

function toLabel(texts: Texts, input: CategoryInput, category: string): string {
  return texts[`inputs.${input.name}.categories.${category}`] ?? '';
}

function byName(text: string, labels: readonly string[]): number | undefined {
  const wanted = toWords(text).join(' ');
  const at = labels.findIndex((label) => label !== '' && toWords(label).join(' ') === wanted);
  return at === -1 || wanted === '' ? undefined : at;
}

function byInitial(text: string, labels: readonly string[]): number | undefined {
  const [letter = '', ...rest] = toWords(text).join('');
  if (rest.length > 0 || letter === '') return undefined;
  const places = labels.flatMap((label, at) => (toWords(label).join('').startsWith(letter) ? [at] : []));
  return places.length === 1 ? places[0] : undefined;
}
