/** Hostile text made safe for a message: in quotes, at most 60 characters, hidden characters written as escapes. */
export function toQuoted(text: string): string {
  return `"${toVisible(text.replace(/["\\]/g, '\\$&'), 60)}"`;
}

/** At most `most` characters; controls, format characters (bidirectional), separators, unassigned ones as escapes. */
export function toVisible(text: string, most: number): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return short.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}
