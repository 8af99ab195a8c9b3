import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSiteKey, openSiteKey } from '#host/store/site-key-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';

/** The key of a site's own data folder: made at the first use, then only read. @throws SiteKeyError */
export function openOrCreateKey(path: string): { readonly key: SiteKey; readonly created: boolean } {
  if (existsSync(path)) return { key: openSiteKey(path), created: false };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return { key: createSiteKey(path), created: true };
}
