import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Language } from '#core/bundle/fields.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { Texts } from '#core/bundle/texts.ts';
import { toNumbers, type Numbers } from '#renderer/strings/numbers.ts';
import type { Words } from '#renderer/strings/language.ts';

const LanguageContext = createContext<Language>('nl');

export function LanguageProvider(props: { readonly language: Language; readonly children: ReactNode }) {
  return <LanguageContext value={props.language}>{props.children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The words of a part of the window, in its language. */
export function useWords<Shape>(words: Words<Shape>): Shape {
  return words[useLanguage()];
}

export function useNumbers(): Numbers {
  const language = useLanguage();
  return useMemo(() => toNumbers(language), [language]);
}

/** The texts of a model, and in which language they are: where the window's is missing, another, which is said. */
export interface ModelTexts {
  readonly language: Language;
  readonly texts: Texts;
  /** Whether the texts are in another language than the window. */
  readonly fallback: boolean;
}

export function toModelTexts({ texts, manifest }: ModelContent, language: Language): ModelTexts {
  const found = ([language, 'en', ...manifest.languages] as const).find((tag) => texts[tag] !== undefined);
  if (found === undefined) return { language, texts: {}, fallback: true };
  return { language: found, texts: texts[found] ?? {}, fallback: found !== language };
}

export function useModelTexts(content: ModelContent): ModelTexts {
  const language = useLanguage();
  return useMemo(() => toModelTexts(content, language), [content, language]);
}
