import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { FieldReader, toShown } from '#host/trust/read-fields.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Who is said to have signed: the fingerprint of a key, or certificates (DER), leaf first. */
export type VerificationMaterial =
  | { readonly mode: 'key'; readonly hint: string }
  | { readonly mode: 'certificate'; readonly certificates: readonly Uint8Array[] };

export interface SigstoreBundle {
  readonly material: VerificationMaterial;
  /** The signed statement, as the bytes that were signed. */
  readonly payload: Uint8Array;
  /** ECDSA, DER. */
  readonly signature: Uint8Array;
}

export const bundleMediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const payloadType = 'application/vnd.in-toto+json';

/** Largest signature file taken, in bytes. */
export const maximumSignatureBytes = 1_048_576;

const read = new FieldReader('signature-malformed');

/** Bytes of `model.sig` to its parts; nothing is verified yet. Throws TrustError. */
export function parseSigstoreBundle(bytes: Uint8Array): SigstoreBundle {
  if (bytes.length > maximumSignatureBytes) {
    throw new TrustError(
      'signature-too-large',
      `expected at most ${maximumSignatureBytes} bytes, got ${bytes.length}`,
    );
  }
  const bundle = read.object(parseJson(bytes), 'model.sig', [
    'mediaType',
    'verificationMaterial',
    'dsseEnvelope',
  ]);
  if (bundle.get('mediaType') !== bundleMediaType) {
    throw new TrustError(
      'signature-version-unsupported',
      `expected media type "${bundleMediaType}", got ${toShown(bundle.get('mediaType'))}`,
    );
  }
  return {
    material: parseMaterial(bundle.get('verificationMaterial')),
    ...parseEnvelope(bundle.get('dsseEnvelope')),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseJsonStrict(bytes, 'model.sig');
  } catch (error) {
    if (error instanceof BundleError) throw new TrustError('signature-not-json', error.message);
    throw error;
  }
}

function parseMaterial(value: unknown): VerificationMaterial {
  const kinds = ['publicKey', 'x509CertificateChain'];
  const material = read.object(value, 'verificationMaterial', [], [...kinds, 'tlogEntries']);
  if (material.has('tlogEntries') && read.array(material.get('tlogEntries'), 'tlogEntries').length > 0) {
    throw new TrustError('signature-malformed', 'expected no entries of a transparency log, got some');
  }
  if (kinds.filter((kind) => material.has(kind)).length !== 1) {
    throw new TrustError('signature-material', 'expected either a public key or a certificate chain');
  }
  return material.has('publicKey')
    ? parsePublicKey(material.get('publicKey'))
    : parseCertificateChain(material.get('x509CertificateChain'));
}

function parsePublicKey(value: unknown): VerificationMaterial {
  const hint = read.object(value, 'publicKey', [], ['hint']).get('hint');
  if (hint === undefined || hint === '') {
    throw new TrustError('key-hint-missing', 'expected the fingerprint of the key as its hint, got none');
  }
  return { mode: 'key', hint: read.sha256(hint, 'publicKey.hint') };
}

function parseCertificateChain(value: unknown): VerificationMaterial {
  const chain = read.object(value, 'x509CertificateChain', ['certificates']);
  const certificates = read.array(chain.get('certificates'), 'certificates').map((entry, index) => {
    const where = `certificates[${index}]`;
    return parseBytes(read.object(entry, where, ['rawBytes']).get('rawBytes'), `${where}.rawBytes`);
  });
  return { mode: 'certificate', certificates };
}

function parseEnvelope(value: unknown): Pick<SigstoreBundle, 'payload' | 'signature'> {
  const envelope = read.object(value, 'dsseEnvelope', ['payload', 'payloadType', 'signatures']);
  if (envelope.get('payloadType') !== payloadType) {
    throw new TrustError(
      'payload-type-unsupported',
      `expected payload type "${payloadType}", got ${toShown(envelope.get('payloadType'))}`,
    );
  }
  const signatures = read.array(envelope.get('signatures'), 'signatures');
  if (signatures.length !== 1) {
    throw new TrustError('signature-count', `expected one signature, got ${signatures.length}`);
  }
  const signature = read.object(signatures[0], 'signatures[0]', ['sig'], ['keyid']);
  if (signature.has('keyid') && signature.get('keyid') !== '') {
    throw new TrustError('signature-malformed', 'expected an empty keyid, got another');
  }
  return {
    payload: parseBytes(envelope.get('payload'), 'payload'),
    signature: parseBytes(signature.get('sig'), 'signatures[0].sig'),
  };
}

function parseBytes(value: unknown, where: string): Uint8Array {
  const bytes = parseBase64(read.string(value, where));
  if (bytes === undefined || bytes.length === 0) {
    throw new TrustError('signature-base64', `${where}: expected canonical base64 of at least one byte`);
  }
  return bytes;
}
