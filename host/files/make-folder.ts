import { mkdirSync } from 'node:fs';
import { toOutputError } from '#host/files/file-error.ts';

/** Makes a folder, with those above it, for this account only; one that is there stays as it is. @throws FileError */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toOutputError(path, error);
  }
}
