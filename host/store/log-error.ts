/** Why the audit log refuses. */
export const logErrorCodes = [
  /** Another window or command is writing to it. */
  'log-in-use',
  'log-missing',
  /** Not a log, a log of another format, or one whose tables were changed. */
  'log-foreign',
  'log-not-writable',
  'log-not-readable',
  'log-disk-full',
  'log-io',
  'log-corrupt',
  'log-not-next',
  'log-refused',
  'log-closed',
  'log-unknown',
  /** Fewer entries, or others, than a checkpoint says that was kept in another place. */
  'log-rolled-back',
  /** The file that names the anchor is damaged. */
  'log-anchor',
  /** Begun with another site key. */
  'log-wrong-key',
  /** Its last rows are not as they were written; `visite log verify` says which. */
  'log-damaged',
  /** An earlier entry could not be written; nothing more is accepted until the log is opened anew. */
  'log-failed',
  /** Sealed content does not open with this key, or is not what its entry says. */
  'log-sealed',
] as const;

export type LogErrorCode = (typeof logErrorCodes)[number];

export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: LogErrorCode;
  readonly path: string;

  constructor(code: LogErrorCode, path: string, message: string) {
    super(`${path}: ${message}`);
    this.code = code;
    this.path = path;
  }
}

/** Names an error of the native store. Others are passed on as they are. */
export function toLogError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = logErrorCodes.find((known) => known === error.code);
  return code === undefined ? error : new LogError(code, path, `${error.message}${hint(code)}`);
}

function hint(code: LogErrorCode): string {
  switch (code) {
    case 'log-in-use':
      return '; close it, or wait until it has finished';
    case 'log-disk-full':
      return '; nothing of this was logged, so nothing of it may be shown: make room and start again';
    case 'log-corrupt':
      return '; run "visite log verify" and restore the log from a copy';
    default:
      return '';
  }
}
