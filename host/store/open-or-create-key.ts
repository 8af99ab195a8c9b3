import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { logFileName } from '#host/store/audit-log.ts';
import { missingStore, toSealed, unsealSiteKey } from '#host/store/sealed-site-key.ts';
import { readSiteKey, writeSiteKey } from '#host/store/site-key-file.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { toPlainText, type SiteKeyText } from '#host/store/site-key-text.ts';
import { siteKeyBytes, toSiteKey, type SiteKey } from '#host/store/site-key.ts';
import type { SystemStore } from '#host/store/system-store.ts';

/** By what a key may be kept. */
export interface KeyKeeping {
  /** The operating system's store, where this program has a way to it. */
  readonly store?: SystemStore | undefined;
  /** `system`: the policy of the machine asks for the system's store; a key in plain form is neither opened nor made. */
  readonly rule?: 'any' | 'system';
}

export interface KeptKey {
  readonly key: SiteKey;
  readonly form: SiteKeyText['form'];
}

/** @throws SiteKeyError */
export async function openKeptKey(path: string, { store, rule }: KeyKeeping = {}): Promise<KeptKey> {
  const found = readSiteKey(path);
  const { key, secret } = found.form === 'plain' ? found : await unsealSiteKey(path, found, store);
  secret.fill(0);
  if (found.form === 'plain' && rule === 'system') {
    throw new SiteKeyError(
      'key-not-sealed',
      path,
      "the organisation asks that the key is under the operating system's store, and it stands in this file as it is; to put it there, run: visite key seal",
    );
  }
  return { key, form: found.form };
}

/**
 * The key of a site's own data folder: made at the first use, under the system's store where there is one, then only
 * read. @throws SiteKeyError
 */
export async function openOrCreateKey(
  path: string,
  keeping: KeyKeeping = {},
): Promise<KeptKey & { readonly created: boolean }> {
  if (!existsSync(path)) {
    checkNoLog(path);
    const made = await createKey(path, keeping);
    if (made !== undefined) return { ...made, created: true };
  }
  return { ...(await openKeptKey(path, keeping)), created: false };
}

/** The log of a data folder is sealed with the key beside it: another one would open nothing, and stand in its place. */
function checkNoLog(path: string): void {
  const log = join(dirname(path), 'log', logFileName);
  if (!existsSync(log)) return;
  throw new SiteKeyError(
    'key-missing',
    path,
    `there is no key file here, but a log that was sealed with one (${log}); put the recovery copy in its place`,
  );
}

/** Undefined where another process was first. */
async function createKey(path: string, { store, rule }: KeyKeeping): Promise<KeptKey | undefined> {
  const secret = randomBytes(siteKeyBytes);
  const key = toSiteKey(secret);
  try {
    const sealed = store && (await toSealed({ key, secret }, store));
    if (sealed === undefined && rule === 'system') {
      throw missingStore(path, 'the organisation asks for it, so no key was made');
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeSiteKey(path, sealed ?? toPlainText(key, secret), { overwrite: false });
    return { key, form: sealed === undefined ? 'plain' : 'sealed' };
  } catch (error) {
    if (error instanceof SiteKeyError && error.code === 'key-exists') return undefined;
    throw error;
  } finally {
    secret.fill(0);
  }
}
