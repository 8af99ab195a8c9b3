import { join } from 'node:path';
import { dataFolder } from '#host/files/data-folder.ts';
import { openKeptKey, openOrCreateKey } from '#host/store/open-or-create-key.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { keyKeeping } from '#cli/key-keeping.ts';

export interface LogOptions {
  readonly log?: string;
  readonly key?: string;
}

/** Folder of the log. */
export function toLogFolder({ log }: LogOptions): string {
  return log ?? join(dataFolder(), 'log');
}

/** File of the site key. */
export function toKeyPath({ key }: LogOptions): string {
  return key ?? join(dataFolder(), 'site.key');
}

/** The key that was named, or that of the data folder, which is made at its first use. @throws SiteKeyError */
export async function openKey({ key }: LogOptions): Promise<SiteKey> {
  if (key !== undefined) return (await openKeptKey(key, keyKeeping())).key;
  const path = join(dataFolder(), 'site.key');
  const opened = await openOrCreateKey(path, keyKeeping());
  if (opened.created) {
    const place = opened.form === 'plain' ? path : `${path}, under the operating system's store`;
    process.stderr.write(
      `a new site key was made: ${place}. Keep a copy of it (visite key copy --out FILE): without it the log cannot be opened.\n`,
    );
  }
  return opened.key;
}

/** The key that was named, or that of the data folder where there is one; never made. @throws SiteKeyError */
export async function openExistingKey({ key }: LogOptions): Promise<SiteKey | undefined> {
  if (key !== undefined) return (await openKeptKey(key, keyKeeping())).key;
  try {
    return (await openKeptKey(join(dataFolder(), 'site.key'), keyKeeping())).key;
  } catch (error) {
    if (error instanceof SiteKeyError && error.code === 'key-missing') return undefined;
    throw error;
  }
}
