import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileError, toInputError } from '#host/files/file-error.ts';

/**
 * The file itself, or the files in a folder (not below it) whose names end so, capitals apart, sorted by name.
 * @throws FileError
 */
export function listFiles(path: string, ending: string, maxFiles: number): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path)
      .filter((name) => name.toLowerCase().endsWith(ending))
      .sort();
    if (names.length === 0) throw new FileError('input-not-found', path, `there is no ${ending} file in it`);
    if (names.length > maxFiles) {
      throw new FileError('input-too-large', path, `expected at most ${maxFiles} files, got ${names.length}`);
    }
    return names.map((name) => join(path, name));
  } catch (error) {
    throw toInputError(path, error);
  }
}
