import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSiteKey } from '#host/store/site-key-file.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeEditedLog, type LogEditor } from '#test/host/store/edited-log.ts';
import { fillTestLog, makeFolder, openTestLog } from '#test/host/store/test-log.ts';

const verifier = fileURLToPath(new URL('verify_log.py', import.meta.url));

function verifyElsewhere(...paths: readonly string[]): string {
  return execFileSync('python3', [verifier, ...paths], { encoding: 'utf8' }).trim();
}

test('a verifier made from the page alone, in Python, gives the same verdicts', (context) => {
  const folder = makeFolder(context);
  const keyPath = join(folder, 'site.key');
  const key = createSiteKey(keyPath);
  const log = openTestLog(folder, { key });
  fillTestLog(log);
  for (let batch = 0; batch < 4; batch += 1) fillTestLog(log);
  log.append(sampleDrafts);
  log.close();
  const { size, root } = log.head();
  assert.equal(verifyElsewhere(log.path), `ok ${size} ${root}`);
  assert.equal(verifyElsewhere(log.path, keyPath), `ok ${size} ${root}`);
  const edits: readonly ((log: LogEditor) => void)[] = [
    (log) => log.flip('entry', 'leaf', 7),
    (log) => log.flip('entry', 'leaf_hash', 12),
    (log) => log.flip('entry', 'mac', 33),
    (log) => log.flip('sealed', 'ciphertext', 24),
    (log) => log.flip('head', 'root', 9),
    (log) => log.flip('head', 'peaks', 12),
    (log) => log.flip('head', 'mac', 3),
    (log) => log.swap('entry', 20, 21),
    (log) => log.remove('entry', 40),
    (log) => log.remove('sealed', 4),
    (log) => log.remove('head', 20),
  ];
  for (const edit of edits) {
    const edited = makeEditedLog(log.path, edit);
    const verdict = verifyLog(edited, { key });
    assert.equal(verifyElsewhere(edited, keyPath), verdict.ok ? 'ok' : `bad ${verdict.firstBad.index}`);
  }
});
