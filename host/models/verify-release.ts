import { ModelError } from '#core/models/model-error.ts';
import { parseRelease, type ReleasedBundle } from '#core/models/release.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { isEcdsaSignature } from '#host/trust/ec-key.ts';
import { payloadType } from '#host/trust/sigstore-bundle.ts';
import { parseKey } from '#host/trust/verify-threshold.ts';

/** A bundle to release, and the key that its publisher signed it with. */
export interface SignedBundle extends ReleasedBundle {
  /** SHA-256 of the PEM text of the publisher's public key, of the certificate's where it signed with one. */
  readonly publisherKey: string;
}

/** Who released a bundle, and when. */
export interface VerifiedRelease {
  /** SHA-256 of the PEM text of each key. */
  readonly keys: readonly string[];
  readonly people: readonly string[];
  /** UTC with milliseconds. */
  readonly releasedAt: string;
  /** Whether as many people released it as the list asks for. */
  readonly complete: boolean;
}

/**
 * Verifies a release against the people whom the list names: every signature is by one of them, each once, none by the
 * publisher's key. That enough of them signed is told, not asked. Throws ModelError.
 */
export function verifyRelease(envelope: Envelope, bundle: SignedBundle, list: TrustList): VerifiedRelease {
  const payload = envelope.payloadType === payloadType ? parseBase64(envelope.payload) : undefined;
  if (payload === undefined) {
    throw new ModelError(
      'release-malformed',
      `release: expected an envelope of "${payloadType}" in canonical base64`,
    );
  }
  const signed = toPreAuthenticationEncoding(payload);
  const people = new Map(
    list.release.people.map(({ name, key }) => [parseKey(key).fingerprint, { name, key }]),
  );
  const keys = new Map<string, string>();
  for (const { keyid, sig } of envelope.signatures) {
    const person = people.get(keyid);
    checkKey(keyid, person !== undefined, keys, bundle, list);
    const signature = parseBase64(sig);
    if (
      person === undefined ||
      signature === undefined ||
      !isEcdsaSignature(parseKey(person.key), signed, signature)
    ) {
      throw new ModelError('release-signature-invalid', `release: expected a signature by the key ${keyid}`);
    }
    keys.set(keyid, person.name);
  }
  const { releasedAt } = parseRelease(payload, bundle);
  return {
    keys: [...keys.keys()],
    people: [...keys.values()],
    releasedAt,
    complete: keys.size >= list.release.threshold,
  };
}

function checkKey(
  keyid: string,
  known: boolean,
  before: ReadonlyMap<string, string>,
  bundle: SignedBundle,
  list: TrustList,
): void {
  if (keyid === bundle.publisherKey) {
    throw new ModelError('release-publisher-key', `release: expected another key than the publisher's`);
  }
  if (!known) {
    throw new ModelError(
      'release-key-unknown',
      `release: expected the key of a person whom the trust file names, got ${keyid}`,
    );
  }
  if (list.revokedFingerprints.some(({ sha256 }) => sha256 === keyid)) {
    throw new ModelError('release-key-revoked', `release: expected no revoked key, got ${keyid}`);
  }
  if (before.has(keyid)) {
    throw new ModelError('release-same-key', `release: expected each key once, got ${keyid} twice`);
  }
}
