import assert from 'node:assert/strict';
import { createCipheriv, pbkdf2 } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { Draft } from '#core/audit/draft.ts';
import { toSealContext } from '#core/audit/chain.ts';
import { parseEntry } from '#core/audit/entry.ts';
import { toHex } from '#core/audit/hash.ts';
import { unreadable, type EntryRow, type HeadRow, type SealedRow } from '#core/audit/log-rows.ts';
import { parseLogEnd } from '#core/audit/parse-log-end.ts';
import { toBatch, type LogCrypto } from '#core/audit/to-batch.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { toLogCrypto } from '#host/store/log-crypto.ts';
import { LogError } from '#host/store/log-error.ts';
import { openReader, toTables } from '#host/store/log-tables.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { anyRowDraft } from '#test/core/audit/any-row-draft.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeFolder, openTestLog, testKey } from '#test/host/store/test-log.ts';

const who = { account: 'm.devries', role: 'oncologist' };
const utcMs = Date.UTC(2026, 10, 22, 7, 41, 5, 123);
const envelope = { at: new Date(utcMs).toISOString(), offsetMinutes: 60, who, demo: false };

function readTables(path: string): { entries: EntryRow[]; sealed: SealedRow[]; heads: HeadRow[] } {
  const reader = openReader(path);
  try {
    const { entries, sealed, heads } = toTables(path, reader);
    return { entries: toReadable(entries), sealed: toReadable(sealed), heads: toReadable(heads) };
  } finally {
    reader.close();
  }
}

function toReadable<Row>(rows: Iterable<Row | typeof unreadable>): Row[] {
  return [...rows].map((row) => (row === unreadable ? assert.fail('unreadable') : (row as Row))); // the check before
}

/** The same keys, with the nonces that the log has drawn. */
function toRepeatedCrypto(entries: readonly EntryRow[]): LogCrypto {
  return {
    ...toLogCrypto(testKey),
    seal: (content, index) => {
      const entry = parseEntry(entries[index]?.leaf ?? new Uint8Array());
      assert.ok(entry?.type === 'inference');
      const nonce = Buffer.from(entry.sealed.nonce, 'hex');
      const cipher = createCipheriv('aes-256-gcm', testKey.keys['log-seal'], nonce);
      cipher.setAAD(toSealContext(index));
      return {
        nonce,
        ciphertext: Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]),
      };
    },
  };
}

test('a batch sealed aside is, byte for byte, the batch that core/audit makes', async (context) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyRowDraft, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 }),
      async (batches) => {
        const log = openTestLog(makeFolder(context), { clock: () => ({ utcMs, offsetMinutes: 60 }) });
        const first = readTables(log.path);
        for (const drafts of batches) {
          const head = await log.appendAside(drafts);
          assert.deepEqual(head, log.head());
        }
        log.close();
        const { entries, sealed, heads } = readTables(log.path);
        const crypto = toRepeatedCrypto(entries);
        let end = parseLogEnd(
          { first: first.entries[0], entries: first.entries, heads: first.heads },
          { ...crypto, keyId: testKey.id },
        );
        const ciphertexts = new Map(sealed.map(({ idx, ciphertext }) => [idx, ciphertext]));
        for (const [at, drafts] of batches.entries()) {
          assert.ok(typeof end === 'object');
          const size = end.tree.size;
          const batch = toBatch(end, drafts, envelope, crypto);
          for (const [place, entry] of batch.entries.entries()) {
            const written = entries[size + place] ?? assert.fail('an entry is missing');
            assert.equal(Buffer.from(written.leaf).toString(), Buffer.from(entry.leaf).toString());
            assert.equal(toHex(written.leafHash), toHex(entry.leafHash));
            assert.equal(toHex(written.mac), toHex(entry.mac));
            const ciphertext = ciphertexts.get(size + place);
            assert.equal(
              ciphertext && toHex(ciphertext),
              entry.ciphertext && toHex(entry.ciphertext),
              `entry ${size + place}`,
            );
          }
          const {
            number,
            size: closed,
            root,
            peaks,
            mac,
          } = heads[at + 1] ?? assert.fail('a head is missing');
          assert.deepEqual(
            [number, closed, toHex(root), toHex(peaks), toHex(mac)],
            [
              batch.head.number,
              batch.head.size,
              toHex(batch.head.root),
              toHex(batch.head.peaks),
              toHex(batch.head.mac),
            ],
          );
          end = batch.end;
        }
        const verified = verifyLog(log.path, { key: testKey, expectedHead: log.head() });
        assert.equal(verified.ok, true);
      },
    ),
    { numRuns: 40 },
  );
});

test('drafts of other kinds, texts and fuel go the slower way, into the same log', async (context) => {
  const log = openTestLog(makeFolder(context));
  for (const draft of sampleDrafts) await log.appendAside([draft]);
  await log.appendAside(sampleDrafts);
  log.close();
  assert.equal(verifyLog(log.path, { key: testKey, expectedHead: log.head() }).ok, true);
});

const work = promisify(pbkdf2);
const refused: Draft = { type: 'row-refused', run: 'run-1', line: 3, problems: ['too-few-cells'] };

test('while a batch is sealed nothing else is added', async (context) => {
  const log = openTestLog(makeFolder(context));
  const under = log.appendAside([refused]);
  assert.throws(() => log.append([refused]), OwnMistakeError);
  await assert.rejects(log.appendAside([refused]), OwnMistakeError);
  assert.equal((await under).size, 2);
  assert.equal((await log.appendAside([refused])).size, 3);
  log.close();
});

test('closing waits for a batch that is sealed, also where no thread has begun it', async (context) => {
  const folder = makeFolder(context);
  for (const busyThreads of [0, 8]) {
    const log = openTestLog(folder);
    const { size } = log.head();
    // Every thread that could seal has something else to do first.
    const others = Array.from({ length: busyThreads }, () => work('', 'salt', 300_000, 32, 'sha256'));
    const last = log.appendAside([refused, refused]);
    log.close();
    openTestLog(folder).close();
    const head = await last;
    assert.equal(head.size, size + 2);
    assert.ok(verifyLog(log.path, { key: testKey, expectedHead: head }).ok);
    await Promise.all(others);
    await assert.rejects(
      log.appendAside([refused]),
      (error) => error instanceof LogError && error.code === 'log-closed',
    );
  }
});

test('a draft that the format does not hold is refused before anything is written', async (context) => {
  const log = openTestLog(makeFolder(context));
  for (const draft of [
    { ...refused, problems: ['Jansen, 61 jaar'] },
    { ...refused, line: 0 },
    { ...refused, line: 1.5 },
  ]) {
    await assert.rejects(log.appendAside([draft]), OwnMistakeError);
  }
  assert.equal((await log.appendAside([refused])).size, 2);
  log.close();
});
