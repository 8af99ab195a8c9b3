import { noMac, toEntryMac, toHeadMac } from '#core/audit/chain.ts';
import { parseEntry } from '#core/audit/entry.ts';
import { hashBytes, isSameBytes, type Mac, type Sha256 } from '#core/audit/hash.ts';
import type { EntryRow, HeadRow } from '#core/audit/log-rows.ts';
import { toLeafHash, toPeakCount, toPeaks, toRoot, type MerkleTree } from '#core/audit/merkle-tree.ts';
import { emptyLog, type LogEnd } from '#core/audit/to-batch.ts';

export interface LastRows {
  readonly first: EntryRow | undefined;
  /** At most two, the newest first. */
  readonly entries: readonly EntryRow[];
  /** At most two, the newest first. */
  readonly heads: readonly HeadRow[];
}

/**
 * The end of a log from its last rows, without reading the rest. `wrong-key`: the log was begun with another key.
 * `damaged`: the last rows do not fit each other or the key, so that nothing may be added.
 */
export function parseLogEnd(
  rows: LastRows,
  options: { readonly sha256: Sha256; readonly chainMac: Mac; readonly keyId: string },
): LogEnd | 'wrong-key' | 'damaged' {
  const [entry, entryBefore] = rows.entries;
  const [head, headBefore] = rows.heads;
  if (rows.first === undefined && entry === undefined && head === undefined) return emptyLog;
  if (rows.first === undefined || entry === undefined || head === undefined) return 'damaged';
  const created = parseEntry(rows.first.leaf);
  if (created?.type !== 'log-created') return 'damaged';
  if (created.key !== options.keyId) return 'wrong-key';
  const tree = parseTree(head);
  if (tree === undefined || entry.idx !== tree.size - 1 || (entryBefore?.idx ?? -1) !== tree.size - 2)
    return 'damaged';
  if ((headBefore?.number ?? -1) !== head.number - 1) return 'damaged';
  const { sha256, chainMac } = options;
  const entryMac = toEntryMac(chainMac, entryBefore?.mac ?? noMac, entry.idx, toLeafHash(entry.leaf, sha256));
  const headMac = toHeadMac(chainMac, headBefore?.mac ?? noMac, head);
  // The root vouches for the peaks, and the code of the head for the root.
  const fits =
    isSameBytes(entryMac, entry.mac) &&
    isSameBytes(headMac, head.mac) &&
    isSameBytes(toRoot(tree, sha256), head.root);
  return fits ? { tree, mac: entryMac, heads: head.number + 1, headMac } : 'damaged';
}

function parseTree(head: HeadRow): MerkleTree | undefined {
  const { size, peaks } = head;
  if (!Number.isSafeInteger(size) || size < 1 || !Number.isSafeInteger(head.number) || head.number < 0)
    return undefined;
  if (peaks.length !== hashBytes * toPeakCount(size)) return undefined;
  return { size, peaks: toPeaks(peaks) };
}
