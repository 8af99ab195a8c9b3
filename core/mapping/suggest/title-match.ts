import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';

/** How a title names an input: `same` words; `holds` all words of a name; `part`, words of its label. */
export type TitleMatch = 'same' | 'holds' | 'part';

/** A text as words without accents, capitals, marks and what stands in brackets. */
export function toWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * Undefined where the title does not name it. Names and codes (LOINC, SNOMED CT) are the manifest's; labels those of the
 * bundle's texts.
 */
export function matchTitle(
  title: string,
  input: Pick<Input, 'name' | 'synonyms' | 'codes'>,
  texts: readonly Texts[],
): TitleMatch | undefined {
  if (input.codes.some(({ code }) => holdsCode(title, code))) return 'same';
  const words = toWords(title);
  const names = [input.name, ...Object.values(input.synonyms).flat()].map(toWords);
  const labels = texts.flatMap((one) => one[`inputs.${input.name}.label`] ?? []).map(toWords);
  const text = words.join(' ');
  if ([...names, ...labels].some((name) => name.join(' ') === text)) return 'same';
  if (names.some((name) => name.length > 0 && name.every((word) => words.includes(word)))) return 'holds';
  const long = words.filter((word) => word.length > 3);
  const isPart = (label: readonly string[]) => long.length > 0 && long.every((word) => label.includes(word));
  return labels.some(isPart) ? 'part' : undefined;
}

/** A code of a terminology whole, and long enough that it is none by chance. */
function holdsCode(title: string, code: string): boolean {
  const at = title.indexOf(code);
  if (at === -1 || code.length < 5) return false;
  return !/[\p{L}\p{N}-]/u.test(`${title[at - 1] ?? ''}${title[at + code.length] ?? ''}`);
}
