import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { forbiddenEverywhere } from '#scripts/import-table.ts';
import { networkModules } from '#host/silence/forbid-network.ts';
import {
  allWays,
  guarded,
  runModule,
  ways,
  writeLeakyDependencies,
} from '#test/host/silence/network-ways.ts';

describe('D34: after the guard the network of Node is out of reach', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'visite-silence-'));
    writeLeakyDependencies(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('every way but connections is open without it: the cases show something', () => {
    const open = ways.filter(([name]) => /^(import|require|getBuiltinModule|a )/.test(name));
    const { status, stderr } = runModule(folder, open.map(([, code]) => code).join('\n'));
    assert.equal(status, 0, stderr);
  });

  it('each way throws', () => {
    const { status, stdout, stderr } = runModule(folder, guarded + allWays);
    assert.equal(status, 0, stderr);
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, ways.length, stdout);
    for (const line of lines) assert.match(line, /network-forbidden: /);
  });

  it('what the program needs is open still', () => {
    const needs = ['fs', 'crypto', 'child_process', 'zlib', 'worker_threads', 'module'];
    const { status, stderr } = runModule(
      folder,
      guarded +
        needs.map((name) => `await import('node:${name}'); process.getBuiltinModule('${name}');`).join('\n'),
    );
    assert.equal(status, 0, stderr);
  });

  it("the debugger's signal opens no port", async () => {
    const opens = async (code: string): Promise<boolean> => {
      writeFileSync(join(folder, 'wait.mjs'), `${code}\nconsole.log('up');\nsetTimeout(() => {}, 700);`);
      const child = spawn(process.execPath, ['wait.mjs'], { cwd: folder });
      const told = text(child.stderr);
      await once(child.stdout, 'data');
      child.kill('SIGUSR1');
      await once(child, 'exit');
      return /Debugger listening/.test(await told);
    };
    assert.equal(await opens(''), true);
    assert.equal(await opens(guarded), false);
  });
});

describe('D34: no program of ours holds a network module', () => {
  it('the guard and the linter forbid the same modules', () => {
    const names = forbiddenEverywhere.map((name) => name.replace(/^node:/, ''));
    assert.deepEqual([...networkModules].toSorted(), names.toSorted());
  });
});
