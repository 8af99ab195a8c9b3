import type { SystemStore } from '#host/store/system-store.ts';
import { readSiteKey, sealedError, writeSiteKey } from '#host/store/site-key-file.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import {
  parseSecret,
  parseSiteKeyText,
  toPlainText,
  toSealedText,
  type SiteKeyText,
} from '#host/store/site-key-text.ts';
import type { SiteKey } from '#host/store/site-key.ts';

/** A key and its 32 bytes, which whoever asked for them overwrites with zeros. */
export interface OpenedSecret {
  readonly key: SiteKey;
  readonly secret: Buffer;
}

/**
 * The key of a file in either form. A file that cannot be opened stays as it is, and never leads to another key.
 * @throws SiteKeyError
 */
export async function openSecret(path: string, store: SystemStore | undefined): Promise<OpenedSecret> {
  const found = readSiteKey(path);
  return found.form === 'plain' ? found : await unsealSiteKey(path, found, store);
}

/** Where a key file is in plain form, it is put under the system's store; says whether it was. @throws SiteKeyError */
export async function sealSiteKey(path: string, store: SystemStore): Promise<boolean> {
  const found = readSiteKey(path);
  if (found.form === 'sealed') return false;
  try {
    const text = await toSealed(found, store);
    if (text === undefined) throw missingStore(path, 'it stays in a file that only this account reads');
    writeSiteKey(path, text, { overwrite: true });
    return true;
  } finally {
    found.secret.fill(0);
  }
}

/** Writes a recovery copy: the key in plain form, in a new file. @throws SiteKeyError */
export async function copySiteKey(path: string, copy: string, store: SystemStore | undefined): Promise<void> {
  const { key, secret } = await openSecret(path, store);
  try {
    writeSiteKey(copy, toPlainText(key, secret), { overwrite: false });
  } finally {
    secret.fill(0);
  }
}

/**
 * The text of a key file under the store; undefined where there is none that keeps a secret, or where it does not give back what
 * it was given.
 */
export async function toSealed(
  { key, secret }: OpenedSecret,
  store: SystemStore,
): Promise<string | undefined> {
  const sealed = await store.seal(secret.toString('hex'));
  if (sealed === undefined) return undefined;
  const text = toSealedText(key, sealed);
  const found = parseSiteKeyText(text);
  if (found?.form !== 'sealed') return undefined;
  const unsealed = await store.unseal(found.sealed);
  const again = 'text' in unsealed ? parseSecret(found.id, unsealed.text) : undefined;
  again?.secret.fill(0);
  return again === undefined ? undefined : text;
}

/** @throws SiteKeyError */
export async function unsealSiteKey(
  path: string,
  { id, sealed }: Extract<SiteKeyText, { form: 'sealed' }>,
  store: SystemStore | undefined,
): Promise<OpenedSecret> {
  if (store === undefined) throw sealedError(path);
  const unsealed = await store.unseal(sealed);
  const opened = 'text' in unsealed ? parseSecret(id, unsealed.text) : undefined;
  if (opened !== undefined) return opened;
  if ('refused' in unsealed && unsealed.refused === 'no-store') {
    throw missingStore(path, 'the key file stays as it is');
  }
  throw new SiteKeyError(
    'key-store-other',
    path,
    "the operating system's store opens another key than this: it was made anew, or is another account's or computer's. The key file stays as it is; put the recovery copy in its place, then run: visite key seal",
  );
}

export function missingStore(path: string, consequence: string): SiteKeyError {
  return new SiteKeyError(
    'key-store-missing',
    path,
    `the operating system's store of keys is not there, or is locked; ${consequence}. Log in to the desktop or unlock its keyring, then start again`,
  );
}
