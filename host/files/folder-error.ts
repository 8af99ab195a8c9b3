import { toQuoted } from '#core/bundle/quote.ts';

/** Why a folder is not taken as the files of a bundle. */
export type FolderErrorCode =
  | 'folder-unreadable'
  | 'folder-entry-kind'
  | 'folder-hard-link'
  | 'folder-empty'
  | 'folder-too-large'
  | 'folder-changed'
  | 'folder-file-name';

export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly code: FolderErrorCode;

  /** `entry` is the name inside the folder, empty for the folder itself. */
  constructor(code: FolderErrorCode, entry: string, expected: string, got: string) {
    super(`${entry === '' ? 'the folder' : toQuoted(entry)}: expected ${expected}, got ${got}`);
    this.code = code;
  }
}
