import { createHash } from 'node:crypto';
import { toQuoted } from '#core/bundle/quote.ts';
import { signatureFileName } from '#host/trust/check-statement.ts';
import type { SignedFile } from '#host/trust/statement.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** The files are exactly the signed ones, beside the signature: none missing, none more, none changed. */
export function checkFiles(
  files: ReadonlyMap<string, Uint8Array>,
  signed: readonly SignedFile[],
  signature: Uint8Array,
): void {
  const expected = new Map(signed.map(({ name, digest }) => [name, digest]));
  for (const name of expected.keys()) {
    if (!files.has(name)) {
      throw new TrustError('file-missing', `expected the signed file ${toQuoted(name)}, got none`);
    }
  }
  for (const [name, bytes] of files) {
    const digest = expected.get(name);
    if (digest === undefined) {
      if (name === signatureFileName && Buffer.compare(bytes, signature) === 0) continue;
      throw new TrustError('file-unsigned', `expected no file but the signed ones, got ${toQuoted(name)}`);
    }
    const got = toFileDigest(bytes);
    if (got !== digest) {
      throw new TrustError('file-changed', `${toQuoted(name)}: expected digest ${digest}, got ${got}`);
    }
  }
}

/** Hexadecimal SHA-256. */
export function toFileDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
