import { createHash } from 'node:crypto';
import { type Envelope, listPayloadType, rootPayloadType } from '#core/trust/envelope.ts';
import type { TrustFile } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { parseTrustList, type TrustList } from '#core/trust/trust-list.ts';
import { parseTrustRoot, type TrustRoot } from '#core/trust/trust-root.ts';
import { parseAnchors } from '#host/trust/trust-anchors.ts';
import { toAnchors } from '#host/trust/to-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { parseKey, readPayload, verifyThreshold } from '#host/trust/verify-threshold.ts';

/** A verified root, with its envelope and the SHA-256 of its payload. */
export interface VerifiedRoot {
  readonly envelope: Envelope;
  readonly root: TrustRoot;
  readonly sha256: string;
}

/** A verified list, the same way. */
export interface VerifiedList {
  readonly envelope: Envelope;
  readonly list: TrustList;
  readonly sha256: string;
}

/** What a computer has pinned. */
export interface PinnedTrust {
  readonly root: VerifiedRoot;
  readonly list: VerifiedList;
}

/**
 * The trust that a file brings to a computer that has pinned `pinned`, after the client workflow of TUF 1.0, section 5,
 * at the time `nowMs` (5.1). Throws TrustFileError; nothing changes then.
 */
export function verifyTrustFile(file: TrustFile, pinned: PinnedTrust, nowMs: number): PinnedTrust {
  const root = verifyRoots(file.roots, pinned.root);
  checkRootFresh(root, nowMs);
  const list = verifyList(file.list, root);
  checkListVersion(list, pinned.list);
  checkListFresh(list, nowMs);
  return { root, list };
}

/**
 * The trust of the first file of a computer. Its first root is taken as it is: who takes it compares its digest with
 * what was told another way (TUF 1.0, 5.2: the trusted root comes out of band). Throws TrustFileError.
 */
export function verifyFirstTrustFile(
  file: TrustFile,
  nowMs: number,
): PinnedTrust & { readonly first: VerifiedRoot } {
  const [envelope, ...later] = file.roots;
  if (envelope === undefined) {
    throw new TrustFileError('trust-root-gap', 'expected a trust file with its roots, got one without');
  }
  const first = verifyOwnRoot(envelope);
  const root = verifyRoots(later, first);
  checkRootFresh(root, nowMs);
  const list = verifyList(file.list, root);
  checkListFresh(list, nowMs);
  return { first, root, list };
}

/** What was pinned, read again: every signature once more, no time. Throws TrustFileError. */
export function verifyPinned(rootEnvelope: Envelope, listEnvelope: Envelope): PinnedTrust {
  const root = verifyOwnRoot(rootEnvelope);
  return { root, list: verifyList(listEnvelope, root) };
}

/** 5.3.2 to 5.3.9: from the pinned version N, one step at a time. Roots that are older than the pinned one are not read. */
function verifyRoots(envelopes: readonly Envelope[], pinned: VerifiedRoot): VerifiedRoot {
  let trusted = pinned;
  let before: number | undefined;
  for (const envelope of envelopes) {
    const next = openRoot(envelope);
    const { version } = next.root;
    if (before !== undefined && version !== before + 1) throw toGap(before + 1, version);
    before = version;
    if (version < pinned.root.version) continue;
    if (version === pinned.root.version) checkSameRoot(next, pinned);
    else trusted = verifyNextRoot(next, trusted);
  }
  if (before !== undefined && before < pinned.root.version) {
    throw new TrustFileError(
      'trust-root-version-lower',
      `expected a root of version ${pinned.root.version} or higher, got ${before}`,
    );
  }
  return trusted;
}

