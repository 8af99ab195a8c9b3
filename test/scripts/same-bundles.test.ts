import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const program = join(import.meta.dirname, '../../out/cli/visite.mjs');
const model = join(import.meta.dirname, '../../assets/models/colon-adjuvant-bcf');

let home = '';
before(() => (home = mkdtempSync(join(tmpdir(), 'visite-twice-'))));
after(() => rmSync(home, { recursive: true }));

/** Compiles the model in a folder of this name. */
function compile(name: string, env: NodeJS.ProcessEnv): Buffer {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  cpSync(model, join(folder, 'model'), { recursive: true });
  execFileSync(process.execPath, [program, 'compile', 'model', '--out', 'made.visite'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return readFileSync(join(folder, 'made.visite'));
}

test('a model compiled in two folders, time zones and languages gives the same bundle, byte for byte', () => {
  const first = compile('a', { TZ: 'UTC', LANG: 'C' });
  const second = compile('another/and deeper', {
    TZ: 'Asia/Kathmandu',
    LANG: 'tr_TR.UTF-8',
    SOURCE_DATE_EPOCH: '1',
  });
  assert.ok(first.length > 1_000_000);
  assert.equal(Buffer.compare(first, second), 0);
});
