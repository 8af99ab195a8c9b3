import type { TextSample } from '#core/detect/decode-samples.ts';

/** How the characters beyond ASCII stand in a text. */
export interface LetterFit {
  /** All of them that were looked at. */
  readonly letters: number;
  /** Those that make no sense where they stand: a capital or a sign inside a word of small letters, a line of a box. */
  readonly strange: number;
}

/** Most characters that are looked at. */
const enough = 20_000;
/** Signs of Western exports: marks of quotation, units, powers, currencies, dashes. */
const signs = '€°µ±²³¹½¼¾’‘“”‚„–—…§·•×÷£©®™ªº«»¿¡≤≥≈√∞´¨¯¸†‡‰‹›ƒˆ˜\u00A0\u00AD';
/** Signs that may stand inside a word: an apostrophe, a hyphen, a space. */
const insideWords = '’‘´·\u00A0\u00AD–—';

/** How well the characters beyond ASCII fit a text of names and clinical terms in a European language. */
export function toLetterFit(texts: readonly TextSample[]): LetterFit {
  let letters = 0;
  let strange = 0;
  for (const { text } of texts) {
    for (const { 0: run, index } of text.matchAll(/[^\0-\x7F]+/g)) {
      for (let at = 0; at < run.length; at++) {
        letters += 1;
        const before = at > 0 ? (run[at - 1] ?? '') : text.charAt(index - 1);
        const after = at + 1 < run.length ? (run[at + 1] ?? '') : text.charAt(index + run.length);
        if (isStrange(run[at] ?? '', before, after)) strange += 1;
      }
      if (letters >= enough) return { letters, strange };
    }
  }
  return { letters, strange };
}

const small = /^\p{Ll}$/u;
const capital = /^\p{Lu}$/u;

function isStrange(character: string, before: string, after: string): boolean {
  if (capital.test(character)) return small.test(before);
  if (small.test(character)) return capital.test(before) && capital.test(after);
  if (!signs.includes(character)) return true;
  return /^[a-z]$/.test(before) && /^[a-z]$/.test(after) && !insideWords.includes(character);
}
