import { rmSync } from 'node:fs';
import { toOutputError } from '#host/files/file-error.ts';

/** Removes a file; there may be none. @throws FileError */
export function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw toOutputError(path, error);
  }
}
