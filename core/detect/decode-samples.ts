import { parseUtf8 } from '#core/bundle/utf8.ts';
import type { ByteSample, SampledFile } from '#core/detect/byte-sample.ts';
import { completeLength } from '#core/table/complete-length.ts';
import type { Dialect, Encoding } from '#core/table/dialect.ts';
import { isSingleByte, parseSingleByte } from '#core/table/single-byte-text.ts';
import { parseUtf16 } from '#core/table/utf-16.ts';

/** A piece of a file's text, without the characters that are cut at its ends. */
export interface TextSample {
  readonly text: string;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** The samples as text, strictly; undefined where a byte of them is not of the encoding. A NUL is a character here. */
export function decodeSamples(
  file: SampledFile,
  { encoding, bom }: Pick<Dialect, 'encoding' | 'bom'>,
): readonly TextSample[] | undefined {
  const texts: TextSample[] = [];
  for (const sample of file.samples) {
    const atStart = sample.offset === 0;
    const atEnd = sample.offset + sample.bytes.length === file.size;
    const bytes = toWholeCharacters(sample, encoding, atEnd);
    const text = decode(bytes, encoding);
    if (text === undefined) return undefined;
    const start = atStart && bom && text.startsWith('\uFEFF') ? 1 : 0;
    texts.push({ text: start === 0 ? text : text.slice(start), atStart, atEnd });
  }
  return texts;
}

function toWholeCharacters({ offset, bytes }: ByteSample, encoding: Encoding, atEnd: boolean): Uint8Array {
  const start = offset === 0 ? 0 : toFirstCharacter(bytes, offset, encoding);
  const from = bytes.subarray(start);
  return atEnd ? from : from.subarray(0, completeLength(from, encoding));
}

/** Offset in the sample of the first character that begins in it. */
function toFirstCharacter(bytes: Uint8Array, offset: number, encoding: Encoding): number {
  switch (encoding) {
    case 'utf-8': {
      let at = 0;
      while (at < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at += 1;
      return at;
    }
    case 'utf-16le':
    case 'utf-16be': {
      const even = offset % 2;
      const high = bytes[encoding === 'utf-16le' ? even + 1 : even] ?? 0;
      return (high & 0xfc) === 0xdc ? even + 2 : even;
    }
    default:
      return 0;
  }
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (isSingleByte(encoding)) {
    const { text, undefinedAt } = parseSingleByte(bytes, encoding);
    return undefinedAt === -1 ? text : undefined;
  }
  if (encoding === 'utf-8') return parseUtf8(bytes);
  if (bytes.length % 2 !== 0) return undefined;
  const text = parseUtf16(bytes, encoding);
  return /\p{Surrogate}/u.test(text) ? undefined : text;
}
