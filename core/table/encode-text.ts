import { toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold, OwnMistakeError } from '#core/must-hold.ts';
import type { Encoding } from '#core/table/dialect.ts';
import { isSingleByte, toSingleByteCodec } from '#core/table/single-byte-text.ts';
import type { SingleByteEncoding } from '#core/table/single-byte.ts';

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Text to bytes, strictly: what was read in an encoding is written in it again, byte for byte. Throws OwnMistakeError
 * for a character that the encoding lacks; toEncodable makes a text of ours fit.
 */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (isSingleByte(encoding)) return toSingleByte(text, encoding);
  mustHold(!loneSurrogate.test(text), 'half a surrogate pair cannot be written');
  switch (encoding) {
    case 'utf-8':
      return toUtf8(text);
    case 'utf-16le':
      return toUtf16(text, 0);
    case 'utf-16be':
      return toUtf16(text, 1);
    default:
      throw encoding satisfies never;
  }
}

/** A text of ours in an encoding that may lack some of its characters: those are written as `U+2212`. */
export function toEncodable(text: string, encoding: Encoding): string {
  if (!isSingleByte(encoding)) return text.replace(new RegExp(loneSurrogate, 'g'), toCodePoint);
  const { bytes } = toSingleByteCodec(encoding);
  return text.replace(/[^\0-\x7F]/gu, (character) =>
    bytes.has(character.codePointAt(0) ?? 0) ? character : toCodePoint(character),
  );
}

function toCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `low` is the place of a unit's low byte: 0 little end first, 1 big end first. */
function toUtf16(text: string, low: 0 | 1): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[2 * at + low] = unit & 0xff;
    bytes[2 * at + 1 - low] = unit >> 8;
  }
  return bytes;
}

function toSingleByte(text: string, encoding: SingleByteEncoding): Uint8Array {
  const codec = toSingleByteCodec(encoding);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[at] = unit;
      continue;
    }
    const byte = codec.bytes.get(unit);
    if (byte === undefined) {
      throw new OwnMistakeError(`${encoding} has no ${toCodePoint(text.slice(at, at + 1))}`);
    }
    bytes[at] = byte;
  }
  return bytes;
}
