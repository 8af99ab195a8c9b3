import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import { joinValue, toValueText } from '#renderer/parts/value-text.ts';
import type { fieldWords } from '#renderer/strings/fields.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/** What the model does where this input has no value. */
export function toMissingText(
  input: Input,
  texts: Texts,
  words: (typeof fieldWords)['nl'],
  numbers: Numbers,
): string {
  const { missing } = input;
  switch (missing.policy) {
    case 'refuse':
      return words.missingRefuse;
    case 'model':
      return words.missingModel;
    case 'impute':
      return words.missingImpute(
        joinValue(toValueText(input, missing.value, { texts, numbers, units: words.units })),
      );
    default:
      throw missing satisfies never;
  }
}
