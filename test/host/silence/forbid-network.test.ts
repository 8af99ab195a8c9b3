import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { forbiddenEverywhere } from '#scripts/import-table.ts';
import { networkModules } from '#host/silence/forbid-network.ts';

const guard = new URL('../../../host/silence/forbid-network.ts', import.meta.url).href;

/** Ways to the network for code that is loaded after the guard. */
const ways: readonly (readonly [name: string, code: string])[] = [
  ...networkModules.flatMap((name): (readonly [string, string])[] => [
    [`import of node:${name}`, `await import('node:${name}');`],
    [`import of ${name}`, `await import('${name}');`],
    [`require of ${name}`, `createRequire(import.meta.url)('${name}');`],
    [`getBuiltinModule of ${name}`, `process.getBuiltinModule('node:${name}');`],
  ]),
  ['fetch', `await fetch('http://192.0.2.1/');`],
  ['WebSocket', `new WebSocket('ws://192.0.2.1/');`],
  ['EventSource', `new EventSource('http://192.0.2.1/');`],
  ['a binding', `process.binding('tcp_wrap');`],
  ['a dependency that requires http', `await import('leaky-commonjs');`],
  ['a dependency that imports net', `await import('leaky-module');`],
  [
    'the guard taken away',
    `try { delete globalThis.fetch; globalThis.fetch = () => {}; } catch {} await fetch('x:');`,
  ],
];

describe('D34: after the guard the network of Node is out of reach', () => {
  let folder = '';
  const dependency = (name: string, type: string, code: string): void => {
    const path = join(folder, 'node_modules', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, type, exports: './index.js' }));
    writeFileSync(join(path, 'index.js'), code);
  };
  const start = `import { createRequire } from 'node:module';\n`;
  const guarded = `import { forbidNetwork } from '${guard}';\nforbidNetwork();\n`;
  const run = (code: string) => {
    writeFileSync(join(folder, 'try.mjs'), start + code);
    return spawnSync(process.execPath, ['try.mjs'], { cwd: folder, encoding: 'utf8' });
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'visite-silence-'));
    dependency('leaky-commonjs', 'commonjs', `require('http').get;`);
    dependency('leaky-module', 'module', `import { connect } from 'node:net';\nexport const x = connect;`);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('every way but connections is open without it: the cases show something', () => {
    const open = ways.filter(([name]) => /^(import|require|getBuiltinModule|a )/.test(name));
    const { status, stderr } = run(open.map(([, code]) => code).join('\n'));
    assert.equal(status, 0, stderr);
  });

  it('each way throws', () => {
    const attempts = ways.map(
      ([name, code]) =>
        `try { ${code} console.log(${JSON.stringify(name)}, 'OPEN'); } catch (error) { console.log(${JSON.stringify(name)}, error.message); }`,
    );
    const { status, stdout, stderr } = run(guarded + attempts.join('\n'));
    assert.equal(status, 0, stderr);
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, ways.length, stdout);
    for (const line of lines) assert.match(line, /network-forbidden: /);
  });

  it('what the program needs is open still', () => {
    const needs = ['fs', 'crypto', 'child_process', 'zlib', 'worker_threads', 'module'];
    const { status, stderr } = run(
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
