/** Why no result file can be made of an export. The list is closed; docs/formats/result.md explains each code. */
export type ResultErrorCode = 'column-clash';

export class ResultError extends Error {
  readonly code: ResultErrorCode;

  constructor(code: ResultErrorCode, message: string) {
    super(message);
    this.name = 'ResultError';
    this.code = code;
  }
}
