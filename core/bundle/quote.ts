/**
 * Hostile text made safe for a message: in quotes, at most 60 characters, every control, format (bidirectional),
 * separator or unassigned character written as an escape.
 */
export function toQuoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return `"${short.replace(/["\\]|[\p{C}\p{Zl}\p{Zp}]/gu, toEscape)}"`;
}

function toEscape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
