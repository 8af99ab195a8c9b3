import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, test } from 'node:test';
import { toVerbArguments, verbs } from '#electron/main/verb-arguments.ts';

const script = join(import.meta.dirname, '../../scripts/package/visite.sh');

/** What the program is started with by the command of the package. */
function startedWith(...words: string[]): string {
  const text = readFileSync(script, 'utf8').replace('/opt/Visite/visite', '/bin/echo');
  const { stdout } = spawnSync('sh', ['-c', text, 'visite', ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DISPLAY: ':0' },
  });
  return stdout.trim();
}

test('the command of the package and the program agree on what is a verb, with a switch before it too', () => {
  const cases = [
    ...verbs.map((verb) => [verb, 'more']),
    ...verbs.map((verb) => ['--password-store=gnome-libsecret', verb]),
    ['keys'],
    ['/home/score/model.visite'],
    ['model.visite', 'score'],
    ['--no-first-run'],
    [],
  ];
  for (const words of cases) {
    const expected =
      toVerbArguments(['visite', ...words]) === undefined ? [] : ['--no-sandbox', '--log-level=3'];
    assert.equal(startedWith(...words), [...expected, ...words].join(' '), words.join(' '));
  }
});

/** The command of an installed package, with stand-ins for the program and for xvfb-run that tell how they were started. */
describe('the command of the package without a display', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'visite-command-'));
    const text = readFileSync(script, 'utf8');
    assert.match(text, /^program=\/opt\/Visite\/visite$/m);
    write('visite.sh', text.replace('/opt/Visite/visite', join(folder, 'program')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }

  /** @param headless whether the program runs on the platform without a display */
  function run(
    args: readonly string[],
    { display, xvfb = false, headless = false }: { display?: string; xvfb?: boolean; headless?: boolean },
  ) {
    const refusal = headless ? '' : 'case "$*" in *ozone-platform=headless*) kill -TRAP $$ ;; esac\n';
    write('program', `#!/bin/sh\n${refusal}echo "program $*" >> "${folder}/told"\n`);
    if (xvfb) write('xvfb-run', `#!/bin/sh\necho "xvfb-run $*" >> "${folder}/told"\n`);
    const { status, stderr } = spawnSync('/bin/sh', [join(folder, 'visite.sh'), ...args], {
      encoding: 'utf8',
      env: { PATH: folder, ...(display === undefined ? {} : { DISPLAY: display }) },
    });
    const told = join(folder, 'told');
    return { status, stderr, told: existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n') : [] };
  }

  it('without a display runs a verb under xvfb', () => {
    const { told } = run(['log', 'verify'], { xvfb: true, headless: true });
    const program = join(folder, 'program');
    assert.deepEqual(told, [`xvfb-run -a ${program} --no-sandbox --log-level=3 log verify`]);
  });

  it('without a display and xvfb runs a verb where Electron needs no display', () => {
    const { status, told } = run(['log', 'verify'], { headless: true });
    assert.equal(status, 0);
    assert.equal(told.at(-1), 'program --ozone-platform=headless --no-sandbox --log-level=3 log verify');
  });

  it('says what to install where Electron needs one', () => {
    const { status, stderr, told } = run(['log', 'verify'], {});
    assert.equal(status, 69);
    assert.match(stderr, /install xvfb/);
    assert.deepEqual(told, []);
  });
});
