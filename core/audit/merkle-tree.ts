import { hashBytes, type Sha256 } from '#core/audit/hash.ts';

/**
 * The hash tree of RFC 6962, section 2.1, grown leaf by leaf.
 * `peaks` are the roots of the full subtrees of a tree of `size` leaves, the largest first: one for each bit of `size`.
 */
export interface MerkleTree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyTree: MerkleTree = { size: 0, peaks: [] };

/** SHA-256(0x00 || leaf). */
export function toLeafHash(leaf: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(leafPrefix, leaf);
}

/** SHA-256(0x01 || left || right). */
export function toNodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(nodePrefix, left, right);
}

export function toGrownTree(tree: MerkleTree, leafHash: Uint8Array, sha256: Sha256): MerkleTree {
  const peaks = [...tree.peaks];
  let hash = leafHash;
  // Every low bit set in the size is a full subtree that the new leaf completes to one of twice its size.
  for (let size = tree.size; size % 2 === 1; size = Math.floor(size / 2)) {
    const left = peaks.pop();
    if (left === undefined)
      throw new RangeError(`a tree of ${tree.size} leaves has more peaks than it was given`);
    hash = toNodeHash(left, hash, sha256);
  }
  peaks.push(hash);
  return { size: tree.size + 1, peaks };
}

/** MTH of the tree; of the empty tree the hash of nothing. */
export function toRoot(tree: MerkleTree, sha256: Sha256): Uint8Array {
  const { peaks } = tree;
  let root = peaks.at(-1);
  if (root === undefined) return sha256();
  for (const left of peaks.slice(0, -1).reverse()) root = toNodeHash(left, root, sha256);
  return root;
}

/** The peaks, where they stand one after the other. */
export function toPeaks(joined: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: joined.length / hashBytes }, (_, at) =>
    joined.slice(at * hashBytes, (at + 1) * hashBytes),
  );
}

/** How many full subtrees a tree of `size` leaves has: the bits set in `size`. */
export function toPeakCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);