function verifyNextRoot(next: VerifiedRoot, trusted: VerifiedRoot): VerifiedRoot {
  // 5.3.5: exactly version N + 1.
  if (next.root.version !== trusted.root.version + 1)
    throw toGap(trusted.root.version + 1, next.root.version);
  // 5.3.4: a threshold of the trusted root's keys, and a threshold of the new root's own.
  const payload = readPayload(next.envelope, rootPayloadType);
  verifyThreshold(
    next.envelope,
    payload,
    trusted.root.roles.root,
    `root ${next.root.version}, by the root before`,
  );
  verifyThreshold(next.envelope, payload, next.root.roles.root, `root ${next.root.version}, by itself`);
  return next;
}

function verifyOwnRoot(envelope: Envelope): VerifiedRoot {
  const opened = openRoot(envelope);
  const payload = readPayload(envelope, rootPayloadType);
  verifyThreshold(envelope, payload, opened.root.roles.root, `root ${opened.root.version}`);
  return opened;
}

function openRoot(envelope: Envelope): VerifiedRoot {
  const payload = readPayload(envelope, rootPayloadType);
  const root = parseTrustRoot(payload);
  for (const pem of [...root.roles.root.keys, ...root.roles.list.keys]) parseKey(pem);
  return { envelope, root, sha256: toSha256(payload) };
}

function checkSameRoot(next: VerifiedRoot, pinned: VerifiedRoot): void {
  if (next.sha256 === pinned.sha256) return;
  throw new TrustFileError(
    'trust-root-other',
    `expected the pinned root of version ${pinned.root.version}, ${pinned.sha256}, got ${next.sha256}`,
  );
}

/** 5.6.3: a threshold of the list's keys under the newest root. */
function verifyList(envelope: Envelope, { root }: VerifiedRoot): VerifiedList {
  const payload = readPayload(envelope, listPayloadType);
  verifyThreshold(envelope, payload, root.roles.list, 'list');
  const list = parseTrustList(payload);
  for (const { key } of list.release.people) parseKey(key);
  for (const pem of list.publishers.flatMap(({ keys }) => keys)) parseKey(pem);
  checkAnchors(list);
  return { envelope, list, sha256: toSha256(payload) };
}

function checkAnchors(list: TrustList): void {
  try {
    parseAnchors(toAnchors(list));
  } catch (error) {
    if (error instanceof TrustError) throw new TrustFileError('trust-file-keys', error.message);
    throw error;
  }
}

/**
 * 5.4.3: never a lower version than was seen, and one version is one list. The mark is kept when the list's keys change
 * as well: unlike 5.3.11, a version that was raised too far is left behind only by pinning anew.
 */
function checkListVersion({ list, sha256 }: VerifiedList, pinned: VerifiedList): void {
  if (list.version < pinned.list.version) {
    throw new TrustFileError(
      'trust-list-version-lower',
      `expected a list of version ${pinned.list.version} or higher, got ${list.version}`,
    );
  }
  if (list.version === pinned.list.version && sha256 !== pinned.sha256) {
    throw new TrustFileError(
      'trust-list-version-reused',
      `expected the list that was taken as version ${list.version}, ${pinned.sha256}, got ${sha256}`,
    );
  }
}

/** 5.3.10, once for the newest root (5.3.6: that an older one expired does not matter). */
function checkRootFresh({ root }: VerifiedRoot, nowMs: number): void {
  if (nowMs < Date.parse(root.expires)) return;
  throw new TrustFileError(
    'trust-root-expired',
    `expected a root that is valid at ${new Date(nowMs).toISOString()}, got one that expired at ${root.expires}`,
  );
}

/** 5.6.5. */
function checkListFresh({ list }: VerifiedList, nowMs: number): void {
  if (nowMs < Date.parse(list.expires)) return;
  throw new TrustFileError(
    'trust-list-expired',
    `expected a list that is valid at ${new Date(nowMs).toISOString()}, got one that expired at ${list.expires}`,
  );
}

function toGap(expected: number, got: number): TrustFileError {
  return new TrustFileError(
    'trust-root-gap',
    `expected roots in steps of one, version ${expected} next, got ${got}`,
  );
}

function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
