import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { siteKeyBytes, toSiteKey, type SiteKey } from '#host/store/site-key.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';

/**
 * A key file is three lines of text: `visite site key 1`, `id ` with 16 and `key ` with 64 hexadecimal digits. The id
 * follows from the key, so that a damaged file is told from another key.
 */
const form = /^visite site key 1\nid ([0-9a-f]{16})\nkey ([0-9a-f]{64})\n$/;
const maxBytes = 256;

/**
 * Reads a key file. On POSIX it must be an ordinary file, no symbolic link, of this account, that nobody else may
 * read, write or run. On Windows only the first two are checked: access lists keep the file to its owner where it
 * stands in the owner's own folder.
 */
export function openSiteKey(path: string): SiteKey {
  const file = openForReading(path);
  try {
    checkRights(path, file);
    const bytes = Buffer.alloc(maxBytes + 1);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    const key = parseSiteKey(bytes.toString('latin1', 0, length));
    bytes.fill(0);
    if (key === undefined) {
      throw new SiteKeyError('key-damaged', path, 'this is no whole key file; restore it from its copy');
    }
    return key;
  } finally {
    closeSync(file);
  }
}

/** Makes a new key in a file that was not there, for this account only, durable on return. Never overwrites. */
export function createSiteKey(path: string): SiteKey {
  const secret = randomBytes(siteKeyBytes);
  const key = toSiteKey(secret);
  const file = openNew(path);
  try {
    // The rights asked for when opening are cut by the process's mask, never widened.
    if (process.platform !== 'win32') fchmodSync(file, 0o600);
    writeSync(file, `visite site key 1\nid ${key.id}\nkey ${secret.toString('hex')}\n`);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    unlinkSync(path);
    throw new SiteKeyError('key-not-writable', path, `the key could not be written: ${toReason(error)}`);
  }
  closeSync(file);
  secret.fill(0);
  syncFolder(dirname(path));
  return key;
}

function parseSiteKey(text: string): SiteKey | undefined {
  const [, id, secret] = form.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const key = toSiteKey(Buffer.from(secret, 'hex'));
  return key.id === id ? key : undefined;
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

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if (toCode(error) === 'EEXIST') {
      throw new SiteKeyError('key-exists', path, 'there is a file here already; a key is never overwritten');
    }
    throw new SiteKeyError('key-not-writable', path, `the key file cannot be made: ${toReason(error)}`);
  }
}

/** Makes the new name durable. Windows does this with the file. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function toCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
