import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import type { LogVerdict } from '#core/audit/check-log.ts';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { emptyTree, toGrownTree, toLeafHash, toRoot } from '#core/audit/merkle-tree.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { LogError } from '#host/store/log-error.ts';
import { verifyLog, type VerifyLogOptions } from '#host/store/verify-log.ts';
import { sha256 } from '#test/core/audit/sha256.ts';
import { makeEditedLog, type LogEditor } from '#test/host/store/edited-log.ts';
import { fillTestLog, makeFolder, openTestLog, otherKey, testKey } from '#test/host/store/test-log.ts';

/** Sizes at which the heads of the test log stand, and the entries with sealed content. */
const headSizes = [1, 3, 7, 10, 11];
const size = 11;
const sealedAt = [4, 5];

interface Closed {
  readonly path: string;
  readonly head: TreeHead;
}

function makeLog(context: TestContext): Closed {
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  log.close();
  return { path: log.path, head: log.head() };
}

type Edit = (log: LogEditor) => void;
type Expected = readonly [number, number, string];

function expectBad(
  path: string,
  edit: Edit,
  expected: Expected,
  reason: string,
  options?: VerifyLogOptions,
): void {
  const verdict = verifyLog(makeEditedLog(path, edit), options ?? { key: testKey });
  const [index, through, fault] = expected;
  assert.deepEqual(verdict.ok ? verdict : verdict.firstBad, { index, through, fault }, reason);
}

const exact = (index: number, fault: string): Expected => [index, index, fault];
const batch = (at: number, fault: string): Expected => [
  headSizes[at - 1] ?? 0,
  (headSizes[at] ?? 0) - 1,
  fault,
];
const indexes = Array.from({ length: size }, (_, at) => at);

test('an untouched log is as it was written: with the key, without it, and against its head', (context) => {
  const { path, head } = makeLog(context);
  const sound = (keyed: boolean): LogVerdict => ({ ok: true, keyed, size, root: head.root });
  assert.equal(head.size, size);
  assert.deepEqual(verifyLog(path, { key: testKey, expectedHead: head }), sound(true));
  assert.deepEqual(verifyLog(path), sound(false));
  assert.deepEqual(
    verifyLog(
      makeEditedLog(path, () => undefined),
      { key: testKey },
    ),
    sound(true),
  );
});

test('D45 one bit of any column of any entry', (context) => {
  const { path } = makeLog(context);
  const faults = { leaf: 'leaf-hash', leaf_hash: 'leaf-hash', mac: 'entry-mac' };
  for (const [column, fault] of Object.entries(faults)) {
    for (const at of indexes) {
      const edit: Edit = (log) => log.flip('entry', column, at);
      expectBad(path, edit, exact(at, fault), `${column} of ${at}`);
      if (column !== 'mac') expectBad(path, edit, exact(at, fault), `${column} of ${at}, no key`, {});
    }
  }
});

test('D45 one bit of any sealed content', (context) => {
  const { path } = makeLog(context);
  for (const at of sealedAt) {
    const edit: Edit = (log) => log.flip('sealed', 'ciphertext', at);
    expectBad(path, edit, exact(at, 'sealed-changed'), `${at}`);
    expectBad(path, edit, exact(at, 'sealed-changed'), `${at}, no key`, {});
  }
});

test('D45 any column of any head', (context) => {
  const { path } = makeLog(context);
  const faults = { root: 'head-root', peaks: 'head-peaks', mac: 'head-mac' };
  for (const at of headSizes.keys()) {
    for (const [column, fault] of Object.entries(faults)) {
      const edit: Edit = (log) => log.flip('head', column, at);
      expectBad(path, edit, batch(at, fault), `${column} of head ${at}`);
      if (column !== 'mac') expectBad(path, edit, batch(at, fault), `${column} of head ${at}, no key`, {});
    }
  }
  // A head that moves up stands at a size it is not of; one that moves down is met too early.
  expectBad(path, (log) => log.set('head', 'size', 1, 2), [1, 1, 'head-root'], 'size down');
  expectBad(path, (log) => log.set('head', 'size', 1, 4), [1, 3, 'head-root'], 'size up');
  expectBad(path, (log) => log.set('head', 'size', 4, 99), [10, 10, 'head-mac'], 'the last beyond the end');
  expectBad(
    path,
    (log) => log.set('head', 'size', 4, 2n ** 62n),
    [10, 10, 'head-extra'],
    'beyond all numbers',
  );
  expectBad(path, (log) => log.set('head', 'size', 2, -1), [3, 3, 'head-extra'], 'negative');
  expectBad(path, (log) => log.set('head', 'number', 4, 9), batch(4, 'head-missing'), 'number up');
  expectBad(path, (log) => log.set('head', 'number', 0, -1), batch(0, 'head-extra'), 'number down');
});

