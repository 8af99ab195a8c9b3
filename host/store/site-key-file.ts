import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { FileError } from '#host/files/file-error.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { siteKeyBytes, toSiteKey, type SiteKey } from '#host/store/site-key.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { maxKeyText, parseSiteKeyText, toPlainText, type SiteKeyText } from '#host/store/site-key-text.ts';

/**
 * What a key file holds. On POSIX it must be an ordinary file, no symbolic link, of this account, that nobody else may
 * read, write or run. On Windows only the first two are checked: access lists keep the file to its owner where it
 * stands in the owner's own folder. @throws SiteKeyError
 */
export function readSiteKey(path: string): SiteKeyText {
  const file = openForReading(path);
  try {
    checkRights(path, file);
    const bytes = Buffer.alloc(maxKeyText + 1);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    const found = parseSiteKeyText(bytes.toString('latin1', 0, length));
    bytes.fill(0);
    if (found === undefined) {
      throw new SiteKeyError('key-damaged', path, 'this is no whole key file; restore it from its copy');
    }
    return found;
  } finally {
    closeSync(file);
  }
}

/** A key that stands in its file as it is. @throws SiteKeyError, `key-sealed` where the system's store must be asked */
export function openSiteKey(path: string): SiteKey {
  const found = readSiteKey(path);
  if (found.form === 'sealed') throw sealedError(path);
  found.secret.fill(0);
  return found.key;
}

export function sealedError(path: string): SiteKeyError {
  return new SiteKeyError(
    'key-sealed',
    path,
    "the key is under the operating system's store, which this program cannot ask; use the visite that is installed, or give the recovery copy by --key",
  );
}

/** Makes a new key in a file that was not there, for this account only, durable on return. Never overwrites. */
export function createSiteKey(path: string): SiteKey {
  const secret = randomBytes(siteKeyBytes);
  const key = toSiteKey(secret);
  writeSiteKey(path, toPlainText(key, secret), { overwrite: false });
  secret.fill(0);
  return key;
}

/** Writes a key file whole and durable, for this account only; it is read again before it gets its name. @throws SiteKeyError */
export function writeSiteKey(path: string, text: string, options: { readonly overwrite: boolean }): void {
  try {
    const file = OutputFile.create(path, options);
    try {
      file.write(Buffer.from(text, 'latin1'));
      const { partialPath } = file.mark();
      // The rights asked for when it was opened are cut by the process's mask, never widened.
      if (process.platform !== 'win32') chmodSync(partialPath, 0o600);
      if (readFileSync(partialPath, 'latin1') !== text) {
        throw new SiteKeyError('key-not-writable', path, 'the disk does not hold what was written to it');
      }
      file.sync();
      file.finish();
    } finally {
      file.discard();
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code === 'output-exists') {
      throw new SiteKeyError('key-exists', path, 'there is a file here already; a key is never overwritten');
    }
    throw new SiteKeyError('key-not-writable', path, `the key file cannot be written: ${error.message}`);
  }
}

function openForReading(path: string): number {
  try {
    // O_NOFOLLOW and O_NONBLOCK are absent on Windows: a link is refused, and opening a pipe does not wait.
    return openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    switch (toCode(error)) {
      case 'ENOENT':
        throw new SiteKeyError('key-missing', path, 'there is no key file here');
      case 'ELOOP':
        throw new SiteKeyError('key-not-a-file', path, 'this is a symbolic link; give the key file itself');
      default:
        throw new SiteKeyError('key-not-readable', path, `the key file cannot be opened: ${toReason(error)}`);
    }
  }
}

function checkRights(path: string, file: number): void {
  const status = fstatSync(file);
  if (!status.isFile()) throw new SiteKeyError('key-not-a-file', path, 'this is not an ordinary file');
  const account = process.geteuid?.();
  if (account === undefined) return;
  if (status.uid !== account) {
    throw new SiteKeyError(
      'key-owner',
      path,
      `the key file belongs to account ${status.uid}; expected ${account}, which runs this command`,
    );
  }
  const others = status.mode & 0o077;
  if (others !== 0) {
    throw new SiteKeyError(
      'key-rights',
      path,
      `others may use the key file (rights ${(status.mode & 0o777).toString(8)}, expected 600); run chmod 600`,
    );
  }
}

function toCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
