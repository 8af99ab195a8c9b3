import { checkAllowed } from '#core/models/check-allowed.ts';
import {
  checkInstall,
  findModel,
  type InstalledModel,
  type ModelStore,
  withModel,
} from '#core/models/model-store.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import type { Draft } from '#core/audit/draft.ts';
import { readModelStore, writeBundle, writeModelStore } from '#host/models/model-files.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import { toAnchors } from '#host/trust/to-anchors.ts';
import { type KeptTrust, toExpiry, toTrustTime } from '#host/trust/trust-store.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** What is done to the models of a data folder, and who logs it. */
export interface StoreContext {
  readonly folder: string;
  readonly trust: KeptTrust;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** The operating system's account that acts. */
  readonly account: string;
  /** Durable on return; the step is done after it. */
  readonly log: (draft: Draft) => void;
}

/**
 * Installs a bundle beside those that are there: verified, allowed, in the order of versions, and its golden patients
 * replayed on this machine. Nothing changes where one of these refuses.
 * Throws ModelError, TrustFileError, TrustError, BundleError, RunnerError, FileError.
 */
export async function installModel(
  context: StoreContext,
  bytes: Uint8Array,
  { allowOlder }: { readonly allowOlder: boolean },
): Promise<VerifiedBundle> {
  const { folder, trust, nowMs } = context;
  checkTrustFresh(context);
  const { effectiveMs } = toTrustTime(trust, nowMs);
  const bundle = verifyBundle(bytes, toAnchors(trust.list.list), new Date(effectiveMs));
  checkAllowed(bundle, trust.list.list);
  const store = readModelStore(folder);
  const { older } = checkInstall(store, bundle, allowOlder);
  await replay(bundle);
  writeBundle(folder, bundle.digest, bytes);
  const { signer } = bundle;
  context.log({
    type: 'model-installed',
    bundle: { id: bundle.id, version: bundle.version, sha256: bundle.digest },
    publisher: signer.publisher,
    signer: { mode: signer.mode, sha256: signer.fingerprint },
    older,
  });
  writeModelStore(folder, withModel(store, toInstalled(store, bundle, effectiveMs)));
  return bundle;
}

/** Throws TrustFileError `trust-expired`: what an expired trust file blocks. */
export function checkTrustFresh({ trust, nowMs }: Pick<StoreContext, 'trust' | 'nowMs'>): void {
  const { expired, expires } = toExpiry(trust, toTrustTime(trust, nowMs));
  if (!expired) return;
  throw new TrustFileError(
    'trust-expired',
    `expected a trust file that is valid now, got one that expired at ${expires}; import the next one`,
  );
}

/** An installed version again: what is known of it stays. */
function toInstalled(store: ModelStore, bundle: VerifiedBundle, nowMs: number): InstalledModel {
  const { id, version, digest, signer } = bundle;
  if (store.models.some((model) => model.id === id && model.version === version)) {
    return findModel(store, `${id}@${version}`);
  }
  const installedAt = new Date(nowMs).toISOString();
  return { id, version, sha256: digest, publisher: signer.publisher, installedAt, releasedBy: [] };
}

async function replay(bundle: VerifiedBundle): Promise<void> {
  const runner = await Runner.open(bundle);
  try {
    await replayGolden(runner, bundle);
  } finally {
    runner.close();
  }
}