test('D45 any row deleted', (context) => {
  const { path } = makeLog(context);
  for (const at of indexes) {
    expectBad(path, (log) => log.remove('entry', at), exact(at, 'entry-missing'), `entry ${at}`);
  }
  for (const at of sealedAt) {
    expectBad(path, (log) => log.remove('sealed', at), exact(at, 'sealed-missing'), `sealed ${at}`);
  }
  for (const at of headSizes.keys()) {
    const last = at === headSizes.length - 1;
    const expected = last
      ? batch(at, 'head-missing')
      : ([headSizes[at - 1] ?? 0, (headSizes[at + 1] ?? 0) - 1, 'head-missing'] as const);
    expectBad(path, (log) => log.remove('head', at), expected, `head ${at}`);
  }
});

test('D45 any entry deleted and the rest moved up', (context) => {
  const { path } = makeLog(context);
  for (const at of indexes.slice(0, -1)) {
    const edit: Edit = (log) => {
      log.remove('entry', at);
      log.shift('entry', at + 1, -1);
    };
    // Without the key the index inside the leaf gives it away.
    expectBad(path, edit, exact(at, 'entry-mac'), `${at}`);
    expectBad(path, edit, exact(at, 'leaf-index'), `${at}, no key`, {});
  }
});

test('D45 any two neighbours swapped', (context) => {
  const { path } = makeLog(context);
  for (const at of indexes.slice(0, -1)) {
    const edit: Edit = (log) => log.swap('entry', at, at + 1);
    expectBad(path, edit, exact(at, 'entry-mac'), `${at}`);
    expectBad(path, edit, exact(at, 'leaf-index'), `${at}, no key`, {});
  }
  expectBad(path, (log) => log.swap('sealed', 4, 5), exact(4, 'sealed-changed'), 'sealed');
  for (const at of headSizes.keys()) {
    if (at + 1 === headSizes.length) break;
    // The later head has the earlier one's number now, which its code was not made with.
    expectBad(
      path,
      (log) => log.swap('head', at, at + 1),
      [headSizes[at - 1] ?? 0, (headSizes[at + 1] ?? 0) - 1, 'head-mac'],
      `head ${at}`,
    );
  }
});

test('D45 any row inserted', (context) => {
  const { path } = makeLog(context);
  for (const at of indexes) {
    const edit: Edit = (log) => {
      log.shift('entry', at, 1);
      log.run(
        'INSERT INTO entry SELECT ?, leaf, leaf_hash, mac FROM entry WHERE idx = ?',
        at,
        at === 0 ? 1 : at - 1,
      );
    };
    if (at > 0) {
      expectBad(path, edit, exact(at, 'entry-mac'), `${at}`);
      expectBad(path, edit, exact(at, 'leaf-index'), `${at}, no key`, {});
    }
  }
  const copyOfLast = 'INSERT INTO entry SELECT ?, leaf, leaf_hash, mac FROM entry WHERE idx = 10';
  expectBad(path, (log) => log.run(copyOfLast, 11), exact(11, 'entry-mac'), 'after the last');
  expectBad(path, (log) => log.run(copyOfLast, 13), exact(11, 'entry-missing'), 'with a gap');
  expectBad(path, (log) => log.run(copyOfLast, -1), exact(0, 'entry-extra'), 'before the first');
  expectBad(path, (log) => log.run(copyOfLast, -(2n ** 63n)), exact(0, 'entry-extra'), 'at the lowest index');
  const sealed = 'INSERT INTO sealed VALUES (?, zeroblob(32))';
  for (const at of indexes.filter((index) => !sealedAt.includes(index))) {
    expectBad(path, (log) => log.run(sealed, at), exact(at, 'sealed-extra'), `sealed ${at}`);
  }
  expectBad(path, (log) => log.run(sealed, -1), exact(0, 'sealed-extra'), 'sealed before the first');
  expectBad(path, (log) => log.run(sealed, 20), exact(20, 'sealed-extra'), 'sealed after the last');
  const head = 'INSERT INTO head SELECT ?, ?, root, peaks, mac FROM head WHERE number = 4';
  expectBad(path, (log) => log.run(head, 5, 11), exact(11, 'head-extra'), 'a second head of the same size');
  expectBad(path, (log) => log.run(head, 5, 14), exact(11, 'head-mac'), 'a head of more than there is');
  expectBad(path, (log) => log.run(head, -1, 1), batch(0, 'head-extra'), 'a head before the first');
});

