import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { OwnMistakeError } from '#core/must-hold.ts';
import { findOldSealed } from '#host/store/find-old-sealed.ts';
import { LogError } from '#host/store/log-error.ts';
import { readLog } from '#host/store/read-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeEditedLog } from '#test/host/store/edited-log.ts';
import { fillTestLog, makeFolder, openTestLog, testKey } from '#test/host/store/test-log.ts';

const day = 86_400_000;
const utc = Date.UTC;

/** Results in 2020 and 2021, and in 2027; the year 2028 is now. */
function makeOldLog(context: TestContext) {
  let utcMs = utc(2020, 0, 1);
  const log = openTestLog(makeFolder(context), { clock: () => ({ utcMs, offsetMinutes: 0 }) });
  for (utcMs = utc(2020, 1, 1); utcMs < utc(2028, 0, 1); utcMs += 300 * day) fillTestLog(log);
  return log;
}

test('old sealed content is deleted, the log says so, and verifies as before', (context) => {
  const log = makeOldLog(context);
  const before = [...readLog(log.path)];
  const old = findOldSealed(log.path, 5, new Date(utc(2028, 0, 1))) ?? assert.fail('nothing is old');
  const ciphertexts = before.flatMap(({ entry, ciphertext }) =>
    ciphertext === undefined ? [] : [{ index: entry.index, ciphertext }],
  );
  const gone = ciphertexts.filter(({ index }) => index <= old.through);
  assert.equal(gone.length, old.count);
  assert.ok(gone.length > 2 && gone.length < ciphertexts.length);
  const head = log.deleteSealed(old);
  log.close();
  const after = [...readLog(log.path)];
  assert.deepEqual(
    after.slice(0, before.length).map(({ entry }) => entry),
    before.map(({ entry }) => entry),
    'entries and hashes stay',
  );
  assert.deepEqual(after.at(-1)?.entry.type, 'sealed-deleted');
  for (const { entry, ciphertext } of after)
    if ('sealed' in entry) assert.equal(ciphertext === undefined, entry.index <= old.through);
  assert.deepEqual(verifyLog(log.path, { key: testKey, expectedHead: head }), {
    ok: true,
    keyed: true,
    ...head,
  });
  assert.deepEqual(verifyLog(log.path), { ok: true, keyed: false, ...head });
  // Overwritten in the file, not only taken out of the table.
  const bytes = readFileSync(log.path);
  for (const { ciphertext } of gone) assert.ok(!bytes.includes(Buffer.from(ciphertext)));
  const again = openTestLog(log.path.slice(0, -'/audit-log.sqlite'.length));
  again.append(sampleDrafts.slice(0, 1));
  again.close();
});

test('what is not accounted for is an edit, before and after a deletion', (context) => {
  const log = makeOldLog(context);
  const old = findOldSealed(log.path, 5, new Date(utc(2028, 0, 1))) ?? assert.fail('nothing is old');
  log.deleteSealed(old);
  fillTestLog(log);
  log.close();
  const kept = [...readLog(log.path)].flatMap(({ entry, ciphertext }) => (ciphertext ? [entry.index] : []));
  const [first = 0, second = 0] = kept;
  const bad = (edit: Parameters<typeof makeEditedLog>[1]) => {
    const verdict = verifyLog(makeEditedLog(log.path, edit), { key: testKey });
    return verdict.ok ? undefined : verdict.firstBad;
  };
  const exact = (index: number, fault: string) => ({ index, through: index, fault });
  assert.deepEqual(
    bad((edited) => edited.remove('sealed', first)),
    {
      index: old.through + 1,
      through: first,
      fault: 'sealed-missing',
    },
  );
  assert.deepEqual(
    bad((edited) => edited.remove('sealed', second)),
    exact(second, 'sealed-missing'),
  );
  const last = kept.at(-1) ?? 0;
  assert.deepEqual(
    bad((edited) => edited.remove('sealed', last)),
    exact(last, 'sealed-missing'),
  );
  // A fault before the entry that tells of the deletion does not make of it an edit.
  assert.deepEqual(
    bad((edited) => edited.flip('entry', 'leaf', first)),
    exact(first, 'leaf-hash'),
  );
  const bytes = Buffer.alloc(40);
  assert.deepEqual(
    bad((edited) => edited.run('INSERT INTO sealed (idx, ciphertext) VALUES (4, ?)', bytes)),
    exact(4, 'sealed-changed'),
  );
});

test('content that is said to be deleted and is there is found', (context) => {
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  log.append([{ type: 'sealed-deleted', through: 4, count: 1, before: '2020-01-01T00:00:00.000Z' }]);
  log.close();
  const verdict = verifyLog(log.path, { key: testKey });
  assert.deepEqual(verdict.ok ? undefined : verdict.firstBad, {
    index: 11,
    through: 11,
    fault: 'sealed-kept',
  });
});

test('what must be kept is not deleted, and a count that is not right deletes nothing', (context) => {
  const log = makeOldLog(context);
  const before = '2023-06-01T00:00:00.000Z';
  const { size } = log.head();
  assert.throws(() => log.deleteSealed({ before, through: 4, count: 1 }), OwnMistakeError);
  const old = { before: '2020-06-01T00:00:00.000Z', through: 4, count: 2 };
  assert.throws(
    () => log.deleteSealed(old),
    (error) => error instanceof LogError && error.code === 'log-refused',
  );
  log.close();
  assert.equal(verifyLog(log.path, { key: testKey }).ok, true);
  assert.equal([...readLog(log.path)].length, size);
});

test('a clock set ten years ahead makes nothing old', (context) => {
  const log = makeOldLog(context);
  const right = findOldSealed(log.path, 5, new Date(utc(2028, 0, 1)));
  assert.equal(findOldSealed(log.path, 5, new Date(utc(2038, 0, 1)))?.through, right?.through);
  log.close();
  const ahead = openTestLog(log.path.slice(0, -'/audit-log.sqlite'.length), {
    clock: () => ({ utcMs: utc(2038, 0, 1), offsetMinutes: 0 }),
  });
  ahead.append(sampleDrafts.slice(0, 1));
  ahead.close();
  assert.equal(findOldSealed(log.path, 5, new Date(utc(2038, 0, 2)))?.through, right?.through);
});
