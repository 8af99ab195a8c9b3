/** Why the host does not answer a call, where no other error says it. */
export type DeskErrorCode =
  | 'call-unknown'
  | 'arguments-refused'
  /** The file or folder that a token stands for is not known any more. */
  | 'file-unknown'
  | 'demo-not-allowed'
  | 'demo-not-available'
  | 'set-by-organisation'
  | 'model-none'
  | 'model-not-usable'
  | 'import-none'
  | 'import-not-ready'
  | 'import-column-unknown'
  | 'list-none'
  | 'row-unknown'
  | 'row-without-result'
  | 'value-refused'
  | 'arm-unknown'
  | 'decision-none'
  | 'why-none'
  | 'job-running'
  | 'cancelled'
  | 'profile-missing'
  | 'resume-none';

export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly code: DeskErrorCode;
  constructor(code: DeskErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