test('D45 values of another kind, which only an edit can leave', (context) => {
  const { path } = makeLog(context);
  expectBad(
    path,
    (log) => log.set('entry', 'leaf_hash', 6, new Uint8Array(31)),
    exact(6, 'leaf-hash'),
    'a short hash',
  );
  expectBad(path, (log) => log.set('entry', 'mac', 6, new Uint8Array(0)), exact(6, 'entry-mac'), 'no mac');
  expectBad(
    path,
    (log) => log.set('head', 'peaks', 2, new Uint8Array(0)),
    batch(2, 'head-peaks'),
    'no peaks',
  );
});

/** Replaces a leaf and makes every hash and root right again: all that can be done without the key. */
function rewrite(log: LogEditor, at: number, change: (leaf: string) => string): void {
  const leaf = Buffer.from(change(Buffer.from(log.bytes('entry', 'leaf', at)).toString('utf8')));
  log.set('entry', 'leaf', at, leaf);
  log.set('entry', 'leaf_hash', at, toLeafHash(leaf, sha256));
  rebuildHeads(log);
}

function rebuildHeads(log: LogEditor): void {
  let tree = emptyTree;
  for (const [number, headSize] of headSizes.entries()) {
    while (tree.size < headSize) tree = toGrownTree(tree, log.bytes('entry', 'leaf_hash', tree.size), sha256);
    log.set('head', 'root', number, toRoot(tree, sha256));
    log.set('head', 'peaks', number, Buffer.concat(tree.peaks));
  }
}

test('D45 an editor who makes every hash right again is found by the chain, at the entry', (context) => {
  const { path, head } = makeLog(context);
  for (const at of indexes) {
    const edit: Edit = (log) => rewrite(log, at, (leaf) => leaf.replace('m.devries', 'j.jansen'));
    expectBad(path, edit, exact(at, 'entry-mac'), `${at}`);
    // Without the key only a head kept in another place shows it, and not where.
    assert.ok(verifyLog(makeEditedLog(path, edit)).ok);
    expectBad(path, edit, [0, 10, 'other-history'], `${at}, head kept`, { expectedHead: head });
  }
});

test('a leaf that no longer is an entry of its place, with every hash right', (context) => {
  const { path } = makeLog(context);
  const table: readonly (readonly [string, (leaf: string) => string, Expected])[] = [
    ['not canonical', (leaf) => leaf.replace(',', ', '), exact(7, 'leaf-form')],
    ['an unknown type', (leaf) => leaf.replace('run-finished', 'run-forgotten'), exact(7, 'leaf-form')],
    ['another index', (leaf) => leaf.replace('"index":7', '"index":8'), exact(7, 'leaf-index')],
    ['not JSON', () => '{}', exact(7, 'leaf-form')],
  ];
  for (const [reason, change, expected] of table) {
    expectBad(path, (log) => rewrite(log, 7, change), expected, reason, {});
  }
  const created = (leaf: string): string =>
    Buffer.from(toCanonicalBytes({ ...JSON.parse(leaf), index: 7 })).toString('utf8');
  expectBad(
    path,
    (log) => {
      const first = Buffer.from(log.bytes('entry', 'leaf', 0)).toString('utf8');
      rewrite(log, 7, () => created(first));
    },
    exact(7, 'leaf-order'),
    'a second beginning',
    {},
  );
});

