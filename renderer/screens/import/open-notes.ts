import type { Language } from '#core/bundle/fields.ts';
import type { MappingRow } from '#core/contract/import-view.ts';
import { toDoubtText } from '#renderer/strings/doubts.ts';
import type { importWords } from '#renderer/strings/import.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/** What a person has to look at before saying yes to a row of the mapping, one sentence each. */
export function toOpenNotes(
  { source, suggestions, doubts, unmatched }: MappingRow,
  language: Language,
  words: (typeof importWords)['nl'],
  numbers: Numbers,
): readonly string[] {
  const texts = (counted: readonly { readonly text: string; readonly count: number }[]): string =>
    counted
      .map(({ text, count }) => `${text === '' ? words.blank : text} (${numbers.number(count)})`)
      .join(', ');
  const read = source !== undefined && 'missing' in source ? source.missing : [];
  const missing = suggestions.find((one) => isSame(one.source, source))?.missing ?? [];
  const asUnknown = missing.filter(({ text }) => read.includes(text));
  const notSo = missing.filter(({ text }) => !read.includes(text));
  return [
    ...doubts.map((doubt) => toDoubtText(doubt, language)),
    ...(unmatched.length > 0 ? [words.noCategory(texts(unmatched))] : []),
    ...(asUnknown.length > 0 ? [words.readAsUnknown(texts(asUnknown))] : []),
    ...(notSo.length > 0 ? [words.notReadAsUnknown(texts(notSo))] : []),
  ];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
