import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { toSampleRanges, type SampledFile } from '#core/detect/byte-sample.ts';
import { FileError, toInputError } from '#host/files/file-error.ts';

/** Reads of a file, however large, the pieces that a preview looks at. @throws FileError */
export function readSample(path: string): SampledFile {
  let descriptor: number | undefined;
  try {
    // A pipe would otherwise hold the program here until somebody writes to it.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FileError('input-not-a-file', path, 'a file was expected');
    const samples = [];
    for (const { offset, length } of toSampleRanges(stat.size)) {
      samples.push({ offset, bytes: readAt(descriptor, path, offset, length) });
    }
    return { size: stat.size, samples };
  } catch (error) {
    throw toInputError(path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAt(descriptor: number, path: string, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length;) {
    const count = readSync(descriptor, bytes, read, length - read, offset + read);
    if (count === 0) throw new FileError('input-changed', path, 'it became shorter while it was read');
    read += count;
  }
  return bytes;
}