test('D46 truncation is seen against a head kept in another place', (context) => {
  const { path, head } = makeLog(context);
  for (const [at, headSize] of headSizes.slice(0, -1).entries()) {
    const edit: Edit = (log) => {
      log.run('DELETE FROM entry WHERE idx >= ?', headSize);
      log.run('DELETE FROM sealed WHERE idx >= ?', headSize);
      log.run('DELETE FROM head WHERE number > ?', at);
    };
    const options = { key: testKey, expectedHead: head };
    expectBad(path, edit, [headSize, size - 1, 'truncated'], `cut at ${headSize}`, options);
    assert.ok(verifyLog(makeEditedLog(path, edit), { key: testKey }).ok, 'a shorter log is a log');
  }
  const emptied: Edit = (log) => {
    for (const table of ['entry', 'sealed', 'head']) log.run(`DELETE FROM ${table}`);
  };
  expectBad(path, emptied, [0, 10, 'truncated'], 'emptied', { expectedHead: head });
  expectBad(path, emptied, exact(0, 'entry-missing'), 'emptied, no head kept');
});

test('a head of another history of the same log', (context) => {
  const { path, head } = makeLog(context);
  const other = { size: 7, root: 'ab'.repeat(32) };
  expectBad(path, () => undefined, [0, 6, 'other-history'], 'another root', {
    key: testKey,
    expectedHead: other,
  });
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  log.close();
  assert.notEqual(log.head().root, head.root, 'every log has a name of its own');
});

test('another key is told from an edit', (context) => {
  const { path } = makeLog(context);
  expectBad(path, () => undefined, exact(0, 'key'), 'the key of another site', { key: otherKey });
  const rename: Edit = (log) => {
    const leaf = Buffer.from(log.bytes('entry', 'leaf', 0))
      .toString('utf8')
      .replace(testKey.id, otherKey.id);
    log.set('entry', 'leaf', 0, Buffer.from(leaf));
    log.set('entry', 'leaf_hash', 0, toLeafHash(Buffer.from(leaf), sha256));
  };
  expectBad(
    path,
    rename,
    exact(0, 'entry-mac'),
    'the first entry names another key, the first head fits this one',
  );
  const edit: Edit = (log) => rewrite(log, 0, (leaf) => leaf.replace(testKey.id, otherKey.id));
  expectBad(
    path,
    (log) => log.set('entry', 'leaf', 0, Buffer.from('{}')),
    exact(0, 'leaf-hash'),
    'no first entry',
  );
  expectBad(path, edit, exact(0, 'key'), 'the first entry names another key, and no head fits');
});

test('changed triggers are named once the entries are found sound', (context) => {
  const { path } = makeLog(context);
  const drop: Edit = (log) =>
    log.database.exec('CREATE TRIGGER extra BEFORE INSERT ON head BEGIN SELECT 1; END');
  expectBad(path, drop, [0, 10, 'schema'], 'one more');
  const both: Edit = (log) => {
    drop(log);
    log.flip('entry', 'leaf', 6);
  };
  expectBad(path, both, exact(6, 'leaf-hash'), 'the bad entry first');
});

test('any byte of the file: found, refused, or no part of the log', { timeout: 120_000 }, (context) => {
  const { path, head } = makeLog(context);
  const bytes = readFileSync(path);
  const damaged = `${path}.damaged`;
  const found = { bad: 0, refused: 0, same: 0 };
  // A prime step, so that every kind of place is reached.
  for (let at = 0; at < bytes.length; at += 61) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    writeFileSync(damaged, changed);
    try {
      const verdict = verifyLog(damaged, { key: testKey });
      if (verdict.ok) assert.equal(verdict.root, head.root, `byte ${at}`);
      found[verdict.ok ? 'same' : 'bad'] += 1;
    } catch (error) {
      assert.ok(error instanceof LogError, `byte ${at}: ${String(error)}`);
      found.refused += 1;
    }
  }
  assert.ok(found.bad > 50, `most damage to content is named: ${JSON.stringify(found)}`);
});
