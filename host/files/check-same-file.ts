import { FileError } from '#host/files/file-error.ts';
import { noFile, toFileMark } from '#host/files/file-mark.ts';

/** Whether the file is the one that had this mark. @throws FileError `input-changed`, `input-not-found`, `input-lost` */
export function checkSameFile(path: string, mark: string): void {
  const now = toFileMark(path);
  if (now === mark) return;
  throw now === noFile
    ? new FileError('input-not-found', path, 'there is no such file any more')
    : new FileError('input-changed', path, 'it changed since it was opened; open it again');
}
