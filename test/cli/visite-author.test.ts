import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { toDescription, toFolder } from '#test/cli/authoring/described.ts';
import { repository } from '#test/cli/run-visite.ts';

const program = join(repository, 'cli/visite-author.ts');
/** Loading a native addon ends the process with this. */
const noAddon = `data:text/javascript,process.dlopen = () => { process.stderr.write('native addon'); process.exit(99); };`;

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-author-'));
  mkdirSync(join(folder, 'model'));
  for (const [name, text] of toFolder(toDescription())) writeFileSync(join(folder, 'model', name), text);
  writeFileSync(join(folder, 'key.pem'), makeKey('prime256v1').privatePem);
});
after(() => rmSync(folder, { recursive: true }));

function author(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', noAddon, program, ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { status, out: stdout, err: stderr };
}

test('an author compiles, checks, explains, inspects and signs without the native addon', () => {
  const compiled = author('compile', 'model', '--out', 'model.visite');
  assert.equal(compiled.status, 0, compiled.err);
  assert.match(compiled.out, /relapse@0\.1\.0 compiled, not signed/);
  assert.match(compiled.out, /computed once for each of control, treated/);
  assert.match(compiled.out, /8 synthetic patients in every order/);

  const told = JSON.parse(author('compile', 'model', '--out', 'again.visite', '--json').out);
  assert.equal(told.golden.patients, 8);
  assert.equal(told.golden.largest.length, 3);
  assert.ok(told.moduleBytes > 0 && told.notStated.length > 10);

  const checked = author('check', 'model.visite');
  assert.equal(checked.status, 0, checked.err);
  assert.match(checked.out, /8 golden patients in 6 orders: every bit.*NOT CHECKED/);

  assert.match(author('explain', 'model').out, /things are not stated/);
  assert.ok(JSON.parse(author('explain', 'model.visite', '--json').out).notStated.includes('publisher'));
  assert.match(author('inspect', 'model.visite').out, /SIGNATURE NOT CHECKED/);

  const signed = author('sign', 'model.visite', '--key', 'key.pem', '--out', 'signed.visite', '--json');
  assert.deepEqual(JSON.parse(signed.out), { id: 'relapse', version: '0.1.0', file: 'signed.visite' });
});

test('a refusal has its exit code, and is one object of JSON where that is asked for', () => {
  const { status, out } = author('compile', 'nowhere', '--out', 'x.visite', '--json');
  assert.equal(status, 2);
  assert.match(JSON.parse(out).error.message, /neither description\.json nor plan\.json/);
  const exists = author('compile', 'model', '--out', 'model.visite', '--json');
  assert.equal(exists.status, 5);
  assert.equal(JSON.parse(exists.out).error.code, 'output-exists');
});
