import { checkAllowed } from '#core/models/check-allowed.ts';
import { ModelError } from '#core/models/model-error.ts';
import { findModel, type InstalledModel } from '#core/models/model-store.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { readInstalledBytes, readModelStore, readRelease } from '#host/models/model-files.ts';
import { toPublisherKey } from '#host/models/publisher-key.ts';
import { type VerifiedRelease, verifyRelease } from '#host/models/verify-release.ts';
import { toAnchors } from '#host/trust/to-anchors.ts';
import { type KeptTrust, readTrust, toTrustTime } from '#host/trust/trust-store.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** An installed bundle, verified again, with the key of its publisher. */
export interface OpenedModel {
  readonly bundle: VerifiedBundle;
  readonly publisherKey: string;
}

/** The pinned trust. Throws TrustFileError `trust-not-pinned`. */
export function readPinnedTrust(folder: string): KeptTrust {
  const trust = readTrust(folder);
  if (trust !== undefined) return trust;
  throw new TrustFileError(
    'trust-not-pinned',
    'expected a pinned trust file, got none; visite trust init pins one',
  );
}

/**
 * An installed and released model, `id@version`, for a run: bytes read once, signature, digest, revocation, minimum
 * version, withdrawal and release checked each time. Expiry of the trust file does not stop it.
 * Throws ModelError, TrustFileError, TrustError, BundleError, FileError.
 */
export function openReleased(folder: string, name: string, now: Date): VerifiedBundle {
  const trust = readPinnedTrust(folder);
  const model = findModel(readModelStore(folder), name);
  const opened = openModel(folder, model, trust, now);
  const release = toRelease(folder, model, opened, trust);
  if (release === undefined) {
    throw new ModelError(
      'release-missing',
      `expected a release of ${name}, got none; visite model release makes it`,
    );
  }
  if (isWithdrawn(model, release)) {
    throw new ModelError(
      'model-withdrawn',
      `expected a model that is not withdrawn, got ${name}: ${model.withdrawn?.reason ?? ''}`,
    );
  }
  if (!release.complete) {
    throw new ModelError(
      'release-incomplete',
      `expected a release of ${name} by ${trust.list.list.release.threshold} people, got ${release.keys.length}`,
    );
  }
  return opened.bundle;
}

/** Verified as it was at its install, and allowed still. */
export function openModel(folder: string, model: InstalledModel, trust: KeptTrust, now: Date): OpenedModel {
  const opened = verifyInstalled(folder, model, trust, now);
  checkAllowed(opened.bundle, trust.list.list);
  return opened;
}

/** Verified as it was at its install, allowed or not. The time is the later of the clock and the newest seen. */
export function verifyInstalled(
  folder: string,
  model: InstalledModel,
  trust: KeptTrust,
  now: Date,
): OpenedModel {
  const bytes = readInstalledBytes(folder, model);
  const { effectiveMs } = toTrustTime(trust, now.getTime());
  const bundle = verifyBundle(bytes, toAnchors(trust.list.list), new Date(effectiveMs));
  if (bundle.digest !== model.sha256 || bundle.id !== model.id || bundle.version !== model.version) {
    throw new ModelError(
      'model-changed',
      `expected ${model.id}@${model.version}, ${model.sha256}, got ${bundle.id}@${bundle.version}, ${bundle.digest}`,
    );
  }
  return { bundle, publisherKey: toPublisherKey(bundle, bytes) };
}

/** What the release beside it says; undefined where there is none. */
export function toRelease(
  folder: string,
  { sha256 }: InstalledModel,
  { bundle, publisherKey }: OpenedModel,
  { list }: KeptTrust,
): VerifiedRelease | undefined {
  const envelope = readRelease(folder, sha256);
  const { id, version, digest } = bundle;
  return envelope && verifyRelease(envelope, { id, version, digest, publisherKey }, list.list);
}

/** A release counts only where it is later than the withdrawal. */
export function isWithdrawn({ withdrawn }: InstalledModel, release: VerifiedRelease | undefined): boolean {
  if (withdrawn === undefined) return false;
  return release === undefined || Date.parse(release.releasedAt) <= Date.parse(withdrawn.at);
}
