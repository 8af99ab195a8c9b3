import { join } from 'node:path';
import { dataFolder } from '#host/files/data-folder.ts';
import { openOrCreateKey } from '#host/store/open-or-create-key.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { openSiteKey } from '#host/store/site-key-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';

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
export function openKey({ key }: LogOptions): SiteKey {
  if (key !== undefined) return openSiteKey(key);
  const path = join(dataFolder(), 'site.key');
  const opened = openOrCreateKey(path);
  if (opened.created) {
    process.stderr.write(
      `a new site key was made: ${path}. Keep a copy of it: without it the log cannot be opened.\n`,
    );
  }
  return opened.key;
}

/** The key that was named, or that of the data folder where there is one; never made. @throws SiteKeyError */
export function openExistingKey({ key }: LogOptions): SiteKey | undefined {
  if (key !== undefined) return openSiteKey(key);
  try {
    return openSiteKey(join(dataFolder(), 'site.key'));
  } catch (error) {
    if (error instanceof SiteKeyError && error.code === 'key-missing') return undefined;
    throw error;
  }
}
