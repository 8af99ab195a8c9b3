import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/**
 * Builds the addon of the last commit from two folders of other names and lengths and compares their bytes. Crates of others
 * are compiled once, ours in each: they alone stand in the folder. Exit code 1 where the bytes differ.
 */
const home = mkdtempSync(join(tmpdir(), 'visite-addons-'));
const target = resolve(process.env['CARGO_TARGET_DIR'] ?? join(repository, 'native/target'));
const host = /^host: (.+)$/m.exec(execFileSync('rustc', ['-vV'], { encoding: 'utf8' }))?.[1] ?? '';

const digests = ['a', 'a-folder-of-another-name/and-of-another-depth'].map((name) => {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', 'HEAD', 'native'], { cwd: repository, maxBuffer: 2 ** 28 });
  // With the times of now, so that cargo takes nothing of ours from an earlier build.
  execFileSync('tar', ['xm', '-C', folder], { input: archive });
  const args = [
    'build',
    '--locked',
    '--release',
    '--target',
    host,
    '-p',
    'visite-napi',
    '--message-format=json',
  ];
  const messages = execFileSync('cargo', args, {
    cwd: join(folder, 'native'),
    env: { ...process.env, CARGO_TARGET_DIR: target },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const built = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): { target?: { name: string }; fresh?: boolean } => JSON.parse(line))
    .filter(({ target: made }) => made?.name.startsWith('visite_') === true);
  if (built.length < 4 || built.some(({ fresh }) => fresh !== false)) {
    throw new Error('cargo took crates of ours from an earlier build');
  }
  const bytes = readFileSync(join(target, host, 'release/libvisite_napi.so'));
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${digest}  ${bytes.length} bytes, built in ${folder}`);
  return digest;
});
rmSync(home, { recursive: true });
const same = new Set(digests).size === 1;
console.log(same ? 'the same bytes' : 'DIFFERENT bytes');
process.exitCode = same ? 0 : 1;
