import { sign } from 'node:crypto';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { type Envelope, listPayloadType, rootPayloadType } from '#core/trust/envelope.ts';
import type { TrustFile } from '#core/trust/trust-file.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import type { TrustRoot } from '#core/trust/trust-root.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { parseEcPublicKeyPem } from '#host/trust/ec-key.ts';
import type { TestKey } from '#test/host/trust/make-certificate.ts';

/** Trust files for tests, put together from parts so that wrong ones can be made as easily as right ones. */

/** The moment at which the trust files of the tests are looked at. */
export const trustNow = Date.parse('2026-11-24T05:00:00Z');

/** A DSSE envelope, signed by each of the keys as often as it is named. */
export function makeEnvelope(
  payload: Uint8Array,
  payloadType: string,
  keys: readonly TestKey[],
  signedType = payloadType,
): Envelope {
  const signed = toPreAuthenticationEncoding(payload, signedType);
  return {
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: keys.map((key) => {
      const { digest, fingerprint } = parseEcPublicKeyPem(key.publicPem);
      const sig = sign(digest, signed, { key: key.privateKey, dsaEncoding: 'der' });
      return { keyid: fingerprint, sig: sig.toString('base64') };
    }),
  };
}

export function makeRoot(
  roles: { readonly root: readonly TestKey[]; readonly list: readonly TestKey[] },
  changes: Partial<TrustRoot> = {},
  thresholds: { readonly root: number; readonly list: number } = { root: 2, list: 2 },
): TrustRoot {
  const toRole = (keys: readonly TestKey[], threshold: number) => ({
    threshold,
    keys: keys.map(({ publicPem }) => publicPem),
  });
  return {
    format: 1,
    type: 'root',
    version: 1,
    expires: '2030-01-01T00:00:00Z',
    roles: { root: toRole(roles.root, thresholds.root), list: toRole(roles.list, thresholds.list) },
    ...changes,
  };
}

export function makeList(changes: Partial<TrustList> = {}): TrustList {
  return {
    format: 1,
    type: 'list',
    version: 1,
    expires: '2027-06-01T00:00:00Z',
    publishers: [],
    authorities: [],
    release: { threshold: 1, people: [] },
    minimumVersions: [],
    revokedBundles: [],
    revokedFingerprints: [],
    ...changes,
  };
}

export function signRoot(root: TrustRoot, keys: readonly TestKey[]): Envelope {
  return makeEnvelope(toCanonicalBytes(root), rootPayloadType, keys);
}

export function signList(list: TrustList, keys: readonly TestKey[]): Envelope {
  return makeEnvelope(toCanonicalBytes(list), listPayloadType, keys);
}

export function toTrustFileBytes(file: TrustFile): Uint8Array {
  return toCanonicalBytes(file);
}
