/** Why a model is not installed, released or run. The list is closed; docs/formats/release.md explains each code. */
export const modelErrorCodes = [
  // The bundle.
  'bundle-revoked',
  'version-below-minimum',
  'version-lower',
  'version-taken',
  // The store.
  'model-not-installed',
  'model-changed',
  'model-withdrawn',
  'model-no-earlier',
  'model-store-damaged',
  'model-reason',
  // The release.
  'release-missing',
  'release-malformed',
  'release-other-bundle',
  'release-key-unknown',
  'release-key-revoked',
  'release-same-key',
  'release-same-account',
  'release-publisher-key',
  'release-signature-invalid',
  'release-incomplete',
  'release-key',
] as const;

export type ModelErrorCode = (typeof modelErrorCodes)[number];

/** A refusal to install, release or run a model. The message says what was expected and what was got. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
