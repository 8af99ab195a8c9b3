import type { Language } from '#core/bundle/fields.ts';

/**
 * The words of one part of the window in every language: a value of words for each, of one shape, so that a word that is
 * missing in a language does not compile. Words with a number or a name in them are functions.
 */
export type Words<Shape> = Readonly<Record<Language, Shape>>;

export const languages: readonly Language[] = ['nl', 'en', 'de'];
export const languageNames: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'English',
  de: 'Deutsch',
};

/** The language of the window: as it is set, else that of the system where it is one of ours, else Dutch. */
export function toLanguage(setting: Language | 'system', system: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of system) {
    const known = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (known !== undefined) return known;
  }
  return 'nl';
}

const germanKeys: Readonly<Record<string, string>> = {
  Ctrl: 'Strg',
  Shift: 'Umschalt',
  PgUp: 'Bild ↑',
  PgDn: 'Bild ↓',
  Home: 'Pos 1',
  End: 'Ende',
};

/** A key as it is printed on the keyboards of a language: `Strg Z`. */
export function toKeyName(keys: string, language: Language): string {
  if (language !== 'de') return keys;
  return keys
    .split(' ')
    .map((key) => germanKeys[key] ?? key)
    .join(' ');
}

/** A German time behind "nach": `5 Jahre` becomes `5 Jahren`. */
export function toDative(time: string): string {
  return time.replace(/(Jahre|Monate|Tage)$/, '$1n');
}
