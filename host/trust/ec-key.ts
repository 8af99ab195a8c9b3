import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parsePem, toPem } from '#host/trust/pem.ts';
import { TrustError } from '#host/trust/trust-error.ts';

export type Curve = 'P-256' | 'P-384' | 'P-521';
export type Digest = 'sha256' | 'sha384' | 'sha512';

/** A public key on one of the three curves; the curve fixes the digest of what it signs. */
export interface EcPublicKey {
  readonly curve: Curve;
  readonly digest: Digest;
  readonly key: KeyObject;
  /** Hexadecimal SHA-256 of the key's PEM text: the `hint` of a signature. */
  readonly fingerprint: string;
}

/** SubjectPublicKeyInfo up to the coordinates: id-ecPublicKey, the named curve, an uncompressed point (RFC 5480). */
const encodings: readonly {
  readonly curve: Curve;
  readonly digest: Digest;
  readonly prefix: string;
  readonly coordinates: number;
}[] = [
  {
    curve: 'P-256',
    digest: 'sha256',
    prefix: '3059301306072a8648ce3d020106082a8648ce3d03010703420004',
    coordinates: 64,
  },
  {
    curve: 'P-384',
    digest: 'sha384',
    prefix: '3076301006072a8648ce3d020106052b8104002203620004',
    coordinates: 96,
  },
  {
    curve: 'P-521',
    digest: 'sha512',
    prefix: '30819b301006072a8648ce3d020106052b810400230381860004',
    coordinates: 132,
  },
];

/**
 * SubjectPublicKeyInfo (DER) to a key. Throws TrustError `key-unsupported` for other algorithms, other curves,
 * explicit parameters, compressed points and points that are not on the curve.
 */
export function parseEcPublicKey(spki: Uint8Array): EcPublicKey {
  const bytes = Buffer.from(spki);
  for (const { curve, digest, prefix, coordinates } of encodings) {
    const head = Buffer.from(prefix, 'hex');
    if (bytes.length === head.length + coordinates && bytes.subarray(0, head.length).equals(head)) {
      const fingerprint = createHash('sha256').update(toPem(bytes, 'PUBLIC KEY')).digest('hex');
      return { curve, digest, key: toKeyObject(bytes), fingerprint };
    }
  }
  throw new TrustError(
    'key-unsupported',
    'expected a public key on P-256, P-384 or P-521 as a named curve with an uncompressed point, got another',
  );
}

/** One `PUBLIC KEY` block of PEM to a key. Throws TrustError `key-unsupported`. */
export function parseEcPublicKeyPem(pem: string): EcPublicKey {
  const [spki, ...others] = parsePem(pem, 'PUBLIC KEY') ?? [];
  if (spki === undefined || others.length > 0) {
    throw new TrustError('key-unsupported', 'expected one PEM block "PUBLIC KEY" and nothing else');
  }
  return parseEcPublicKey(spki);
}

/** ECDSA over `data` with a DER signature; the digest is the curve's own unless the caller's format names one. */
export function isEcdsaSignature(
  key: EcPublicKey,
  data: Uint8Array,
  signature: Uint8Array,
  digest: Digest = key.digest,
): boolean {
  return verify(digest, data, { key: key.key, dsaEncoding: 'der' }, signature);
}

function toKeyObject(spki: Buffer): KeyObject {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    throw new TrustError('key-unsupported', 'expected a point on the curve, got one beside it');
  }
}
