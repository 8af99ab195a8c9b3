import { checkFiles } from '#host/trust/check-files.ts';
import {
  checkIgnorePaths,
  checkOrder,
  checkRootDigest,
  checkSignedNames,
} from '#host/trust/check-statement.ts';
import { toPreAuthenticationEncoding } from '#host/trust/dsse.ts';
import { type EcPublicKey, isEcdsaSignature } from '#host/trust/ec-key.ts';
import { type Signer, verifySigner } from '#host/trust/signer.ts';
import { parseSigstoreBundle, type SigstoreBundle } from '#host/trust/sigstore-bundle.ts';
import { parseStatement } from '#host/trust/statement.ts';
import { parseAnchors, type TrustAnchors } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** What a verified signature says. */
export interface VerifiedSignature {
  readonly signer: Signer;
  /** Name of what was signed; for a bundle `id@version`. */
  readonly subject: string;
  /** Root digest over all signed files, SHA-256 in hexadecimal. */
  readonly digest: string;
}

/**
 * Verifies that exactly these files (name → bytes; `model.sig` may stand among them) were signed by somebody trusted,
 * after the strict profile of docs/formats/signature.md. Throws TrustError.
 */
export function verifySignature(
  files: ReadonlyMap<string, Uint8Array>,
  signature: Uint8Array,
  anchors: TrustAnchors,
  now: Date,
): VerifiedSignature {
  const nowMs = checkClock(now);
  const trusted = parseAnchors(anchors);
  const bundle = parseSigstoreBundle(signature);
  const { signer, key } = verifySigner(bundle.material, trusted, nowMs);
  checkSignature(bundle, key);
  const statement = parseStatement(bundle.payload);
  checkSignedNames(statement.files.map(({ name }) => name));
  checkOrder(statement.files);
  checkIgnorePaths(statement);
  checkRootDigest(statement);
  checkFiles(files, statement.files, signature);
  return { signer, subject: statement.subject, digest: statement.rootDigest };
}

function checkClock(now: Date): number {
  const nowMs = now.getTime();
  if (Number.isNaN(nowMs)) {
    throw new TrustError('clock-invalid', 'expected the time of verification, got none');
  }
  return nowMs;
}

function checkSignature({ payload, signature }: SigstoreBundle, key: EcPublicKey): void {
  if (!isEcdsaSignature(key, toPreAuthenticationEncoding(payload), signature)) {
    throw new TrustError(
      'signature-invalid',
      `expected a signature by the ${key.curve} key ${key.fingerprint}, got another`,
    );
  }
}
