import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Draft } from '#core/audit/draft.ts';
import type { TrustList } from '#core/trust/trust-list.ts';
import type { StoreContext } from '#host/models/install.ts';
import { sign, type SigningKey } from '#host/trust/sign.ts';
import { readTrust, toTrustTime, writeTrust } from '#host/trust/trust-store.ts';
import { verifyFirstTrustFile, verifyTrustFile } from '#host/trust/verify-trust-file.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { makeList, makeRoot, signList, signRoot, trustNow } from '#test/host/trust/make-trust-file.ts';
import { readMinimalFiles, toSignedContainer } from '#test/host/trust/minimal-bundle.ts';

/** A computer of a hospital for tests: a data folder with a pinned trust file, a publisher and people who release. */

export const publisherUri = 'https://publisher.example/models';
export const [publisher, anna, bert, stranger] = [
  makeKey('prime256v1'),
  makeKey('secp384r1'),
  makeKey('prime256v1'),
  makeKey('prime256v1'),
];
export const root = makeKey('prime256v1');

export const trustRoot = makeRoot({ root: [root], list: [root] }, {}, { root: 1, list: 1 });

/** The list of version `version` with one person of two to release, unless changed. */
export function siteList(version: number, changes: Partial<TrustList> = {}): TrustList {
  return makeList({
    version,
    publishers: [{ name: 'Publisher', uri: publisherUri, keys: [publisher.publicPem] }],
    release: {
      threshold: 1,
      people: [
        { name: 'Anna', key: anna.publicPem },
        { name: 'Bert', key: bert.publicPem },
      ],
    },
    ...changes,
  });
}

export interface TestSite {
  readonly folder: string;
  readonly entries: readonly Draft[];
  /** The trust as it is pinned now. */
  context(changes?: Partial<StoreContext>): StoreContext;
  /** Takes a next list. */
  import(list: TrustList): void;
}

export function makeSite(test: TestContext, list = siteList(1)): TestSite {
  const folder = mkdtempSync(join(tmpdir(), 'visite-models-'));
  test.after(() => rmSync(folder, { recursive: true }));
  return makeSiteIn(folder, list);
}

/** As `makeSite`, in a folder of the caller's. */
export function makeSiteIn(folder: string, list: TrustList): TestSite {
  const file = { format: 1, roots: [signRoot(trustRoot, [root])], list: signList(list, [root]) } as const;
  const first = verifyFirstTrustFile({ ...file, roots: [...file.roots] }, trustNow);
  writeTrust(folder, first, toTrustTime(undefined, trustNow));
  const entries: Draft[] = [];
  const read = () => readTrust(folder) ?? { ...first, newestTime: '' };
  return {
    folder,
    entries,
    context: (changes = {}) => ({
      folder,
      trust: read(),
      nowMs: trustNow,
      account: 'tester',
      log: (draft) => void entries.push(draft),
      ...changes,
    }),
    import: (next) => {
      const trust = read();
      const taken = verifyTrustFile({ format: 1, roots: [], list: signList(next, [root]) }, trust, trustNow);
      writeTrust(folder, taken, toTrustTime(trust, trustNow));
    },
  };
}

/** The smallest bundle under another version, signed by the publisher's key unless another signer is given. */
export function makeBundle(
  version: string,
  changeCard = (text: string): string => text,
  signer: SigningKey = { key: publisher.privatePem },
): Uint8Array {
  const files = readMinimalFiles();
  for (const name of ['manifest.json', 'card.json']) {
    const text = Buffer.from(files.get(name) ?? [])
      .toString()
      .replaceAll('1.2.3-test.1', version);
    files.set(name, new Uint8Array(Buffer.from(name === 'card.json' ? changeCard(text) : text)));
  }
  return toSignedContainer(files, sign(files, `minimal@${version}`, signer));
}
