import { createHash } from 'node:crypto';
import { checkFileName, checkFileNames, compareFileNames, foldCase } from '#core/bundle/file-names.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import type { SignedFile, Statement } from '#host/trust/statement.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** The one file of a bundle that is not signed, since it is the signature. */
export const signatureFileName = 'model.sig';

/** First components that the reference implementation never signs, and so can never verify. */
const reserved: readonly string[] = [signatureFileName, '.git', '.gitattributes', '.github', '.gitignore'];

/** Names of signed files: each allowed, none reserved, none colliding with another or with the signature. */
export function checkSignedNames(names: readonly string[]): void {
  for (const name of names) {
    if (reserved.includes(foldCase(name.split('/')[0] ?? ''))) {
      throw new TrustError(
        'file-name-reserved',
        `expected no signed file of this name, got ${toQuoted(name)}`,
      );
    }
  }
  const [problem] = checkFileNames(names);
  if (problem !== undefined) {
    throw new TrustError(
      'file-name',
      `expected an allowed file name, got ${toQuoted(problem.name)} (${problem.code})`,
    );
  }
}

/** At least one file, and the order that fixes the root digest. */
export function checkOrder(files: readonly SignedFile[]): void {
  if (files.length === 0) {
    throw new TrustError('file-missing', 'expected at least one signed file, got none');
  }
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next !== undefined && compareFileNames(file.name, next.name) >= 0) {
      throw new TrustError('file-order', `expected ${toQuoted(next.name)} before ${toQuoted(file.name)}`);
    }
  }
}

/** Paths to ignore are plain relative paths, and none of them holds a signed file. */
export function checkIgnorePaths(statement: Statement): void {
  for (const path of statement.ignorePaths) {
    const covered = statement.files.find(({ name }) => name === path || name.startsWith(`${path}/`));
    if (checkFileName(path) !== undefined || covered !== undefined) {
      throw new TrustError(
        'ignore-paths',
        `expected paths to ignore without signed files, got ${toQuoted(path)}`,
      );
    }
  }
}

export function checkRootDigest(statement: Statement): void {
  const digest = toRootDigest(statement.files);
  if (digest !== statement.rootDigest) {
    throw new TrustError('root-digest', `expected root digest ${statement.rootDigest}, got ${digest}`);
  }
}

/** Hexadecimal SHA-256 over the raw digests of the files, in their order. */
export function toRootDigest(files: readonly SignedFile[]): string {
  const hash = createHash('sha256');
  for (const { digest } of files) hash.update(Buffer.from(digest, 'hex'));
  return hash.digest('hex');
}
