import { createPrivateKey, createPublicKey, type KeyObject, sign as signBytes } from 'node:crypto';
import { compareFileNames } from '#core/bundle/file-names.ts';
import { checkLeaf } from '#host/trust/certificate-leaf.ts';
import { parseCertificate } from '#host/trust/certificate.ts';
import { toFileDigest } from '#host/trust/check-files.ts';
import { checkSignedNames, signatureFileName, toRootDigest } from '#host/trust/check-statement.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { type EcPublicKey, parseEcPublicKey } from '#host/trust/ec-key.ts';
import { parsePem } from '#host/trust/pem.ts';
import { bundleMediaType, payloadType } from '#host/trust/sigstore-bundle.ts';
import { predicateType, type SignedFile, statementType } from '#host/trust/statement.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** With what to sign; all PEM. `certificate` and `chain` (its issuers without the root) make it certificate mode. */
export interface SigningKey {
  /** Private key on P-256, P-384 or P-521. */
  readonly key: string;
  readonly passphrase?: string;
  readonly certificate?: string;
  readonly chain?: readonly string[];
}

/**
 * Signs the files (name → bytes; a `model.sig` among them is left out) under the name `subject`, `id@version` for a
 * bundle. Returns the bytes of `model.sig`, one line of JSON. Throws TrustError for what no verifier would accept.
 */
export function sign(
  files: ReadonlyMap<string, Uint8Array>,
  subject: string,
  signingKey: SigningKey,
): Uint8Array {
  const { privateKey, publicKey } = readKey(signingKey);
  const verificationMaterial = toMaterial(signingKey, publicKey);
  const payload = Buffer.from(toStatementText(subject, toSignedFiles(files)));
  const signed = toPreAuthenticationEncoding(payload);
  const signature = signBytes(publicKey.digest, signed, { key: privateKey, dsaEncoding: 'der' });
  const bundle = {
    mediaType: bundleMediaType,
    verificationMaterial,
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    },
  };
  return new Uint8Array(Buffer.from(JSON.stringify(bundle)));
}

function readKey({ key, passphrase }: SigningKey): {
  readonly privateKey: KeyObject;
  readonly publicKey: EcPublicKey;
} {
  const privateKey = orSigningKey(() =>
    createPrivateKey({ key, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) }),
  );
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey: parseEcPublicKey(spki) };
}

function orSigningKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    throw new TrustError(
      'signing-key',
      'expected a private key in PEM and, where it is encrypted, its passphrase',
    );
  }
}

function toMaterial({ certificate, chain = [] }: SigningKey, publicKey: EcPublicKey): object {
  if (certificate === undefined) {
    if (chain.length > 0)
      throw new TrustError('signing-certificate', 'expected a certificate beside the chain, got none');
    return { publicKey: { hint: publicKey.fingerprint }, tlogEntries: [] };
  }
  const [leaf, ...issuers] = [certificate, ...chain].flatMap(parseCertificatesPem);
  if (leaf === undefined) throw new TrustError('signing-certificate', 'expected a certificate, got none');
  const parsed = parseCertificate(leaf);
  checkLeaf(parsed);
  if (parsed.publicKey.fingerprint !== publicKey.fingerprint) {
    throw new TrustError(
      'signing-certificate',
      'expected the certificate of the signing key, got that of another key',
    );
  }
  const certificates = [leaf, ...issuers].map((der) => ({ rawBytes: Buffer.from(der).toString('base64') }));
  return { x509CertificateChain: { certificates }, tlogEntries: [] };
}

function parseCertificatesPem(pem: string): readonly Uint8Array[] {
  const blocks = parsePem(pem, 'CERTIFICATE');
  if (blocks === undefined) {
    throw new TrustError('signing-certificate', 'expected PEM blocks "CERTIFICATE", got other text');
  }
  return blocks;
}

function toSignedFiles(files: ReadonlyMap<string, Uint8Array>): readonly SignedFile[] {
  const names = [...files.keys()].filter((name) => name !== signatureFileName).sort(compareFileNames);
  if (names.length === 0)
    throw new TrustError('signing-no-files', 'expected at least one file to sign, got none');
  checkSignedNames(names);
  return names.map((name) => ({ name, digest: toFileDigest(files.get(name) ?? new Uint8Array()) }));
}

/** The statement as the reference implementation writes it: indented by two, in ASCII. */
function toStatementText(subject: string, files: readonly SignedFile[]): string {
  if (!/^[!-~]+$/.test(subject)) {
    throw new TrustError(
      'signing-subject',
      'expected a subject name of visible ASCII characters, got another',
    );
  }
  const statement = {
    _type: statementType,
    subject: [{ name: subject, digest: { sha256: toRootDigest(files) } }],
    predicateType,
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: [signatureFileName, '.git', '.gitattributes', '.github', '.gitignore'],
      },
      resources: files.map(({ name, digest }) => ({ name, algorithm: 'sha256', digest })),
    },
  };
  return JSON.stringify(statement, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
