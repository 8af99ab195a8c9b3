import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTree, toGrownTree, toLeafHash, toPeakCount, toRoot } from '#core/audit/merkle-tree.ts';
import { sha256 } from '#test/core/audit/sha256.ts';

const leaves = Array.from({ length: 130 }, (_, at) => Buffer.from(`leaf ${at}`));

/** RFC 6962, section 2.1, word for word. */
function toTreeHash(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (only === undefined) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), only);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(Buffer.of(1), toTreeHash(entries.slice(0, k)), toTreeHash(entries.slice(k)));
}

test('the tree grown leaf by leaf has the root of the definition at every size from 0 to 130', () => {
  let tree = emptyTree;
  for (let size = 0; size <= leaves.length; size += 1) {
    assert.deepEqual(
      Buffer.from(toRoot(tree, sha256)),
      Buffer.from(toTreeHash(leaves.slice(0, size))),
      `size ${size}`,
    );
    assert.equal(tree.peaks.length, toPeakCount(size));
    const leaf = leaves[size];
    if (leaf !== undefined) tree = toGrownTree(tree, toLeafHash(leaf, sha256), sha256);
  }
});

test('growing a tree leaves the smaller one as it was', () => {
  const [first, second, third] = leaves.map((leaf) => toLeafHash(leaf, sha256));
  assert.ok(first && second && third);
  const two = toGrownTree(toGrownTree(emptyTree, first, sha256), second, sha256);
  const before = Buffer.from(toRoot(two, sha256));
  toGrownTree(two, third, sha256);
  assert.deepEqual(Buffer.from(toRoot(two, sha256)), before);
});

test('a tree with fewer peaks than its size needs is not grown', () => {
  assert.throws(() => toGrownTree({ size: 3, peaks: [] }, sha256(), sha256), RangeError);
});

// RFC 6962 has no vectors; these are the ones of Certificate Transparency's reference implementation.
test('the roots of the reference implementation', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  let tree = emptyTree;
  for (const [at, input] of inputs.entries()) {
    tree = toGrownTree(tree, toLeafHash(Buffer.from(input, 'hex'), sha256), sha256);
    assert.equal(Buffer.from(toRoot(tree, sha256)).toString('hex'), roots[at]);
  }
});
