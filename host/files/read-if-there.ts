import { FileError } from '#host/files/file-error.ts';
import { readWhole } from '#host/files/read-whole.ts';

/** As `readWhole`; undefined where there is no file of this name. @throws FileError */
export function readIfThere(path: string, maxBytes: number): Uint8Array | undefined {
  try {
    return readWhole(path, maxBytes);
  } catch (error) {
    if (error instanceof FileError && error.code === 'input-not-found') return undefined;
    throw error;
  }
}
