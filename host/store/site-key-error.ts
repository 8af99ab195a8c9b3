/** Why a key file is refused. */
export type SiteKeyErrorCode =
  | 'key-missing'
  | 'key-exists'
  | 'key-not-a-file'
  | 'key-not-readable'
  | 'key-not-writable'
  | 'key-owner'
  | 'key-rights'
  | 'key-damaged';

export class SiteKeyError extends Error {
  override readonly name = 'SiteKeyError';
  readonly code: SiteKeyErrorCode;
  readonly path: string;

  constructor(code: SiteKeyErrorCode, path: string, message: string) {
    super(`${path}: ${message}`);
    this.code = code;
    this.path = path;
  }
}
