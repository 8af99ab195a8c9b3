import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FileError, toInputError } from '#host/files/file-error.ts';

/**
 * Reads a file of at most `maxBytes` once; the bytes returned are the ones that are used.
 * @throws FileError
 */
export function readWhole(path: string, maxBytes: number): Uint8Array {
  let descriptor: number | undefined;
  try {
    // A pipe would otherwise hold the program here until somebody writes to it.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FileError('input-not-a-file', path, 'a file was expected');
    if (stat.size > maxBytes) {
      throw new FileError('input-too-large', path, `expected at most ${maxBytes} bytes, got ${stat.size}`);
    }
    const bytes = new Uint8Array(stat.size);
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(descriptor, bytes, read, bytes.length - read, null);
      if (count === 0) throw new FileError('input-changed', path, 'it became shorter while it was read');
      read += count;
    }
    return bytes;
  } catch (error) {
    throw toInputError(path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
