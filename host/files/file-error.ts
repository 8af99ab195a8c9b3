/** Why a file could not be read or written. */
export type FileErrorCode =
  | 'input-not-found'
  | 'input-not-readable'
  | 'input-not-a-file'
  | 'input-too-large'
  | 'input-changed'
  | 'input-lost'
  | 'output-exists'
  | 'output-folder-missing'
  | 'output-not-writable'
  | 'output-disk-full'
  | 'file-failed';

export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  readonly path: string;
  constructor(code: FileErrorCode, path: string, message: string) {
    super(`${path}: ${message}`);
    this.code = code;
    this.path = path;
  }
}

/** Names the system's error for a file that is read. */
export function toInputError(path: string, error: unknown): FileError {
  switch (systemCode(error)) {
    case 'ENOENT':
      return new FileError('input-not-found', path, 'there is no such file');
    case 'EISDIR':
      return new FileError('input-not-a-file', path, 'this is a folder, a file was expected');
    case 'EACCES':
    case 'EPERM':
      return new FileError('input-not-readable', path, 'this account may not read it');
    default: {
      const code = systemCode(error);
      if (code === undefined || !lost.has(code)) return toOtherError(path, error);
      return new FileError('input-lost', path, `the disk or network share that holds it went away (${code})`);
    }
  }
}

/** What systems say of a file on a disk that was pulled out, or on a share that is no longer reached. */
const lost: ReadonlySet<string> = new Set(
  'EIO ENXIO ENODEV ENOTCONN ESTALE ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ECONNRESET ECONNABORTED UNKNOWN'.split(
    ' ',
  ),
);

/** Names the system's error for a file that is written. */
export function toOutputError(path: string, error: unknown): FileError {
  switch (systemCode(error)) {
    case 'EEXIST':
      return new FileError(
        'output-exists',
        path,
        'this file exists already and is not overwritten; give another name',
      );
    case 'ENOENT':
      return new FileError('output-folder-missing', path, 'the folder to write it in does not exist');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new FileError(
        'output-not-writable',
        path,
        'it cannot be written here (rights, or a read-only disk)',
      );
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new FileError('output-disk-full', path, 'the disk is full; nothing was left under this name');
    default:
      return toOtherError(path, error);
  }
}

function toOtherError(path: string, error: unknown): FileError {
  if (error instanceof FileError) return error;
  return new FileError('file-failed', path, error instanceof Error ? error.message : String(error));
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
