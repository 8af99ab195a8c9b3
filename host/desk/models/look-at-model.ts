import { basename } from 'node:path';
import { BundleError } from '#core/bundle/bundle-error.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { ModelChange, ModelState, ModelView, TrustStep } from '#core/contract/models-view.ts';
import { checkAllowed } from '#core/models/check-allowed.ts';
import { compareBundles } from '#core/models/compare-bundles.ts';
import { ModelError } from '#core/models/model-error.ts';
import { findModel, type InstalledModel } from '#core/models/model-store.ts';
import { toVisibleText } from '#core/visible-text.ts';
import type { Desk } from '#host/desk/desk.ts';
import type { GoldenProof } from '#host/desk/models/prove-golden.ts';
import { toModelContent, toRef, toSummary } from '#host/desk/models/to-content.ts';
import { toFailure } from '#host/desk/to-failure.ts';
import { toFileBytes } from '#host/files/file-bytes.ts';
import { FileError } from '#host/files/file-error.ts';
import { sha256 } from '#host/store/sha256.ts';
import { readModelStore } from '#host/models/model-files.ts';
import { isWithdrawn, toRelease, verifyInstalled } from '#host/models/open-installed.ts';
import { toPublisherKey } from '#host/models/publisher-key.ts';
import type { VerifiedRelease } from '#host/models/verify-release.ts';
import { toAnchors } from '#host/trust/to-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { readTrust, toExpiry, toTrustTime, type KeptTrust } from '#host/trust/trust-store.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** Bytes of a bundle, where they come from. */
export interface BundleBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Where it stands in the store. */
  readonly installed: InstalledModel | undefined;
}

/** Everything that was found out about a bundle, step by step. Nothing is read from one that was not verified. */
export async function lookAtModel(desk: Desk, file: BundleBytes): Promise<ModelView> {
  const trust = readTrust(desk.options.dataFolder);
  const common = toCommon(desk, trust);
  const verified = verify(desk, file, trust);
  if ('steps' in verified) {
    const { steps, failure } = verified;
    const parts = { name: toVisibleText(basename(file.path)), bytes: file.bytes.length, parts: 0 };
    const known = file.installed ?? { id: '', version: '', sha256: sha256(file.bytes).toString('hex') };
    return {
      ...common,
      summary: toRefusedSummary(known, failure),
      steps,
      file: parts,
      releases: [],
      may: [],
    };
  }
  const { bundle } = verified;
  const allowed = attempt(() => trust && checkAllowed(bundle, trust.list.list));
  const released =
    file.installed && trust ? readRelease(desk, file, file.installed, bundle, trust) : undefined;
  const proof = await desk.prove(bundle);
  const state = toState(desk, file, allowed, released);
  const isUsed = desk.model !== undefined && desk.model.bundle.digest === bundle.digest;
  const changes = toChanges(desk, bundle, trust);
  const { publisher, mode, fingerprint, curve } = bundle.signer;
  return {
    ...common,
    summary: toSummary(bundle, state, isUsed),
    steps: toSteps(state, allowed, released, proof),
    file: {
      name: toVisibleText(basename(file.path)),
      bytes: file.bytes.length,
      parts: 6 + bundle.bundle.texts.size,
    },
    signer: { publisher, mode, sha256: fingerprint, algorithm: `ECDSA ${curve}` },
    releases: toReleases(released),
    ...(proof.golden === undefined ? {} : { golden: proof.golden }),
    ...(proof.limits === undefined ? {} : { limits: proof.limits }),
    content: toModelContent(bundle),
    ...(changes === undefined ? {} : { changes }),
    may: toMay(desk, state, isUsed, proof, allowed),
  };
}

/** Of a file that cannot be read, or is larger than any bundle. */
export function toUnreadView(desk: Desk, path: string, error: FileError): ModelView {
  const { steps, failure } = toRefusal('file', toFailure(error));
  return {
    ...toCommon(desk, readTrust(desk.options.dataFolder)),
    summary: toRefusedSummary({ id: '', version: '', sha256: '' }, failure),
    steps,
    file: { name: toVisibleText(basename(path)), bytes: toFileBytes(path), parts: 0 },
    releases: [],
    may: [],
  };
}

