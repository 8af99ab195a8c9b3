import { statSync } from 'node:fs';
import { FileError, toOutputError } from '#host/files/file-error.ts';

/** Whether files can be looked for in this folder. @throws FileError `output-folder-missing` */
export function checkFolder(path: string): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    throw toOutputError(path, error);
  }
  if (!isFolder) throw new FileError('output-folder-missing', path, 'a folder was expected');
}
