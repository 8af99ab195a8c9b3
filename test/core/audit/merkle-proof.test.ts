import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { isConsistent, isIncluded, toConsistencyProof, toInclusionProof } from '#core/audit/merkle-proof.ts';
import { emptyTree, toGrownTree, toRoot } from '#core/audit/merkle-tree.ts';
import { sha256 } from '#test/core/audit/sha256.ts';

const Bytes = z.string().transform((text) => Buffer.from(text, 'base64'));
const Proof = z
  .array(Bytes)
  .nullable()
  .transform((proof) => proof ?? []);
const base = { name: z.string(), desc: z.string(), wantErr: z.boolean(), proof: Proof };
const Inclusion = z.strictObject({
  ...base,
  leafIdx: z.number(),
  treeSize: z.number(),
  root: Bytes,
  leafHash: Bytes,
});
const Consistency = z.strictObject({
  ...base,
  size1: z.number(),
  size2: z.number(),
  root1: Bytes,
  root2: Bytes,
});

function readVectors<Vector>(name: string, schema: z.ZodType<Vector>): Vector[] {
  const url = new URL(`../../vectors/merkle/${name}.json`, import.meta.url);
  return z.array(schema).parse(JSON.parse(readFileSync(url, 'utf8')));
}

test('published inclusion vectors', () => {
  const vectors = readVectors('inclusion', Inclusion);
  assert.equal(vectors.length, 98);
  for (const { name, leafIdx, treeSize, root, leafHash, proof, wantErr } of vectors) {
    assert.equal(
      isIncluded({ index: leafIdx, size: treeSize, leafHash, root, proof }, sha256),
      !wantErr,
      name,
    );
  }
});

test('published consistency vectors', () => {
  const vectors = readVectors('consistency', Consistency);
  assert.equal(vectors.length, 89);
  for (const { name, size1, size2, root1, root2, proof, wantErr } of vectors) {
    assert.equal(isConsistent({ size1, size2, root1, root2, proof }, sha256), !wantErr, name);
  }
});

const leafHashes = Array.from({ length: 33 }, (_, at) => sha256(Buffer.from(`leaf ${at}`)));
const roots = leafHashes.reduce(
  ({ tree, found }, hash) => {
    const grown = toGrownTree(tree, hash, sha256);
    return { tree: grown, found: [...found, toRoot(grown, sha256)] };
  },
  { tree: emptyTree, found: [toRoot(emptyTree, sha256)] },
).found;
const flipped = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(bytes, (byte, at) => (at === 7 ? byte ^ 1 : byte));

test('every leaf of every tree up to 33 leaves is proved, and no other leaf, index, size or root', () => {
  for (let size = 1; size <= 33; size += 1) {
    const root = roots[size] ?? sha256();
    for (let index = 0; index < size; index += 1) {
      const proof = toInclusionProof(leafHashes.slice(0, size), index, sha256);
      const claim = { index, size, leafHash: leafHashes[index] ?? sha256(), root, proof };
      assert.ok(isIncluded(claim, sha256), `${index} of ${size}`);
      assert.ok(!isIncluded({ ...claim, root: flipped(root) }, sha256));
      assert.ok(!isIncluded({ ...claim, leafHash: flipped(claim.leafHash) }, sha256));
      assert.ok(!isIncluded({ ...claim, proof: [...proof, root] }, sha256));
      assert.ok(!isIncluded({ ...claim, index: size }, sha256));
      if (size > 1) assert.ok(!isIncluded({ ...claim, proof: proof.slice(1) }, sha256));
    }
  }
});

test('every pair of trees up to 33 leaves is proved consistent, and no other root', () => {
  for (let size2 = 1; size2 <= 33; size2 += 1) {
    for (let size1 = 1; size1 <= size2; size1 += 1) {
      const proof = toConsistencyProof(leafHashes.slice(0, size2), size1, sha256);
      const claim = { size1, size2, root1: roots[size1] ?? sha256(), root2: roots[size2] ?? sha256(), proof };
      assert.ok(isConsistent(claim, sha256), `${size1} in ${size2}`);
      assert.ok(!isConsistent({ ...claim, root1: flipped(claim.root1) }, sha256));
      assert.ok(!isConsistent({ ...claim, root2: flipped(claim.root2) }, sha256));
      assert.ok(!isConsistent({ ...claim, proof: [...proof, sha256()] }, sha256));
      for (const at of proof.keys()) {
        const changed = proof.map((hash, other) => (other === at ? flipped(hash) : hash));
        assert.ok(!isConsistent({ ...claim, proof: changed }, sha256), `${size1} in ${size2}, node ${at}`);
      }
    }
  }
});

test('hostile sizes and indexes are refused, never followed', () => {
  const hash = sha256();
  for (const odd of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
    assert.ok(!isIncluded({ index: odd, size: 8, leafHash: hash, root: hash, proof: [] }, sha256));
    assert.ok(!isIncluded({ index: 0, size: odd, leafHash: hash, root: hash, proof: [] }, sha256));
    assert.ok(!isConsistent({ size1: odd, size2: 8, root1: hash, root2: hash, proof: [] }, sha256));
    assert.ok(!isConsistent({ size1: 1, size2: odd, root1: hash, root2: hash, proof: [hash] }, sha256));
  }
  assert.throws(() => toInclusionProof([hash], 1, sha256), RangeError);
  assert.throws(() => toConsistencyProof([hash], 2, sha256), RangeError);
});