function toCommon(desk: Desk, trust: KeptTrust | undefined) {
  return {
    checkedAt: desk.now().toISOString(),
    releasesNeeded: trust?.list.list.release.threshold ?? 0,
    ...(trust === undefined ? {} : { trustList: toTrustList(desk, trust) }),
  };
}

interface Refused {
  readonly steps: readonly TrustStep[];
  readonly failure: Failure;
}
type Verified = { readonly bundle: VerifiedBundle } | Refused;

function verify(desk: Desk, file: BundleBytes, trust: KeptTrust | undefined): Verified {
  const now = desk.now();
  try {
    if (desk.demo) return { bundle: desk.demoModels.verify(file.bytes, now) };
    if (trust === undefined) {
      const message = 'nobody is trusted on this computer: a trust file says whose models are';
      return toRefusal('signature', { code: 'trust-not-pinned', message });
    }
    if (file.installed) return verifyInstalled(desk.options.dataFolder, file.installed, trust, now);
    const { effectiveMs } = toTrustTime(trust, now.getTime());
    return { bundle: verifyBundle(file.bytes, toAnchors(trust.list.list), new Date(effectiveMs)) };
  } catch (error) {
    if (error instanceof TrustError || error instanceof ModelError) {
      return toRefusal('signature', toFailure(error));
    }
    if (error instanceof BundleError || error instanceof FileError)
      return toRefusal('file', toFailure(error));
    throw error;
  }
}

const order = ['file', 'signature', 'not-revoked', 'release', 'golden', 'limits'] as const;

function toRefusal(at: 'file' | 'signature', failure: Failure): Refused {
  const place = order.indexOf(at);
  const steps = order.map((step, index): TrustStep => {
    if (index < place) return { step, state: 'passed' };
    return index === place ? { step, state: 'failed', failure } : { step, state: 'open' };
  });
  return { steps, failure };
}

type Release = VerifiedRelease | 'withdrawn' | Failure | undefined;

function readRelease(
  desk: Desk,
  file: BundleBytes,
  model: InstalledModel,
  bundle: VerifiedBundle,
  trust: KeptTrust,
): Release {
  const publisherKey = toPublisherKey(bundle, file.bytes);
  try {
    const release = toRelease(desk.options.dataFolder, model, { bundle, publisherKey }, trust);
    return isWithdrawn(model, release) ? 'withdrawn' : release;
  } catch (error) {
    if (error instanceof ModelError) return toFailure(error);
    throw error;
  }
}

function toState(
  desk: Desk,
  { installed }: BundleBytes,
  allowed: Failure | undefined,
  released: Release,
): ModelState {
  if (desk.demo) return 'demo';
  if (allowed !== undefined) return allowed.code === 'bundle-revoked' ? 'revoked' : 'refused';
  if (installed === undefined) return 'refused';
  if (released === 'withdrawn') return 'withdrawn';
  if (released === undefined) return 'installed';
  if ('code' in released) return 'refused';
  return released.complete ? 'released' : 'installed';
}

function toSteps(
  state: ModelState,
  allowed: Failure | undefined,
  released: Release,
  { failure, golden, limits }: GoldenProof,
): TrustStep[] {
  const releaseFailure = typeof released === 'object' && 'code' in released ? released : undefined;
  const withdrawn = { code: 'model-withdrawn', message: 'it was withdrawn on this computer' };
  return [
    { step: 'file', state: 'passed' },
    { step: 'signature', state: 'passed' },
    allowed === undefined
      ? { step: 'not-revoked', state: 'passed' }
      : { step: 'not-revoked', state: 'failed', failure: allowed },
    toReleaseStep(state, releaseFailure ?? (released === 'withdrawn' ? withdrawn : undefined)),
    failure === undefined
      ? { step: 'golden', state: 'passed' }
      : { step: 'golden', state: golden === undefined ? 'open' : 'failed', failure },
    limits === undefined && failure !== undefined
      ? { step: 'limits', state: 'failed', failure }
      : { step: 'limits', state: 'passed' },
  ];
}

