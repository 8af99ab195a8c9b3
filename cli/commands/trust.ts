import { maximumTrustFileBytes, parseTrustFile } from '#core/trust/trust-file.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import { LogError } from '#host/store/log-error.ts';
import { takeFirstTrustFile, takeNextTrustFile } from '#host/trust/take-trust-file.ts';
import { toExpiry, toTrustTime, type KeptTrust } from '#host/trust/trust-store.ts';
import { verifyTrustFile } from '#host/trust/verify-trust-file.ts';
import { writeWaitingTrustFile } from '#host/trust/waiting-trust-file.ts';
import { aboutFile } from '#cli/about-file.ts';
import { toClockLines, withSite, withTrustedSite, type Site } from '#cli/site.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

/** `visite trust init FILE`: pins the first trust file of this computer. */
export function trustInit(path: string, { root }: { readonly root?: string }): Promise<void> {
  if (root !== undefined && !/^[0-9a-f]{64}$/.test(root)) {
    throw new UsageError('--root: expected 64 lower-case hexadecimal digits');
  }
  return withSite(async (site) => {
    const bytes = readWhole(path, maximumTrustFileBytes + 1);
    const first = await aboutFile(path, () => takeFirstTrustFile(site, bytes, root));
    process.stdout.write(
      `root ${first.version} is pinned: ${first.sha256}\n` +
        (root === undefined ? 'compare this digest with the one you were told another way\n' : ''),
    );
    show(site);
  });
}

/** `visite trust import FILE`: takes the next trust file; while a run holds the log, hands it to that run. */
export async function trustImport(path: string): Promise<void> {
  try {
    await withTrustedSite(async (context) => {
      const bytes = readWhole(path, maximumTrustFileBytes + 1);
      await aboutFile(path, () => takeNextTrustFile(context, bytes, context.trust));
      show(context);
    });
  } catch (error) {
    if (!(error instanceof LogError) || error.code !== 'log-in-use') throw error;
    await layDown(path);
  }
}

/** `visite trust show`: what is pinned, and until when it lasts. */
export function trustShow(): void {
  process.stdout.write(toShownText(readPinnedTrust(dataFolder()), Date.now()));
}

/**
 * The log is another process's: the file is laid down for it. It is verified here, so that who brings it is told now; a
 * refusal is not logged, since nobody but that process can.
 */
async function layDown(path: string): Promise<void> {
  const folder = dataFolder();
  const nowMs = Date.now();
  const bytes = readWhole(path, maximumTrustFileBytes + 1);
  await aboutFile(path, () => {
    const pinned = readPinnedTrust(folder);
    verifyTrustFile(parseTrustFile(bytes), pinned, toTrustTime(pinned, nowMs).effectiveMs);
  });
  writeWaitingTrustFile(folder, bytes, nowMs);
  process.stdout.write(
    'a run holds the log: it takes this file before its next rows, or the next command does\n',
  );
}

function show(site: Site): void {
  process.stdout.write(toShownText(readPinnedTrust(site.folder), site.nowMs));
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
    ...toClockLines(trust, time),
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
