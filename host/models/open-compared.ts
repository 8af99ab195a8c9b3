import { createHash } from 'node:crypto';
import type { ComparedBundle } from '#core/models/compare-bundles.ts';
import { findModel } from '#core/models/model-store.ts';
import { listModels, type ListedModel } from '#host/models/list-models.ts';
import { readModelStore } from '#host/models/model-files.ts';
import { verifyInstalled } from '#host/models/open-installed.ts';
import { toAnchors } from '#host/trust/to-anchors.ts';
import { type KeptTrust, toTrustTime } from '#host/trust/trust-store.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** A verified version of a model, to be compared, not run: it may be withdrawn, revoked or not installed. */
export interface OpenedForComparison extends ComparedBundle {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  /** Of an installed one. */
  readonly listed?: ListedModel;
}

/** An installed `id@version`. Throws ModelError, TrustError, BundleError, FileError. */
export function openInstalledForComparison(
  folder: string,
  name: string,
  trust: KeptTrust,
  nowMs: number,
): OpenedForComparison {
  const model = findModel(readModelStore(folder), name);
  const { bundle } = verifyInstalled(folder, model, trust, new Date(nowMs));
  const listed = listModels(folder, trust, nowMs).find(({ model: { sha256 } }) => sha256 === model.sha256);
  return { ...toCompared(bundle), ...(listed === undefined ? {} : { listed }) };
}

/** The bytes of a bundle file, verified by the pinned trust file. Throws TrustError, BundleError. */
export function verifyForComparison(bytes: Uint8Array, trust: KeptTrust, nowMs: number): OpenedForComparison {
  const { effectiveMs } = toTrustTime(trust, nowMs);
  return toCompared(verifyBundle(bytes, toAnchors(trust.list.list), new Date(effectiveMs)));
}

function toCompared({ id, version, digest, signer, bundle }: VerifiedBundle): OpenedForComparison {
  const moduleDigest = createHash('sha256').update(bundle.module).digest('hex');
  return { id, version, digest, signer, bundle, moduleDigest };
}
