import { z } from 'zod';
import { Name, Sha256, Uri, Version } from '#core/bundle/fields.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { parseCanonicalForm } from '#core/trust/parse-form.ts';
import { FileVersion, KeyPem, Moment } from '#core/trust/role.ts';

/** What a person reads: one line of visible characters. */
const Line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);

/** Whom and what a hospital trusts (in the place of TUF 1.0, 4.5, targets). */
export const TrustList = z.strictObject({
  format: z.literal(1),
  type: z.literal('list'),
  version: FileVersion,
  expires: Moment,
  /** Each with the public keys that speak for it; none where it signs with certificates. */
  publishers: z.array(z.strictObject({ name: Line, uri: Uri, keys: z.array(KeyPem).max(16) })).max(256),
  /** Root certificates, and the publishers accepted from each. */
  authorities: z
    .array(z.strictObject({ certificate: z.string().max(24_000), publishers: z.array(Uri).max(256) }))
    .max(64),
  /** Who of the hospital releases a model: so many of these people, each with a key of their own. */
  release: z.strictObject({
    threshold: z.int().min(1).max(8),
    people: z.array(z.strictObject({ name: Line, key: KeyPem })).max(256),
  }),
  /** The lowest version of a model that may be installed or run. */
  minimumVersions: z.array(z.strictObject({ id: Name, version: Version })).max(4096),
  /** Root digests of bundles that must stop at once. */
  revokedBundles: z.array(z.strictObject({ sha256: Sha256, reason: Line })).max(4096),
  /** Fingerprints of keys (SHA-256 of the PEM text) and certificates (of the DER bytes). */
  revokedFingerprints: z.array(z.strictObject({ sha256: Sha256, reason: Line })).max(4096),
});

export type TrustList = z.infer<typeof TrustList>;

/** The payload of a list. Throws TrustFileError. */
export function parseTrustList(payload: Uint8Array): TrustList {
  const list = parseCanonicalForm(TrustList, payload, 'list');
  checkOnce(
    'publisher',
    list.publishers.map(({ uri }) => uri),
  );
  checkOnce(
    'authority',
    list.authorities.map(({ certificate }) => certificate),
  );
  checkOnce(
    'name of a releasing person',
    list.release.people.map(({ name }) => name),
  );
  checkOnce(
    'minimum version of a model',
    list.minimumVersions.map(({ id }) => id),
  );
  checkOnce(
    'revoked bundle',
    list.revokedBundles.map(({ sha256 }) => sha256),
  );
  checkOnce(
    'revoked fingerprint',
    list.revokedFingerprints.map(({ sha256 }) => sha256),
  );
  // One key speaks for one party: a publisher never releases its own model (two people), nobody releases twice.
  checkOnce('key', [
    ...list.publishers.flatMap(({ keys }) => keys),
    ...list.release.people.map(({ key }) => key),
  ]);
  const known = new Set(list.publishers.map(({ uri }) => uri));
  if (list.authorities.some(({ publishers }) => publishers.some((uri) => !known.has(uri)))) {
    throw new TrustFileError(
      'trust-file-malformed',
      'list: expected authorities to name publishers of the list, got another',
    );
  }
  return list;
}

function checkOnce(what: string, values: readonly string[]): void {
  if (new Set(values).size === values.length) return;
  throw new TrustFileError('trust-file-malformed', `list: expected each ${what} once, got one twice`);
}
