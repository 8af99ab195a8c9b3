import { useMemo } from 'react';
import type { Input } from '#core/bundle/manifest.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';
import type { Wording } from '#core/advice/sentence.ts';
import { joinValue, toUnitText, toValueText, type ValueText } from '#renderer/parts/value-text.ts';
import { useModelTexts, useNumbers, useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/** How a model's names and values are said in the language of the window. */
export interface ModelWords {
  readonly wording: Wording;
  readonly numbers: Numbers;
  readonly input: (name: string) => string;
  readonly arm: (name: string) => string;
  readonly outcome: (name: string) => string;
  /** What "61 of 100 are …" ends with; the label where the outcome has none. */
  readonly state: (name: string) => string;
  readonly category: (outcome: string, category: string) => string;
  readonly value: (input: Input, value: Exclude<ShownValue, null>) => ValueText;
  /** A unit in words, of several. */
  readonly unit: (code: string) => string;
  /** The same with its unit in one text; `missing` where there is none. */
  readonly said: (input: Input, value: ShownValue) => string;
}

export function useModelWords(content: ModelContent): ModelWords {
  const { texts, language } = useModelTexts(content);
  const numbers = useNumbers();
  const { units, missing } = useWords(fieldWords);
  return useMemo(() => {
    const text = (key: string, other: string): string => texts[key] ?? other;
    const value = (input: Input, of: Exclude<ShownValue, null>): ValueText =>
      toValueText(input, of, { texts, numbers, units });
    return {
      wording: { manifest: content.manifest, texts, language },
      numbers,
      input: (name) => text(`inputs.${name}.label`, name),
      arm: (name) => text(`arms.${name}.label`, name),
      outcome: (name) => text(`outcomes.${name}.label`, name),
      state: (name) => text(`outcomes.${name}.state`, text(`outcomes.${name}.label`, name)),
      category: (outcome, category) => text(`outcomes.${outcome}.categories.${category}`, category),
      value,
      unit: (code) => toUnitText(units, code),
      said: (input, of) => (of === null ? missing : joinValue(value(input, of))),
    };
  }, [content, texts, language, numbers, units, missing]);
}
