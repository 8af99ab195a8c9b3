/**
 * Why a model could not be run. Codes of the engine (`module-…`, `import-…`, `trap-…`; docs/formats/model-abi.md) pass
 * through as they are; the ones below are the process boundary's own.
 */
export type RunnerErrorCode =
  | 'runner-deadline' // the process was killed at its deadline
  | 'runner-died' // the process ended on its own
  | 'runner-closed' // a call after close
  | 'runner-not-verified' // something that is not a VerifiedBundle was handed in
  | 'runner-not-confined' // the process could not give up what the machine wants it to
  | 'golden-differs' // this machine does not compute the bundle's own bits
  | `engine:${string}`;

export class RunnerError extends Error {
  override readonly name = 'RunnerError';
  readonly code: RunnerErrorCode;
  constructor(code: RunnerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
