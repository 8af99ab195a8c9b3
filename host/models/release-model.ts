import { ModelError } from '#core/models/model-error.ts';
import { findModel, type InstalledModel, withModel } from '#core/models/model-store.ts';
import { toReleasePayload } from '#core/models/release.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import { checkTrustFresh, type StoreContext } from '#host/models/install.ts';
import { readModelStore, readRelease, writeModelStore, writeRelease } from '#host/models/model-files.ts';
import { isWithdrawn, openModel, type OpenedModel } from '#host/models/open-installed.ts';
import { signRelease } from '#host/models/sign-release.ts';
import { type VerifiedRelease, verifyRelease } from '#host/models/verify-release.ts';
import { toTrustTime } from '#host/trust/trust-store.ts';

/**
 * Adds the release of one person, by a private key in PEM, to an installed model. Never the same key twice, nor the same
 * account. Throws ModelError, TrustFileError and what opening a model throws.
 */
export function releaseModel(context: StoreContext, name: string, keyPem: string): VerifiedRelease {
  checkTrustFresh(context);
  const { model, opened } = open(context, name);
  const { effectiveMs } = toTrustTime(context.trust, context.nowMs);
  const bundle = toSigned(opened);
  const kept = readRelease(context.folder, model.sha256);
  const before =
    kept && !isWithdrawn(model, verifyRelease(kept, bundle, context.trust.list.list)) ? kept : undefined;
  const signedBefore = before === undefined ? [] : model.releasedBy;
  if (signedBefore.some(({ account }) => account === context.account)) {
    throw new ModelError(
      'release-same-account',
      `expected another account than ${context.account}, which released ${name} already`,
    );
  }
  const envelope = signRelease(keyPem, toReleasePayload(bundle, effectiveMs), before);
  const release = verifyRelease(envelope, bundle, context.trust.list.list);
  const key = release.keys.at(-1);
  const releasedBy = [...signedBefore, ...(key === undefined ? [] : [{ key, account: context.account }])];
  return keep(context, { ...model, releasedBy }, envelope, release);
}

/** Takes a release that was made elsewhere, in the place of what is there. Throws as `releaseModel`. */
export function takeRelease(context: StoreContext, name: string, envelope: Envelope): VerifiedRelease {
  checkTrustFresh(context);
  const { model, opened } = open(context, name);
  const release = verifyRelease(envelope, toSigned(opened), context.trust.list.list);
  if (isWithdrawn(model, release)) {
    throw new ModelError(
      'model-withdrawn',
      `expected a release after the withdrawal at ${model.withdrawn?.at ?? ''}, got one of ${release.releasedAt}`,
    );
  }
  return keep(context, { ...model, releasedBy: [] }, envelope, release);
}

function open(context: StoreContext, name: string): { model: InstalledModel; opened: OpenedModel } {
  const model = findModel(readModelStore(context.folder), name);
  return { model, opened: openModel(context.folder, model, context.trust, new Date(context.nowMs)) };
}

function toSigned({ bundle: { id, version, digest }, publisherKey }: OpenedModel) {
  return { id, version, digest, publisherKey };
}

/** The log first, then who released, then the release itself: without the last nothing runs. */
function keep(
  { folder, log }: StoreContext,
  model: InstalledModel,
  envelope: Envelope,
  release: VerifiedRelease,
): VerifiedRelease {
  const { id, version, sha256 } = model;
  log({
    type: 'model-released',
    bundle: { id, version, sha256 },
    keys: [...release.keys],
    complete: release.complete,
  });
  writeModelStore(folder, withModel(readModelStore(folder), model));
  writeRelease(folder, sha256, envelope);
  return release;
}