function toReleaseStep(state: ModelState, failure: Failure | undefined): TrustStep {
  if (failure !== undefined) return { step: 'release', state: 'failed', failure };
  return { step: 'release', state: state === 'released' ? 'passed' : 'open' };
}

function toReleases(released: Release): ModelView['releases'] {
  if (released === undefined || released === 'withdrawn' || 'code' in released) return [];
  const { people, keys, releasedAt } = released;
  return people.map((name, at) => ({ name, at: releasedAt, key: keys[at] ?? '' }));
}

function toMay(
  desk: Desk,
  state: ModelState,
  isUsed: boolean,
  { failure }: GoldenProof,
  allowed: Failure | undefined,
): ModelView['may'] {
  switch (state) {
    case 'demo':
    case 'released':
      return [
        ...(isUsed || failure !== undefined ? [] : ['use' as const]),
        ...(state === 'released' ? ['withdraw' as const, 'roll-back' as const] : []),
      ];
    case 'installed':
      return ['release', 'withdraw'];
    case 'withdrawn':
      return ['release'];
    case 'revoked':
      return [];
    case 'refused':
      return allowed === undefined && failure === undefined && !desk.demo ? ['install'] : [];
    default:
      return state satisfies never;
  }
}

/** Against the version that is in use, or else the highest other one that is installed. */
function toChanges(
  desk: Desk,
  bundle: VerifiedBundle,
  trust: KeptTrust | undefined,
): ModelView['changes'] | undefined {
  const before = findBefore(desk, bundle, trust);
  if (before === undefined) return undefined;
  const list = compareBundles(toCompared(before), toCompared(bundle)).map(
    ({ path, before: was, after }): ModelChange => ({
      where: path.join(' · '),
      before: was ?? '',
      after: after ?? '',
    }),
  );
  return { than: toRef(before), list };
}

function findBefore(
  desk: Desk,
  { id, digest }: VerifiedBundle,
  trust: KeptTrust | undefined,
): VerifiedBundle | undefined {
  const used = desk.model?.bundle;
  if (used !== undefined && used.id === id) return used.digest === digest ? undefined : used;
  if (trust === undefined || desk.demo) return undefined;
  const others = readModelStore(desk.options.dataFolder).models.filter(
    (model) => model.id === id && model.sha256 !== digest,
  );
  const last = others.at(-1);
  try {
    return last && verifyInstalled(desk.options.dataFolder, last, trust, desk.now()).bundle;
  } catch (error) {
    if (error instanceof TrustError || error instanceof ModelError || error instanceof BundleError)
      return undefined;
    throw error;
  }
}

function toCompared({ bundle, signer }: VerifiedBundle) {
  return { bundle, signer, moduleDigest: sha256(bundle.module).toString('hex') };
}

function toTrustList(desk: Desk, trust: KeptTrust): NonNullable<ModelView['trustList']> {
  const { list } = trust.list;
  const { expires, expired } = toExpiry(trust, toTrustTime(trust, desk.now().getTime()));
  return { version: list.version, expires, expired };
}

function toRefusedSummary(
  known: Pick<ModelView['summary'], 'id' | 'version' | 'sha256'>,
  refusal: Failure,
): ModelView['summary'] {
  const { id, version, sha256: digest } = known;
  const ref = id === '' ? '' : toRef(known);
  return { ref, id, version, titles: {}, state: 'refused', sha256: digest, inUse: false, refusal };
}

/** Why something is refused; undefined where it is not. */
function attempt(check: () => void): Failure | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return toFailure(error);
    throw error;
  }
}

/** An installed one by its name. Throws ModelError `model-not-installed`. */
export function findInstalled(dataFolder: string, ref: string): InstalledModel {
  return findModel(readModelStore(dataFolder), ref);
}
