/**
 * What `é`, `ü` or `°` in UTF-8 (C3 or C2 and a byte from 80 to BF) look like in Windows-1252. Not a quote that closes
 * a word of capitals (`SÃO”`, `«Â»`), nor a letter, so that words of no language are meant.
 */
const garbled = /[ÃÂ][\u0080-\u00BA\u00BC-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“•–—˜™š›œžŸ]/;

/** Whether a text holds letters that were written in UTF-8 and read in an encoding of one byte a character, here or before. */
export function isGarbled(text: string): boolean {
  return garbled.test(text);
}
