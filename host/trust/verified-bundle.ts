import { type Bundle, parseBundle } from '#core/bundle/bundle.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { signatureFileName } from '#host/trust/check-statement.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import type { Signer } from '#host/trust/signer.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';

interface VerifiedContent {
  readonly digest: string;
  readonly signer: Signer;
  readonly bundle: Bundle;
}

/** Known to this module only: without it the constructor refuses. */
const maker = Symbol('verifyBundle');
let makeVerifiedBundle: (content: VerifiedContent) => VerifiedBundle;
let hasBrand: (value: object) => boolean;

/**
 * A bundle whose signature was verified. Only `verifyBundle` makes one: the private member refuses look-alikes when
 * compiling, the brand and the maker's symbol when running.
 */
export class VerifiedBundle {
  readonly #verified = true;
  /** What `id@version` names. */
  readonly id: string;
  readonly version: string;
  /** Root digest over all signed files, SHA-256 in hexadecimal. */
  readonly digest: string;
  readonly signer: Signer;
  readonly bundle: Bundle;

  static {
    makeVerifiedBundle = (content) => new VerifiedBundle(maker, content);
    hasBrand = (value) => #verified in value && value.#verified;
  }

  private constructor(key: symbol, { digest, signer, bundle }: VerifiedContent) {
    if (key !== maker) {
      throw new TypeError('a VerifiedBundle is made by verifyBundle only');
    }
    this.id = bundle.manifest.id;
    this.version = bundle.manifest.version;
    this.digest = digest;
    this.signer = signer;
    this.bundle = bundle;
    freezeDeep(this);
  }
}

/**
 * Verifies a `.visite` file against what this computer trusts: container, signature, identity, content. Throws
 * TrustError, or BundleError where container or content are not a bundle.
 */
export function verifyBundle(bytes: Uint8Array, anchors: TrustAnchors, now: Date): VerifiedBundle {
  // A copy (`slice` of a Buffer is none): what was verified is kept, whatever the caller does with the bytes.
  const files = parseContainer(new Uint8Array(bytes), inflateRaw);
  const { signer, subject, digest } = verifySignature(files, takeSignature(files), anchors, now);
  const bundle = parseBundle(files);
  checkIdentity(bundle, subject);
  checkPublisher(bundle, signer);
  return makeVerifiedBundle({ digest, signer, bundle });
}

/** True for what verifyBundle returned, and for nothing else. */
export function isVerifiedBundle(value: unknown): value is VerifiedBundle {
  return typeof value === 'object' && value !== null && hasBrand(value);
}

function takeSignature(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const signature = files.get(signatureFileName);
  if (signature === undefined) {
    throw new TrustError(
      'signature-missing',
      `expected a signed bundle, got one without ${signatureFileName}`,
    );
  }
  return signature;
}

function checkIdentity({ manifest }: Bundle, subject: string): void {
  const identity = `${manifest.id}@${manifest.version}`;
  if (subject !== identity) {
    throw new TrustError(
      'identity-mismatch',
      `expected a signature for ${toQuoted(identity)}, got one for ${toQuoted(subject)}`,
    );
  }
}

function checkPublisher({ manifest }: Bundle, signer: Signer): void {
  if (manifest.publisher !== signer.publisher) {
    throw new TrustError(
      'publisher-mismatch',
      `expected the publisher of the manifest, ${toQuoted(manifest.publisher)}, to have signed, got ${toQuoted(signer.publisher)}`,
    );
  }
}

/** Freezes objects and lists; bytes cannot be frozen. */
function freezeDeep(value: object): void {
  if (ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freezeDeep(part);
  }
}
