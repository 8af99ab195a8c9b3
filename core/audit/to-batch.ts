import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { noMac, toValueDigest, toEntryMac, toHeadMac } from '#core/audit/chain.ts';
import {
  toCode,
  toLoggedAdvice,
  type Draft,
  type InferenceDraft,
  type WhatIfDraft,
} from '#core/audit/draft.ts';
import { Entry, type Who } from '#core/audit/entry.ts';
import { toHex, toJoined, type Mac, type Sha256 } from '#core/audit/hash.ts';
import type { HeadRow } from '#core/audit/log-rows.ts';
import { emptyTree, toGrownTree, toLeafHash, toRoot, type MerkleTree } from '#core/audit/merkle-tree.ts';
import {
  toLoggedInputs,
  toSealedBytes,
  toSealedTextBytes,
  toValueBytes,
} from '#core/audit/sealed-content.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';

/** Where a log ends: all that is needed to add to it. */
export interface LogEnd {
  readonly tree: MerkleTree;
  readonly mac: Uint8Array;
  readonly heads: number;
  readonly headMac: Uint8Array;
}

export const emptyLog: LogEnd = { tree: emptyTree, mac: noMac, heads: 0, headMac: noMac };

/** What only the host can do. The keys are inside. */
export interface LogCrypto {
  readonly sha256: Sha256;
  readonly chainMac: Mac;
  readonly digestMac: Mac;
  readonly pseudonymMac: Mac;
  /** AES-256-GCM with a fresh nonce; the ciphertext ends with its tag. */
  readonly seal: (content: Uint8Array, index: number) => { nonce: Uint8Array; ciphertext: Uint8Array };
}

/** What stands in every entry of a batch. */
export interface Envelope {
  readonly at: string;
  readonly offsetMinutes: number;
  readonly who: Who;
  /** Name of the computer; absent where it has none. */
  readonly client?: string;
  readonly demo: boolean;
}

export interface NewEntryRow {
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly mac: Uint8Array;
  readonly ciphertext?: Uint8Array;
}

export interface Batch {
  readonly entries: readonly NewEntryRow[];
  readonly head: HeadRow;
  readonly end: LogEnd;
}

type FirstDraft = Omit<Extract<Entry, { type: 'log-created' }>, 'index' | keyof Envelope>;

/**
 * The rows that add these drafts to a log, and the log's new end. Throws OwnMistakeError for a draft that the format
 * does not hold: nothing is logged that a verification would refuse.
 */
export function toBatch(
  end: LogEnd,
  drafts: readonly (Draft | FirstDraft)[],
  envelope: Envelope,
  crypto: LogCrypto,
): Batch {
  mustHold(drafts.length > 0, 'a batch of the log holds at least one entry');
  let { tree, mac } = end;
  const entries = drafts.map((draft): NewEntryRow => {
    const index = tree.size;
    const { entry, ciphertext } = toEntry(draft, index, envelope, crypto);
    const leaf = toCanonicalBytes(entry);
    const leafHash = toLeafHash(leaf, crypto.sha256);
    mac = toEntryMac(crypto.chainMac, mac, index, leafHash);
    tree = toGrownTree(tree, leafHash, crypto.sha256);
    return { leaf, leafHash, mac, ...(ciphertext === undefined ? {} : { ciphertext }) };
  });
  const head = { number: end.heads, size: tree.size, root: toRoot(tree, crypto.sha256) };
  const headMac = toHeadMac(crypto.chainMac, end.headMac, head);
  return {
    entries,
    head: { ...head, peaks: toJoined(tree.peaks), mac: headMac },
    end: { tree, mac, heads: end.heads + 1, headMac },
  };
}

interface SealedEntry {
  readonly entry: Entry;
  readonly ciphertext?: Uint8Array;
}

function toEntry(
  draft: Draft | FirstDraft,
  index: number,
  envelope: Envelope,
  crypto: LogCrypto,
): SealedEntry {
  mustHold(
    (draft.type === 'log-created') === (index === 0),
    `entry ${index} cannot be of type ${draft.type}`,
  );
  const place = { ...envelope, index };
  if (draft.type === 'inference' || draft.type === 'what-if') return toResult(draft, place, crypto);
  const patient =
    'patient' in draft && draft.patient !== undefined ? toPatient(draft.patient, crypto) : undefined;
  const { text, ...rest } = 'text' in draft ? draft : { ...draft, text: undefined };
  const members = { ...place, ...rest, ...(patient === undefined ? {} : { patient }) };
  if (text === undefined) return { entry: toChecked(members) };
  const { sealed, ciphertext } = toSealed(toSealedTextBytes(text), index, crypto);
  return { entry: toChecked({ ...members, sealed }), ciphertext };
}

function toResult(
  { inputs: cells, outputs: given, advice, remarks, ...draft }: InferenceDraft | WhatIfDraft,
  place: Envelope & { readonly index: number },
  crypto: LogCrypto,
): SealedEntry {
  const { index } = place;
  const { digestMac } = crypto;
  const { numbers, texts } = toLoggedInputs(cells);
  const inputs = toValueBytes(numbers);
  const outputs = given === null ? null : toValueBytes(given);
  const { sealed, ciphertext } = toSealed(
    toSealedBytes({ inputs, outputs, advice, remarks, texts }),
    index,
    crypto,
  );
  const digested = texts.length === 0 ? inputs : toJoined([inputs, toCanonicalBytes(texts)]);
  const entry = toChecked({
    ...place,
    ...draft,
    patient: toPatient(draft.patient, crypto),
    inputs: toHex(toValueDigest(digestMac, 'inputs', index, digested)),
    outputs: toHex(toValueDigest(digestMac, 'outputs', index, outputs ?? new Uint8Array(0))),
    advice: toLoggedAdvice(advice),
    remarks: remarks.map(toCode),
    sealed,
  });
  return { entry, ciphertext };
}

/** The patient's pseudonym. */
function toPatient(number: string, { pseudonymMac }: LogCrypto): string {
  return toHex(pseudonymMac(toUtf8(number)));
}

function toSealed(content: Uint8Array, index: number, { seal, sha256 }: LogCrypto) {
  const { nonce, ciphertext } = seal(content, index);
  return { sealed: { alg: 'A256GCM', nonce: toHex(nonce), sha256: toHex(sha256(ciphertext)) }, ciphertext };
}

/** An entry of the format. Throws OwnMistakeError for anything else. */
export function toChecked(entry: unknown): Entry {
  const parsed = Entry.safeParse(entry);
  mustHold(
    parsed.success,
    `the log cannot hold this entry: ${parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') ?? ''}`,
  );
  return parsed.data;
}
