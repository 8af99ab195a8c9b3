/** Why a key file is refused. */
export type SiteKeyErrorCode =
  | 'key-missing'
  | 'key-exists'
  | 'key-not-a-file'
  | 'key-not-readable'
  | 'key-not-writable'
  | 'key-owner'
  | 'key-rights'
  | 'key-damaged'
  /** It is under the system's store, and this program has no way to that. */
  | 'key-sealed'
  /** It is under the system's store, or is to be, and there is none here, or it is locked. */
  | 'key-store-missing'
  /** It is under a store that is another one. */
  | 'key-store-other'
  /** It is not under the system's store, and the policy of the machine asks for that. */
  | 'key-not-sealed';

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
