import { createHash } from 'node:crypto';
import { maximumTrustFileBytes, parseTrustFile } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import { readTrust, toExpiry, toTrustTime, writeTrust, type KeptTrust } from '#host/trust/trust-store.ts';
import { type PinnedTrust, verifyFirstTrustFile, verifyTrustFile } from '#host/trust/verify-trust-file.ts';
import { aboutFile } from '#cli/about-file.ts';
import { keepTime, toClockText, withSite, withTrustedSite, type Site } from '#cli/site.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

/** `visite trust init FILE`: pins the first trust file of this computer. */
export function trustInit(path: string, { root }: { readonly root?: string }): Promise<void> {
  if (root !== undefined && !/^[0-9a-f]{64}$/.test(root)) {
    throw new UsageError('--root: expected 64 lower-case hexadecimal digits');
  }
  return withSite((site) =>
    change(site, path, (bytes) => {
      if (readTrust(site.folder) !== undefined) {
        throw new TrustFileError(
          'trust-pinned-already',
          'expected a computer without a trust file, got one that has one; visite trust import takes the next',
        );
      }
      const { first, ...trust } = verifyFirstTrustFile(parseTrustFile(bytes), site.nowMs);
      if (root !== undefined && first.sha256 !== root) {
        throw new TrustFileError('trust-root-other', `expected the root ${root}, got ${first.sha256}`);
      }
      process.stdout.write(
        `root ${first.root.version} is pinned: ${first.sha256}\n` +
          (root === undefined ? 'compare this digest with the one you were told another way\n' : ''),
      );
      return trust;
    }),
  );
}

/** `visite trust import FILE`: takes the next trust file. */
export function trustImport(path: string): Promise<void> {
  return withTrustedSite((context) =>
    change(context, path, (bytes) =>
      verifyTrustFile(
        parseTrustFile(bytes),
        context.trust,
        toTrustTime(context.trust, context.nowMs).effectiveMs,
      ),
    ),
  );
}

/** `visite trust show`: what is pinned, and until when it lasts. */
export function trustShow(): void {
  process.stdout.write(toShownText(readPinnedTrust(dataFolder()), Date.now()));
}

/** Verified, logged, then pinned; a refusal is logged with the file's digest. */
async function change(site: Site, path: string, verify: (bytes: Uint8Array) => PinnedTrust): Promise<void> {
  const bytes = readWhole(path, maximumTrustFileBytes + 1);
  const trust = await aboutFile(path, () => {
    try {
      return verify(bytes);
    } catch (error) {
      if (error instanceof TrustFileError) {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        site.log({ type: 'trust-refused', code: error.code, file: { sha256, bytes: bytes.length } });
      }
      throw error;
    }
  });
  site.log({
    type: 'trust-changed',
    root: { version: trust.root.root.version, sha256: trust.root.sha256 },
    list: { version: trust.list.list.version, sha256: trust.list.sha256 },
  });
  const before = readTrust(site.folder);
  writeTrust(site.folder, trust, toTrustTime(before, site.nowMs));
  const kept = readPinnedTrust(site.folder);
  if (before === undefined) keepTime(site, kept, (draft) => site.log(draft));
  process.stdout.write(toShownText(kept, site.nowMs));
}

function toShownText(trust: KeptTrust, nowMs: number): string {
  const { root } = trust.root;
  const { list } = trust.list;
  const time = toTrustTime(trust, nowMs);
  const { expired, expires } = toExpiry(trust, time);
  const lines = [
    expired
      ? `EXPIRED at ${expires}: nothing is installed or released until the next trust file; installed models run on`
      : `valid until ${expires}`,
    ...(time.clockSetBack ? [toClockText(trust)] : []),
    `root        version ${root.version}, ${trust.root.sha256}; ${root.roles.root.threshold} of ${root.roles.root.keys.length} keys`,
    `list        version ${list.version}, ${trust.list.sha256}; ${root.roles.list.threshold} of ${root.roles.list.keys.length} keys`,
    ...list.publishers.map(({ name, uri, keys }) => `publisher   ${uri}  ${name}, ${keys.length} keys`),
    ...list.authorities.map(({ publishers }) => `authority   for ${publishers.join(' ')}`),
    `release     by ${list.release.threshold} of ${list.release.people.length} people`,
    ...list.release.people.map(({ name }) => `            ${name}`),
    ...list.minimumVersions.map(({ id, version }) => `at least    ${id}@${version}`),
    ...list.revokedBundles.map(({ sha256, reason }) => `revoked     bundle ${sha256}  ${reason}`),
    ...list.revokedFingerprints.map(({ sha256, reason }) => `revoked     signer ${sha256}  ${reason}`),
  ];
  return lines.map((line) => `${toSafeText(line)}\n`).join('');
}
