import { createHash } from 'node:crypto';
import { type CertificateExtensions, parseExtensions } from '#host/trust/certificate-extensions.ts';
import { toObjectIdentifier, toPositiveInteger, toTimeMs, toWholeBytes } from '#host/trust/der-values.ts';
import { DerReader, malformed, tag } from '#host/trust/der.ts';
import { type Digest, type EcPublicKey, parseEcPublicKey } from '#host/trust/ec-key.ts';

/** What a decision needs of an X.509 certificate (RFC 5280) with an ECDSA key, signed with ECDSA. */
export interface Certificate {
  /** Hexadecimal SHA-256 of the DER bytes. */
  readonly fingerprint: string;
  /** The names as encoded: equal names are equal bytes here. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKey: EcPublicKey;
  readonly extensions: CertificateExtensions;
  /** What the issuer signed, with which digest, and the signature in DER. */
  readonly signed: { readonly bytes: Uint8Array; readonly digest: Digest; readonly signature: Uint8Array };
}

/** Largest certificate taken, in bytes. */
export const maximumCertificateBytes = 16_384;

const ecdsaDigests: Readonly<Record<string, Digest>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/**
 * DER bytes to a certificate. Throws TrustError `certificate-malformed`, `certificate-extension-unknown` or
 * `key-unsupported`.
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > maximumCertificateBytes) {
    throw malformed(`at most ${maximumCertificateBytes} bytes`, `${der.length}`);
  }
  const outer = new DerReader(der);
  const certificate = outer.enter(tag.sequence);
  outer.end();
  const signedBytes = certificate.take(tag.sequence);
  const algorithm = certificate.take(tag.sequence);
  const signature = toWholeBytes(certificate.take(tag.bitString));
  certificate.end();

  // RFC 5280, 4.1: TBSCertificate.
  const fields = new DerReader(signedBytes.content);
  checkVersion3(fields.enter(0xa0));
  toPositiveInteger(fields.take(tag.integer));
  // RFC 5280, 4.1.1.2: the algorithm inside is the one outside.
  if (!equal(fields.take(tag.sequence).bytes, algorithm.bytes)) {
    throw malformed('one signature algorithm', 'two different ones');
  }
  const issuer = parseName(fields);
  const validity = fields.enter(tag.sequence);
  const notBeforeMs = toTimeMs(validity.next());
  const notAfterMs = toTimeMs(validity.next());
  validity.end();
  const subject = parseName(fields);
  const publicKey = parseEcPublicKey(fields.take(tag.sequence).bytes);
  const wrapper = fields.enter(0xa3);
  fields.end();
  const extensions = parseExtensions(wrapper.enter(tag.sequence));
  wrapper.end();
  return {
    fingerprint: createHash('sha256').update(der).digest('hex'),
    issuer,
    subject,
    notBeforeMs,
    notAfterMs,
    publicKey,
    extensions,
    signed: { bytes: signedBytes.bytes, digest: parseDigest(algorithm.content), signature },
  };
}

function checkVersion3(version: DerReader): void {
  const [number, ...more] = version.take(tag.integer).content;
  version.end();
  if (number !== 2 || more.length > 0) throw malformed('version 3', 'another version');
}

function parseDigest(algorithm: Uint8Array): Digest {
  const reader = new DerReader(algorithm);
  const id = toObjectIdentifier(reader.take(tag.objectIdentifier));
  // RFC 5758, 3.2: ECDSA has no parameters.
  reader.end();
  const digest = ecdsaDigests[id];
  if (digest === undefined) throw malformed('ECDSA with SHA-256, SHA-384 or SHA-512', id);
  return digest;
}

/** RFC 5280, 4.1.2.4: a sequence of sets of attributes, here at least one. */
function parseName(fields: DerReader): Buffer {
  const name = fields.take(tag.sequence);
  const sets = new DerReader(name.content);
  do {
    const attributes = sets.enter(tag.set);
    do {
      const attribute = attributes.enter(tag.sequence);
      toObjectIdentifier(attribute.take(tag.objectIdentifier));
      attribute.next();
      attribute.end();
    } while (!attributes.atEnd);
  } while (!sets.atEnd);
  return Buffer.from(name.bytes);
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.from(left).equals(right);
}
