import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { demo, makeFolder, scoreArgs, visite } from '#test/cli/run-visite.ts';

test('an exported log is checked, and its results recomputed, by a program that has nothing of ours', () => {
  const folder = makeFolder();
  const scored = visite(folder, scoreArgs());
  assert.equal(scored.status, 0, scored.err);
  const exported = visite(folder, ['log', 'export', '--out', 'audit']);
  assert.equal(exported.status, 0, exported.err);
  const again = visite(folder, ['log', 'export', '--out', 'audit']);
  assert.equal(again.status, 5, 'a folder that exists is refused');

  const check = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['verify-log.mjs', ...args], {
      cwd: join(folder, 'audit'),
      encoding: 'utf8',
      env: {},
    });
  const key = ['--key', join(folder, 'data', 'site.key')];
  const recomputed = check(...key, '--bundle', demo.bundle);
  assert.equal(recomputed.status, 0, recomputed.stderr);
  assert.match(
    recomputed.stdout,
    /961 results opened: 910 recomputed bit for bit, 51 without a question to the model, 0 of bundles/,
  );
  const other = check(...key, '--bundle', demo.otherBundle);
  assert.equal(other.status, 0, other.stderr);
  assert.match(other.stdout, / 0 recomputed bit for bit, 51 without a question to the model, 910 of bundles/);

  const verified = visite(folder, ['log', 'verify']);
  assert.match(verified.out, /990 entries, none changed/, 'the export is logged');
});

test('an export begins no log and makes no key', () => {
  const folder = makeFolder();
  const { status, err } = visite(folder, ['log', 'export', '--out', 'audit']);
  assert.equal(status, 7, err);
  assert.match(err, /no log|log-missing|does not exist/);
});
