import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FileError, toInputError } from '#host/files/file-error.ts';

/** Pieces of a file, of which a preview is made. Of a file that fits into the head, middle and tail are empty. */
export interface FileParts {
  /** Of the whole file. */
  readonly bytes: number;
  readonly head: Uint8Array;
  /** From the middle of what lies between head and tail. */
  readonly middle: Uint8Array;
  readonly tail: Uint8Array;
}

/** Reads at most `partBytes` from the start of a file, four times as much where it is not larger. @throws FileError */
export function readParts(path: string, partBytes: number): FileParts {
  let descriptor: number | undefined;
  try {
    // A pipe would otherwise hold the program here until somebody writes to it.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new FileError('input-not-a-file', path, 'a file was expected');
    const bytes = stat.size;
    const none = new Uint8Array(0);
    if (bytes <= 4 * partBytes) {
      return { bytes, head: readAt(descriptor, path, 0, bytes), middle: none, tail: none };
    }
    const middleAt = Math.floor((bytes - partBytes) / 2);
    return {
      bytes,
      head: readAt(descriptor, path, 0, partBytes),
      middle: readAt(descriptor, path, middleAt, partBytes),
      tail: readAt(descriptor, path, bytes - partBytes, partBytes),
    };
  } catch (error) {
    throw toInputError(path, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAt(descriptor: number, path: string, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length;) {
    const count = readSync(descriptor, bytes, read, length - read, position + read);
    if (count === 0) throw new FileError('input-changed', path, 'it became shorter while it was read');
    read += count;
  }
  return bytes;
}
