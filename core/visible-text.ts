/** Characters that nobody sees: they turn the direction in which others are read, take no room, or are controls. */
const unseen =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Text of a file as a screen or a report shows it: what nobody would see stands as `[U+202E]`. */
export function toVisibleText(text: string): string {
  return text.replace(
    unseen,
    (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
