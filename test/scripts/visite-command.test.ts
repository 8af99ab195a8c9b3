import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toVerbArguments, verbs } from '#electron/main/verb-arguments.ts';

/** What the program is started with by the command of the package. */
function startedWith(...words: string[]): string {
  const script = readFileSync('scripts/package/visite.sh', 'utf8').replace('/opt/Visite/visite', '/bin/echo');
  const { stdout } = spawnSync('sh', ['-c', script, 'visite', ...words], {
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
