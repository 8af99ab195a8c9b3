/** Why a bundle is refused. The list is closed; docs/formats/bundle.md explains each code. */
export const bundleErrorCodes = [
  'bundle-too-large',
  'bundle-truncated',
  'container-not-zip',
  'container-feature',
  'container-not-canonical',
  'container-headers-differ',
  'container-too-many-entries',
  'container-entry-too-large',
  'container-bad-deflate',
  'container-bad-crc',
  'file-name',
  'file-missing',
  'file-unknown',
  'file-too-large',
  'json-encoding',
  'json-syntax',
  'json-duplicate-key',
  'json-number',
  'json-too-deep',
  'schema',
  'version-unknown',
  'manifest-inconsistent',
  'card-inconsistent',
  'golden-inconsistent',
  'reference-inconsistent',
  'texts-inconsistent',
  'text-hygiene',
  'module-not-wasm',
] as const;

export type BundleErrorCode = (typeof bundleErrorCodes)[number];

/** A refusal of a bundle. `where` is the file and, in JSON, the path inside it. */
export class BundleError extends Error {
  readonly code: BundleErrorCode;
  readonly where: string;

  constructor(code: BundleErrorCode, where: string, message: string) {
    super(where === '' ? message : `${where}: ${message}`);
    this.name = 'BundleError';
    this.code = code;
    this.where = where;
  }
}
