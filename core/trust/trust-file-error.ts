/** Why a trust file, or what is pinned of it, is refused. The list is closed; docs/formats/trust-file.md explains each code. */
export const trustFileErrorCodes = [
  // The file.
  'trust-file-too-large',
  'trust-file-malformed',
  'trust-file-not-canonical',
  'trust-file-keys',
  // Its signatures.
  'trust-signature-invalid',
  'trust-below-threshold',
  // Its roots.
  'trust-root-other',
  'trust-root-gap',
  'trust-root-version-lower',
  'trust-root-expired',
  // Its list.
  'trust-list-version-lower',
  'trust-list-version-reused',
  'trust-list-expired',
  // What is pinned on this computer.
  'trust-not-pinned',
  'trust-pinned-already',
  'trust-state-damaged',
  'trust-expired',
] as const;

export type TrustFileErrorCode = (typeof trustFileErrorCodes)[number];

/** A refusal of a trust file. The message says what was expected and what was got. */
export class TrustFileError extends Error {
  override readonly name = 'TrustFileError';
  readonly code: TrustFileErrorCode;

  constructor(code: TrustFileErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
