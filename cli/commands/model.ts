import { maximumReleaseBytes, parseReleaseFile } from '#core/models/release.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { installModel, type StoreContext } from '#host/models/install.ts';
import { listModels, type ListedModel } from '#host/models/list-models.ts';
import { toModelRefused } from '#host/models/log-refused-model.ts';
import { maximumBundleBytes } from '#host/models/model-files.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import { releaseModel, takeRelease } from '#host/models/release-model.ts';
import type { VerifiedRelease } from '#host/models/verify-release.ts';
import { rollBackModel, withdrawModel } from '#host/models/withdraw.ts';
import { toExpiry, toTrustTime } from '#host/trust/trust-store.ts';
import { AboutFile, aboutFile } from '#cli/about-file.ts';
import { toStateText } from '#cli/model-state-text.ts';
import { toClockLines, withTrustedSite } from '#cli/site.ts';
import { toSafeText } from '#cli/terminal.ts';

type Action = 'install' | 'release' | 'withdraw' | 'roll-back';

const maxKeyBytes = 65_536;

export interface InstallOptions {
  readonly release?: string;
  readonly allowOlder?: true;
}

/** `visite model install FILE [--release FILE]`: beside the versions that are there. */
export function modelInstall(path: string, { release, allowOlder }: InstallOptions): Promise<void> {
  return withTrustedSite(async (context) => {
    const bytes = readWhole(path, maximumBundleBytes);
    const { id, version, digest } = await logged(context, 'install', () =>
      aboutFile(path, () => installModel(context, bytes, { allowOlder: allowOlder === true })),
    );
    const name = `${id}@${version}`;
    say(`${name} installed: sha256:${digest}`);
    if (release === undefined) return say('it runs once it is released: visite model release');
    const envelope = await logged(context, 'release', () =>
      aboutFile(release, () =>
        takeRelease(context, name, parseReleaseFile(readWhole(release, maximumReleaseBytes))),
      ),
    );
    sayReleased(name, envelope, context);
  });
}

/** `visite model release ID@VERSION --key FILE`: one person's release, added to those there are. */
export function modelRelease(name: string, { key }: { readonly key: string }): Promise<void> {
  return withTrustedSite(async (context) => {
    const pem = Buffer.from(readWhole(key, maxKeyBytes)).toString('latin1');
    const release = await logged(context, 'release', () => releaseModel(context, name, pem));
    sayReleased(name, release, context);
  });
}

/** `visite model withdraw ID@VERSION --reason TEXT`: it does not run until it is released anew. */
export function modelWithdraw(name: string, { reason }: { readonly reason: string }): Promise<void> {
  return withTrustedSite(async (context) => {
    await logged(context, 'withdraw', () => withdrawModel(context, name, reason));
    say(`${name} withdrawn`);
  });
}

/** `visite model rollback ID --reason TEXT`: the highest released version is withdrawn, the one below runs on. */
export function modelRollback(id: string, { reason }: { readonly reason: string }): Promise<void> {
  return withTrustedSite(async (context) => {
    const { from, to } = await logged(context, 'roll-back', () => rollBackModel(context, id, reason));
    say(`${from.id}@${from.version} withdrawn; ${to.id}@${to.version} is the highest released version`);
  });
}

/** `visite model list`: every installed version and whether it runs. */
export function modelList(): void {
  const trust = readPinnedTrust(dataFolder());
  const nowMs = Date.now();
  const time = toTrustTime(trust, nowMs);
  const { expired, expires } = toExpiry(trust, time);
  const models = listModels(dataFolder(), trust, nowMs);
  if (expired)
    say(`THE TRUST FILE EXPIRED at ${expires}: nothing is installed or released until the next one`);
  for (const line of toClockLines(trust, time)) say(line);
  if (models.length === 0) say('no model is installed');
  for (const listed of models) say(toListedText(listed));
}

/** Gives what `work` gives; a refusal is in the log before the error goes on. */
async function logged<Value>(
  context: StoreContext,
  action: Action,
  work: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const refusal = error instanceof AboutFile ? error.error : error;
    const refused = toModelRefused(action, refusal);
    if (refused !== undefined) context.log(refused);
    throw error;
  }
}

function toListedText(listed: ListedModel): string {
  const { id, version, sha256 } = listed.model;
  return `${id}@${version}  ${toStateText(listed)}  sha256:${sha256}`;
}

function sayReleased(name: string, release: VerifiedRelease, { trust }: StoreContext): void {
  const asked = trust.list.list.release.threshold;
  say(
    release.complete
      ? `${name} released by ${release.people.join(', ')}`
      : `${name}: ${release.people.length} of ${asked} people released it; it runs when all have`,
  );
}

function say(line: string): void {
  process.stdout.write(`${toSafeText(line)}\n`);
}
