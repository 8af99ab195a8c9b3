import { inflateRawSync } from 'node:zlib';

/** What `info` makes of the result, which Node's typings leave out; `bytesWritten` counts the bytes that were read. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** Errors of zlib that are the stream's fault: damaged, cut off, longer than allowed. Any other is no refusal. */
const streamErrors: readonly unknown[] = ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR_BUFFER_TOO_LARGE'];

/** zlib's least chunk. */
const leastChunk = 64;

/**
 * The `Inflate` of core/bundle/container.ts over Node's own zlib. Makes room for `size` bytes twice: one byte more for
 * zlib, which shows what is too long, and the copy that is returned.
 */
export function inflateRaw(source: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  const inflated = inflateOrNothing(source, size);
  if (inflated === undefined) return undefined;
  const { buffer, engine } = inflated;
  if (buffer.length !== size || engine.bytesWritten !== source.length) return undefined;
  // A copy, since small results of zlib lie in a pool that they share with others.
  return new Uint8Array(buffer);
}

function inflateOrNothing(source: Uint8Array, size: number): Inflated | undefined {
  const options = {
    info: true,
    maxOutputLength: Math.max(size, 1),
    chunkSize: Math.max(size + 1, leastChunk),
  };
  try {
    const result: unknown = inflateRawSync(source, options);
    return result as Inflated; // safe: with `info` the result has this shape from Node 10 on
  } catch (error) {
    if (error instanceof Error && 'code' in error && streamErrors.includes(error.code)) return undefined;
    throw error;
  }
}
