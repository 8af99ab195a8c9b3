import type { Language } from '#core/bundle/fields.ts';
import { toReasonSentence, toSuggestionDoubtSentence } from '#core/mapping/suggest/note-sentence.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';
import { dutchDoubts } from '#renderer/strings/doubts-nl.ts';
import { germanDoubts } from '#renderer/strings/doubts-de.ts';
import { toNumbers } from '#renderer/strings/numbers.ts';

/** The sentences of one language about a column that is suggested. Numbers come as text, in the language's own form. */
export interface DoubtPhrases {
  readonly reason: (reason: SuggestionReason) => string;
  readonly doubt: (doubt: SuggestionDoubt, number: (value: number) => string) => string;
}

/** Why a column is suggested, in one sentence. */
export function toReasonText(reason: SuggestionReason, language: Language): string {
  switch (language) {
    case 'en':
      return toReasonSentence(reason);
    case 'nl':
      return dutchDoubts.reason(reason);
    case 'de':
      return germanDoubts.reason(reason);
    default:
      throw language satisfies never;
  }
}

/** What has to be looked at, in one sentence. */
export function toDoubtText(doubt: SuggestionDoubt, language: Language): string {
  if (language === 'en') return toSuggestionDoubtSentence(doubt);
  const { number } = toNumbers(language);
  return (language === 'nl' ? dutchDoubts : germanDoubts).doubt(doubt, number);
}
