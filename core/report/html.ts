import { toVisibleText } from '#core/visible-text.ts';

/** Text as HTML shows it, in an element and in a quoted attribute. Characters that nobody would see are made visible. */
export function toHtmlText(text: string): string {
  return toVisibleText(text)
    .replace(/[\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
