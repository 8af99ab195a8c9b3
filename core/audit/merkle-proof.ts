import { hashBytes, isSameBytes, type Sha256 } from '#core/audit/hash.ts';
import { emptyTree, toGrownTree, toNodeHash, toRoot } from '#core/audit/merkle-tree.ts';

/** RFC 6962, section 2.1.1: PATH(index, D[size]), from the leaf hashes of the whole tree. */
export function toInclusionProof(
  leafHashes: readonly Uint8Array[],
  index: number,
  sha256: Sha256,
): Uint8Array[] {
  if (!isIndex(index) || index >= leafHashes.length) {
    throw new RangeError(`expected an index below ${leafHashes.length}, got ${index}`);
  }
  if (leafHashes.length === 1) return [];
  const split = toSplit(leafHashes.length);
  const left = leafHashes.slice(0, split);
  const right = leafHashes.slice(split);
  return index < split
    ? [...toInclusionProof(left, index, sha256), toRootOf(right, sha256)]
    : [...toInclusionProof(right, index - split, sha256), toRootOf(left, sha256)];
}

/** RFC 6962, section 2.1.2: PROOF(size, D[n]), from the leaf hashes of the larger tree. */
export function toConsistencyProof(
  leafHashes: readonly Uint8Array[],
  size: number,
  sha256: Sha256,
): Uint8Array[] {
  if (!isIndex(size) || size === 0 || size > leafHashes.length) {
    throw new RangeError(`expected a size of 1 to ${leafHashes.length}, got ${size}`);
  }
  return toSubproof(leafHashes, size, true, sha256);
}

/** RFC 9162, section 2.1.3.2. All sizes and proofs may be hostile; anything odd is false. */
export function isIncluded(
  claim: {
    index: number;
    size: number;
    leafHash: Uint8Array;
    root: Uint8Array;
    proof: readonly Uint8Array[];
  },
  sha256: Sha256,
): boolean {
  const { index, size, leafHash, root, proof } = claim;
  if (!isIndex(index) || !isIndex(size) || index >= size || !areHashes([leafHash, root, ...proof]))
    return false;
  let fn = index;
  let sn = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = toNodeHash(sibling, hash, sha256);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = toNodeHash(hash, sibling, sha256);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && isSameBytes(hash, root);
}

/** RFC 9162, section 2.1.4.2: the tree of `size2` leaves begins with the tree of `size1` leaves. */
export function isConsistent(
  claim: { size1: number; size2: number; root1: Uint8Array; root2: Uint8Array; proof: readonly Uint8Array[] },
  sha256: Sha256,
): boolean {
  const { size1, size2, root1, root2, proof } = claim;
  if (!isIndex(size1) || !isIndex(size2) || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && isSameBytes(root1, root2);
  if (!areHashes([root1, root2, ...proof])) return false;
  // Every tree begins with the empty one; there is nothing to prove, and nothing may be claimed about its root.
  if (size1 === 0) return proof.length === 0 && isSameBytes(root1, toRoot(emptyTree, sha256));
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined || proof.length === 0) return false;
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let first = start;
  let second = start;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      first = toNodeHash(sibling, first, sha256);
      second = toNodeHash(sibling, second, sha256);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      second = toNodeHash(second, sibling, sha256);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && isSameBytes(first, root1) && isSameBytes(second, root2);
}

/** SUBPROOF(m, D[n], b) of section 2.1.2. */
function toSubproof(
  leafHashes: readonly Uint8Array[],
  size: number,
  whole: boolean,
  sha256: Sha256,
): Uint8Array[] {
  if (size === leafHashes.length) return whole ? [] : [toRootOf(leafHashes, sha256)];
  const split = toSplit(leafHashes.length);
  const left = leafHashes.slice(0, split);
  const right = leafHashes.slice(split);
  return size <= split
    ? [...toSubproof(left, size, whole, sha256), toRootOf(right, sha256)]
    : [...toSubproof(right, size - split, false, sha256), toRootOf(left, sha256)];
}

function toRootOf(leafHashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return toRoot(
    leafHashes.reduce((tree, hash) => toGrownTree(tree, hash, sha256), emptyTree),
    sha256,
  );
}

/** The largest power of two smaller than `size`. */
function toSplit(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === hashBytes);
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
