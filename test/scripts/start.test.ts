import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const repository = join(import.meta.dirname, '..', '..');
const root = process.getuid?.() === 0;

/** `npm start` and `npm run dev` in a tree that has as much of an Electron as a case gives it; it tells how it was started. */
describe('starting the window', () => {
  let tree = '';
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'visite-start-'));
    for (const name of [
      'package.json',
      'scripts/start.ts',
      'scripts/dev.ts',
      'scripts/run-steps.ts',
      'scripts/window',
    ])
      cpSync(join(repository, name), join(tree, name), { recursive: true });
    program('bin/electron-vite', 'exit 0');
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  function program(name: string, text: string): void {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(tree, name), 0o755);
  }

  function electron(folder: string, text = `echo "$@" > "${join(tree, 'started')}"; exit 7`): void {
    program(join(folder, 'electron'), text);
    writeFileSync(join(tree, folder, 'version'), '45.0.0');
  }

  function start(script: string, display: string | undefined, args: readonly string[] = []) {
    const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}`, ...args], {
      cwd: tree,
      encoding: 'utf8',
      env: {
        PATH: `${join(tree, 'bin')}:${process.env['PATH']}`,
        ...(display === undefined ? {} : { DISPLAY: display }),
      },
    });
    const told = join(tree, 'started');
    return { status, stderr, started: existsSync(told) ? readFileSync(told, 'utf8').trim() : undefined };
  }

  for (const [script, command] of [
    ['start.ts', 'npm start'],
    ['dev.ts', 'npm run dev'],
  ] as const) {
    it(`${command} without an Electron says how to get one`, () => {
      const { status, stderr } = start(script, ':0');
      assert.equal(status, 1);
      assert.match(stderr, /there is no Electron here/);
      assert.match(stderr, /npx install-electron/);
    });

    it(`${command} without a display says what to do`, () => {
      electron('node_modules/electron/dist');
      for (const display of [undefined, '']) {
        const { status, stderr, started } = start(script, display);
        assert.equal(status, 1);
        assert.match(stderr, /there is no display here/);
        assert.match(stderr, new RegExp(`xvfb-run -a ${command}`));
        assert.equal(started, undefined);
      }
    });
  }

  it('where there is no Electron, its own package is asked to fetch it, once', () => {
    const install = join(tree, 'node_modules/electron/install.js');
    mkdirSync(dirname(install), { recursive: true });
    writeFileSync(
      install,
      `require('fs').cpSync('${tree}/fetched', '${tree}/node_modules/electron/dist', { recursive: true })`,
    );
    assert.match(start('start.ts', ':0').stderr, /could not be fetched/);
    electron('fetched');
    const { stderr, started } = start('start.ts', ':0');
    assert.match(stderr, /set-up: the binary of Electron/);
    assert.notEqual(started, undefined);
    assert.doesNotMatch(start('start.ts', ':0').stderr, /set-up: the binary of Electron/);
  });

  it("Electron's own binary is started where it is there, the one of the tests where not", () => {
    electron('out/electron', `echo tests > "${join(tree, 'started')}"`);
    assert.equal(start('start.ts', ':0').started, 'tests');
    electron('node_modules/electron/dist');
    const { status, started } = start('start.ts', ':0', ['/a/file.csv']);
    assert.equal(started, `${root ? '--no-sandbox ' : ''}${tree} /a/file.csv`);
    assert.equal(status, 7);
  });

  it('the sandbox is left out as root alone, and it says so', () => {
    electron('out/electron');
    const { stderr, started } = start('start.ts', ':0');
    assert.equal(started?.includes('--no-sandbox'), root);
    assert.equal(stderr.includes("Chromium's sandbox does not run"), root);
  });

  it('an Electron that lacks libraries is explained', () => {
    electron('out/electron', 'exit 127');
    const { status, stderr } = start('start.ts', ':0');
    assert.equal(status, 127);
    assert.match(stderr, /lacks libraries of the system/);
  });

  it('a build that fails opens nothing', () => {
    electron('out/electron');
    program('bin/electron-vite', 'exit 3');
    const { status, started } = start('start.ts', ':0');
    assert.equal(status, 3);
    assert.equal(started, undefined);
  });
});
