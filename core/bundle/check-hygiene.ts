import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { checkThat } from '#core/bundle/inconsistency.ts';

/** ASCII that can be seen, no space around it: most texts, and faster than the rules one by one. */
const plain = /^[!-~]+( +[!-~]+)*$/;
/** Controls, format characters (bidirectional, zero width), private use, line and paragraph separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\uFFF9-\uFFFF]/u;

/**
 * Text that shows what it says: in Unicode's composed form (NFC), nothing hidden in it, no space around it. `lines`
 * allows line feeds. Looks at every text inside a JSON value.
 */
export function checkHygiene(value: unknown, lines: boolean, where = ''): readonly Inconsistency[] {
  if (typeof value === 'string') {
    if (plain.test(value)) return [];
    const text = lines ? value.replaceAll('\n', ' ') : value;
    return [
      ...checkThat(
        !hidden.test(text),
        where,
        'expected visible characters, got a control or format character',
      ),
      ...checkThat(value.normalize('NFC') === value, where, 'expected composed characters (NFC), got others'),
      ...checkThat(value.trim() === value, where, 'expected no space around the text, got some'),
    ];
  }
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => checkHygiene(part, lines, `${where}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    checkHygiene(part, lines, where === '' ? key : `${where}.${key}`),
  );
}
