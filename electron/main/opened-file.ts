import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The file that a command line opens this application with, absolute: the first word behind the program that is no
 * switch and is there.
 * @param application folder of an application that Electron was started with; none where it is packaged
 */
export function toOpenedFile(
  argv: readonly string[],
  folder: string,
  application?: string,
): string | undefined {
  const program =
    application === undefined ? 0 : argv.findIndex((word) => resolve(folder, word) === application);
  return argv
    .slice(program + 1)
    .filter((word) => word !== '' && !word.startsWith('-'))
    .map((word) => toPath(word, folder))
    .find((path) => path !== undefined && existsSync(path));
}

/** A desktop may give a file by its address; one on another machine is not opened. */
function toPath(word: string, folder: string): string | undefined {
  if (!word.startsWith('file:')) return resolve(folder, word);
  try {
    return new URL(word).host === '' ? fileURLToPath(word) : undefined;
  } catch {
    return undefined;
  }
}
