import { toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold, OwnMistakeError } from '#core/must-hold.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { windows1252High } from '#core/table/windows-1252.ts';

type Encoding = Dialect['encoding'];

/** Code unit → byte, for the bytes 80 to 9F. The others are the code unit of the same number. */
const windows1252Bytes = new Map(
  windows1252High.flatMap((unit, index) => (unit === 0 ? [] : [[unit, 0x80 + index] as const])),
);
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Text to bytes, strictly: what was read in an encoding is written in it again, byte for byte. Throws OwnMistakeError
 * for a character that the encoding lacks; toEncodable makes a text of ours fit.
 */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      mustHold(!loneSurrogate.test(text), 'half a surrogate pair cannot be written');
      return toUtf8(text);
    case 'utf-16le':
      mustHold(!loneSurrogate.test(text), 'half a surrogate pair cannot be written');
      return toUtf16(text);
    case 'windows-1252':
      return toWindows1252(text);
    default:
      throw encoding satisfies never;
  }
}

/** A text of ours in an encoding that may lack some of its characters: those are written as `U+2212`. */
export function toEncodable(text: string, encoding: Encoding): string {
  if (encoding !== 'windows-1252') return text.replace(new RegExp(loneSurrogate, 'g'), toCodePoint);
  return text.replace(/[^\0-\x7F\xA0-\xFF]/gu, (character) =>
    windows1252Bytes.has(character.codePointAt(0) ?? 0) ? character : toCodePoint(character),
  );
}

function toCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function toUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = unit & 0xff;
    bytes[2 * at + 1] = unit >> 8;
  }
  return bytes;
}

function toWindows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const byte = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff) ? unit : windows1252Bytes.get(unit);
    if (byte === undefined) {
      throw new OwnMistakeError(`windows-1252 has no ${toCodePoint(text.slice(at, at + 1))}`);
    }
    bytes[at] = byte;
  }
  return bytes;
}
