import type { Language } from '#core/bundle/fields.ts';

const letters: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  nl: [[/y/g, 'j']],
  en: [],
  de: [
    [/d/g, 'T'],
    [/y/g, 'J'],
    [/m/g, 'M'],
  ],
};

/** A form of dates in the letters of a language, with what they mean: `dd-mm-jjjj`, `TT.MM.JJJJ`. */
export function toDateFormText(format: string, language: Language): string {
  const [date = '', ...time] = format.split(/(?=[ T]h)/);
  const said = letters[language].reduce((text, [from, to]) => text.replace(from, to), date);
  return [said, ...time].join('');
}
