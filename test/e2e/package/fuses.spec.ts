import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { fuses } from '#scripts/fuses.ts';
import { repository } from '#scripts/run-steps.ts';
import { electronPath } from '#test/e2e/electron-path.ts';
import { sandboxSwitches } from '#test/e2e/launch.ts';

/** The package in its folder, as it is shipped but for the version of Electron, attacked from outside. */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const packed = join(repository, 'out/packages/linux-unpacked');
const addon = 'resources/app.asar.unpacked/native/visite.linux-x64-gnu.node';
let work = '';

test.beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'visite-package-'));
  const made = spawnSync('node', ['scripts/dist.ts', '--dir', '--built'], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(made.status, made.stderr).toBe(0);
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Tried {
  readonly out: string;
  readonly err: string;
}

/** Starts the program and, if it does not end itself, ends it after some seconds. */
function start(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { signal, limitMs = 5000 }: { readonly signal?: NodeJS.Signals; readonly limitMs?: number } = {},
): Promise<Tried> {
  return new Promise((done) => {
    const child = spawn(join(folder, 'visite'), [...sandboxSwitches(), ...args], {
      env: { ...process.env, VISITE_HOME: join(work, 'home'), ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => (err += String(data)));
    if (signal !== undefined) setTimeout(() => child.kill(signal), 2500);
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('exit', () => {
      clearTimeout(timer);
      done({ out, err });
    });
  });
}

test('D41 every fuse of the wire is burnt as the table says', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'visite'));
  const here = fuses.filter(({ fuse }) => FuseV1Options[fuse] in wire);
  expect(here.length).toBeGreaterThanOrEqual(7);
  for (const { fuse, on } of here)
    expect(wire[FuseV1Options[fuse]], fuse).toBe(on ? FuseState.ENABLE : FuseState.DISABLE);
  // those that this Electron has not are in the table for the one that is shipped
  expect(fuses.map(({ fuse }) => FuseV1Options[fuse])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('D43 ELECTRON_RUN_AS_NODE makes no Node of it, as it does of an Electron whose fuses are not burnt', async () => {
  const unburnt = spawnSync(electronPath(), ['-e', 'console.log("ran as node")'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  expect(unburnt.stdout).toContain('ran as node');
  const { out } = await start(packed, ['-e', 'console.log("ran as node")'], { ELECTRON_RUN_AS_NODE: '1' });
  expect(out).not.toContain('ran as node');
});

test('D43 NODE_OPTIONS loads nothing', async () => {
  const evil = join(work, 'evil.js');
  const proof = join(work, 'evil-ran');
  writeFileSync(evil, `require('fs').writeFileSync(${JSON.stringify(proof)}, '')`);
  await start(packed, [], { NODE_OPTIONS: `--require ${evil}` });
  expect(existsSync(proof)).toBe(false);
});

for (const args of [
  ['--inspect=0'],
  ['--inspect-brk=0'],
  ['--remote-debugging-port=0'],
  ['--remote-debugging-pipe'],
])
  test(`D43 ${args.join(' ')} opens no debugger`, async () => {
    const { err } = await start(packed, args);
    expect(err).not.toMatch(/(Debugger|DevTools) listening/);
  });

test("D43 the debugger's signal opens no debugger", async () => {
  const { err } = await start(packed, [], {}, { signal: 'SIGUSR1' });
  expect(err).not.toMatch(/Debugger listening/);
});

test('D42 a folder beside the archive is not run in its place', async () => {
  const changed = copy('beside');
  const proof = join(work, 'beside-ran');
  mkdirSync(join(changed, 'resources/app'));
  writeFileSync(join(changed, 'resources/app/package.json'), '{"main":"main.js","version":"0.0.0"}');
  writeFileSync(
    join(changed, 'resources/app/main.js'),
    `require('fs').writeFileSync(${JSON.stringify(proof)}, '')`,
  );
  await start(changed, []);
  expect(existsSync(proof)).toBe(false);
});

test('D42 the archive is an archive, and its digest is checked where Electron can', () => {
  // Linux has no such check: there only its administrator can write to the folder of the program
  expect(existsSync(join(packed, 'resources/app.asar'))).toBe(true);
  expect(existsSync(join(packed, 'resources/app'))).toBe(false);
  expect(existsSync(join(packed, 'resources/default_app.asar'))).toBe(false);
  const burnt = new Map<string, boolean>(fuses.map(({ fuse, on }) => [fuse, on]));
  expect(burnt.get('EnableEmbeddedAsarIntegrityValidation')).toBe(true);
  expect(burnt.get('OnlyLoadAppFromAsar')).toBe(true);
});

test('D44 a changed addon is not loaded', async () => {
  const changed = copy('addon');
  const bytes = readFileSync(join(changed, addon));
  // one byte at its end, where nothing is that is loaded: the digest alone tells
  writeFileSync(join(changed, addon), Buffer.concat([bytes, Buffer.from([0])]));
  const verify = [
    'verify',
    join(packed, 'resources/models/colon-adjuvant/colon-adjuvant-1.0.0.visite'),
    '--demo',
  ];
  const sound = await start(packed, verify, {}, { limitMs: 60_000 });
  expect(`${sound.out}${sound.err}`).toContain('golden');
  const { out, err } = await start(changed, verify, {}, { limitMs: 60_000 });
  expect(`${out}${err}`).not.toContain('golden');
  expect(`${out}${err}`).toMatch(/runner-died|was changed/);
});

function copy(name: string): string {
  const folder = join(work, name);
  cpSync(packed, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}
