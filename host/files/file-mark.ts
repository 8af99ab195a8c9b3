import { statSync } from 'node:fs';
import { toInputError } from '#host/files/file-error.ts';

/** The mark of a file that is not there. */
export const noFile = 'none';

/** A text that is another one once a file was replaced or written; the same while there is none. @throws FileError */
export function toFileMark(path: string): string {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined
      ? noFile
      : [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join('-');
  } catch (error) {
    throw toInputError(path, error);
  }
}
