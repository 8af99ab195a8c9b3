/** Bytes of a file from `offset` on. */
export interface ByteSample {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What a suggestion looks at: pieces of a file in order, the first from byte 0, none overlapping. */
export interface SampledFile {
  /** Bytes of the whole file. */
  readonly size: number;
  readonly samples: readonly ByteSample[];
}

/** Bytes of the head; those of middle and tail are a quarter as many each. Wide headers need a long head. */
const headBytes = 262_144;

/**
 * Which bytes of a file of `size` to read for a suggestion: head, middle and tail, or all of a small file. Offsets are
 * even, so that code units of UTF-16 stay whole. However large the file, it is 384 KiB at most.
 */
export function toSampleRanges(
  size: number,
): readonly { readonly offset: number; readonly length: number }[] {
  if (size <= 1.5 * headBytes) return size === 0 ? [] : [{ offset: 0, length: size }];
  const length = headBytes / 4;
  const middle = 2 * Math.floor((size - length) / 4);
  const tail = 2 * Math.floor((size - length) / 2);
  return [
    { offset: 0, length: headBytes },
    { offset: Math.max(middle, headBytes), length: Math.min(length, tail - Math.max(middle, headBytes)) },
    { offset: tail, length: size - tail },
  ].filter((range) => range.length > 0);
}

/** Bytes that the samples hold together. */
export function toSampledBytes({ samples }: SampledFile): number {
  return samples.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
