import { countBytes, type ByteCounts } from '#core/detect/byte-counts.ts';
import type { SampledFile } from '#core/detect/byte-sample.ts';
import { decodeSamples } from '#core/detect/decode-samples.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { Refusal, Sureness } from '#core/detect/dialect-suggestion.ts';
import { toLetterFit } from '#core/detect/letter-fit.ts';
import type { Dialect, Encoding } from '#core/table/dialect.ts';
import { singleByteHigh, type SingleByteEncoding } from '#core/table/single-byte.ts';

export type EncodingChoice = Pick<Dialect, 'encoding' | 'bom'>;

export interface EncodingFinding {
  /** The one suggested, then those that could be meant too; at least one. */
  readonly choices: readonly [EncodingChoice, ...EncodingChoice[]];
  readonly sureness: Sureness;
  readonly evidence: readonly DialectEvidence[];
}

const marks: readonly { readonly start: readonly number[]; readonly encoding: Encoding }[] = [
  { start: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { start: [0xff, 0xfe], encoding: 'utf-16le' },
  { start: [0xfe, 0xff], encoding: 'utf-16be' },
];
/** Sequences from which on text is UTF-8 beyond doubt; text of another encoding seldom has even one. */
const enoughSequences = 4;

/**
 * The encoding of a file by its samples: its byte order mark; UTF-8 where all bytes are; UTF-16 where NULs stand at one
 * parity; else Windows-1252, as Western record systems write, which is only assumed. A file of two encodings, and one
 * whose letters make no sense in Windows-1252, is undecided. Gives a refusal where it is no text at all.
 */
export function suggestEncoding(file: SampledFile): EncodingFinding | Refusal {
  const counts = countBytes(file);
  const head = file.samples[0]?.bytes ?? new Uint8Array(0);
  const mark = marks.find(({ start }) => start.every((byte, at) => head[at] === byte));
  if (mark !== undefined) return byMark(file, mark.encoding);
  if (counts.nulEven + counts.nulOdd > 0) return byNulPattern(file, counts);
  if (counts.outside === 0) return asUtf8(file, counts);
  return asSingleByte(file, counts);
}

function byMark(file: SampledFile, encoding: Encoding): EncodingFinding | Refusal {
  const choice = { encoding, bom: true };
  const texts = decodeSamples(file, choice);
  if (texts === undefined) {
    return refusal('encoding', `the byte order mark says ${encoding}, but the file holds bytes that are not`);
  }
  if (texts.some(({ text }) => text.includes('\0'))) return noText();
  return {
    choices: [choice],
    sureness: 'certain',
    evidence: [{ code: 'byte-order-mark', facet: 'encoding', count: 1, what: encoding }],
  };
}

function byNulPattern(file: SampledFile, { nulEven, nulOdd, bytes }: ByteCounts): EncodingFinding | Refusal {
  const possible = (['utf-16le', 'utf-16be'] as const).flatMap((encoding) => {
    const texts = decodeSamples(file, { encoding, bom: false });
    // Text of other bytes read as UTF-16 has no line breaks, but by a rare chance.
    if (texts?.every(({ text }) => /[\r\n]/.test(text) && !text.includes('\0')) !== true) return [];
    return [{ encoding, bom: false, nuls: encoding === 'utf-16le' ? nulOdd : nulEven }];
  });
  const [first, second] = possible.toSorted((a, b) => b.nuls - a.nuls);
  if (first === undefined) return noText();
  const choice = { encoding: first.encoding, bom: false };
  const evidence: DialectEvidence[] = [
    {
      code: 'nul-pattern',
      facet: 'encoding',
      count: first.nuls,
      of: Math.floor(bytes / 2),
      what: first.encoding,
    },
  ];
  if (second === undefined || second.nuls * 4 <= first.nuls) {
    return { choices: [choice], sureness: 'likely', evidence };
  }
  return {
    choices: [choice, { encoding: second.encoding, bom: false }],
    sureness: 'undecided',
    evidence,
  };
}

function asUtf8(file: SampledFile, { sequences, bytes }: ByteCounts): EncodingFinding {
  const choice = { encoding: 'utf-8', bom: false } as const;
  if (sequences > 0) {
    return {
      choices: [choice, { encoding: 'windows-1252', bom: false }],
      sureness: sequences >= enoughSequences ? 'certain' : 'likely',
      evidence: [{ code: 'valid-utf-8', facet: 'encoding', count: sequences }],
    };
  }
  return {
    choices: [choice, { encoding: 'windows-1252', bom: false }],
    // Bytes that were not looked at may be of any encoding.
    sureness: bytes === file.size ? 'likely' : 'assumed',
    evidence: [{ code: 'ascii-only', facet: 'encoding', count: bytes, of: file.size }],
  };
}

function asSingleByte(
  file: SampledFile,
  { high, sequences, outside }: ByteCounts,
): EncodingFinding | Refusal {
  const fits = toSingleByteNames().flatMap((encoding) => {
    const texts = decodeSamples(file, { encoding, bom: false });
    return texts === undefined ? [] : [{ encoding, texts, fit: toLetterFit(texts) }];
  });
  const usual = fits.find(({ encoding }) => encoding === 'windows-1252');
  const usualText = usual?.texts.map(({ text }) => text).join('');
  // Encodings in which the text is the same are no other choice.
  const others = fits
    .filter(
      ({ encoding, texts }) =>
        encoding !== 'windows-1252' && texts.map(({ text }) => text).join('') !== usualText,
    )
    .toSorted((a, b) => a.fit.strange - b.fit.strange);
  const [best, ...rest] = usual === undefined ? others : [usual, ...others];
  if (best === undefined) return refusal('encoding', 'no encoding has all bytes of this file');
  const better = others.find(({ fit }) => usual !== undefined && fit.strange < usual.fit.strange);
  const mixed = sequences > 0 && sequences * 5 > outside;
  const evidence: DialectEvidence[] = [
    { code: 'not-utf-8', facet: 'encoding', count: outside, of: high },
    ...(usual === undefined ? [countLacking(file)] : [fitOf('windows-1252', usual.fit)]),
    ...(better === undefined ? [] : [fitOf(better.encoding, better.fit)]),
    ...(mixed ? [{ code: 'mixed-utf-8', facet: 'encoding', count: sequences } as const] : []),
  ];
  const undecided = mixed || usual === undefined || better !== undefined;
  const ordered =
    undecided && better !== undefined
      ? [better, best, ...rest.filter((one) => one !== better)]
      : [best, ...rest];
  const [first = best, ...more] = ordered;
  return {
    choices: [toChoice(first), ...more.map(toChoice)],
    sureness: undecided ? 'undecided' : 'assumed',
    evidence,
  };
}

function fitOf(
  encoding: Encoding,
  fit: { readonly strange: number; readonly letters: number },
): DialectEvidence {
  const code = fit.strange === 0 ? 'letters-fit' : 'letters-strange';
  return {
    code,
    facet: 'encoding',
    count: fit.strange === 0 ? fit.letters : fit.strange,
    of: fit.letters,
    what: encoding,
  };
}

/** Bytes that Windows-1252 does not define. */
function countLacking({ samples }: SampledFile): DialectEvidence {
  const high = singleByteHigh['windows-1252'];
  const isLacking = (byte: number): boolean => byte >= 0x80 && high[byte - 0x80] === '\0';
  const count = samples.reduce((sum, { bytes }) => sum + bytes.filter(isLacking).length, 0);
  return { code: 'undefined-bytes', facet: 'encoding', count, what: 'windows-1252' };
}

function toChoice({ encoding }: { readonly encoding: Encoding }): EncodingChoice {
  return { encoding, bom: false };
}

function toSingleByteNames(): SingleByteEncoding[] {
  return Object.keys(singleByteHigh) as SingleByteEncoding[]; // safe: the keys of a const object
}

function noText(): Refusal {
  return refusal('not-text', 'the file holds NUL characters, which text never does; it is of another kind');
}

function refusal(code: Refusal['code'], message: string): Refusal {
  return { code, line: 1, message };
}
