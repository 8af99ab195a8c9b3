import type { TreeHead } from '#core/audit/tree-head.ts';
import { toHex } from '#core/audit/hash.ts';
import { openReader, type NativeReader } from '#host/store/log-tables.ts';

/** Where the log ends, with the number of its heads. */
export interface KnownEnd extends TreeHead {
  readonly heads: number;
}

/** Whether a log still begins as a checkpoint of it says. `behind`: it has fewer entries; `other`: it has others. */
export type Standing = 'holds' | 'behind' | 'other';

/** Looks at heads only; verifyLog proves that the entries under them are sound. @throws LogError */
export function compareWithKept(path: string, end: KnownEnd, kept: TreeHead): Standing {
  if (kept.size > end.size) return 'behind';
  if (kept.size === end.size) return kept.root === end.root ? 'holds' : 'other';
  const reader = openReader(path);
  try {
    return findRoot(reader, end.heads, kept.size) === kept.root ? 'holds' : 'other';
  } finally {
    reader.close();
  }
}

/** Root of the head at this size: checkpoints are made where heads are. Heads have rising sizes. */
function findRoot(reader: NativeReader, heads: number, size: number): string | undefined {
  let [low, high] = [0, heads - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const [head] = reader.heads(1, middle);
    if (head?.number !== middle) return undefined;
    if (head.size === size) return toHex(head.root);
    if (head.size < size) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
