/** Why trust is refused. The list is closed; docs/formats/signature.md explains each code. */
export const trustErrorCodes = [
  // What the verifier was given.
  'anchors-invalid',
  'clock-invalid',
  // The signature file.
  'signature-missing',
  'signature-too-large',
  'signature-not-json',
  'signature-malformed',
  'signature-version-unsupported',
  'signature-base64',
  'signature-material',
  'signature-count',
  'signature-invalid',
  'payload-type-unsupported',
  // The key.
  'key-hint-missing',
  'key-unknown',
  'key-unsupported',
  'key-revoked',
  // The certificates.
  'certificate-malformed',
  'certificate-chain-length',
  'certificate-root-included',
  'certificate-revoked',
  'certificate-not-yet-valid',
  'certificate-expired',
  'certificate-untrusted',
  'certificate-signature-invalid',
  'certificate-is-authority',
  'certificate-not-authority',
  'certificate-path-length',
  'certificate-usage',
  'certificate-extension-unknown',
  'certificate-name',
  'publisher-not-allowed',
  // What was signed.
  'statement-not-json',
  'statement-malformed',
  'statement-type-unsupported',
  'predicate-type-unsupported',
  'subject-count',
  'serialization-unsupported',
  'ignore-paths',
  'file-name',
  'file-name-reserved',
  'file-order',
  'root-digest',
  // The files.
  'file-missing',
  'file-unsigned',
  'file-changed',
  // The bundle.
  'identity-mismatch',
  'publisher-mismatch',
  // Signing.
  'signing-key',
  'signing-certificate',
  'signing-subject',
  'signing-no-files',
] as const;

export type TrustErrorCode = (typeof trustErrorCodes)[number];

/** A refusal to trust. The message says what was expected and what was got; hostile text in it is quoted. */
export class TrustError extends Error {
  readonly code: TrustErrorCode;

  constructor(code: TrustErrorCode, message: string) {
    super(message);
    this.name = 'TrustError';
    this.code = code;
  }
}
