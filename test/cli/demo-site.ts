import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import { repository } from '#test/cli/run-visite.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import {
  makeList,
  makeRoot,
  signList,
  signRoot,
  toTrustFileBytes,
} from '#test/host/trust/make-trust-file.ts';

/** A hospital that trusts the demonstration publisher by a trust file of its own, and Anna who releases. */

export const publisherFolder = join(repository, 'assets/models/demonstration-publisher');
const [rootKey, listKey, anna] = [makeKey('prime256v1'), makeKey('secp384r1'), makeKey('prime256v1')];
const root = makeRoot(
  { root: [rootKey], list: [listKey] },
  { expires: '2090-01-01T00:00:00Z' },
  { root: 1, list: 1 },
);
export const rootDigest = createHash('sha256').update(toCanonicalBytes(root)).digest('hex');

/** The trust file with the list of version `version`, with some of it changed. */
export function toDemoTrustFile(version: number, changes: Partial<TrustList> = {}): Uint8Array {
  const { keys } = JSON.parse(readFileSync(join(publisherFolder, 'anchors.json'), 'utf8'));
  const [{ file, publisher: uri }] = keys;
  const pem = readFileSync(join(publisherFolder, file), 'utf8');
  const list = makeList({
    version,
    expires: '2089-01-01T00:00:00Z',
    publishers: [{ name: 'Demonstration', uri, keys: [pem] }],
    release: { threshold: 1, people: [{ name: 'Anna', key: anna.publicPem }] },
    ...changes,
  });
  return toTrustFileBytes({
    format: 1,
    roots: [signRoot(root, [rootKey])],
    list: signList(list, [listKey]),
  });
}

/** Writes a data folder, Anna's key `anna.key.pem` and the trust file `trust.json`, list version 1. */
export function writeDemoSite(folder: string): void {
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  writeFileSync(join(folder, 'anna.key.pem'), anna.privatePem);
  writeFileSync(join(folder, 'trust.json'), toDemoTrustFile(1));
}
