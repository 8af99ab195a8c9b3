import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { exitCode } from '#cli/exit-code.ts';
import {
  demo,
  filesIn,
  makeFolder,
  repository,
  scoreArgs,
  startVisite,
  visite,
} from '#test/cli/run-visite.ts';

/** Runs in a mount namespace of its own in which `out` is another disk; lists that disk afterwards. */
const onDisk = (options: string) => [
  'unshare',
  '-rm',
  'sh',
  '-c',
  `mount -t tmpfs -o ${options} none out; "$@"; code=$?; ls out; exit $code`,
  'sh',
];

describe('a disk that takes no more', () => {
  for (const [name, options, code] of [
    ['full', 'size=64k', 'output-disk-full'],
    ['read-only', 'ro', 'output-not-writable'],
  ] as const) {
    it(`${name}: an error, nothing left under a name, the log says that the run stopped`, () => {
      const folder = makeFolder();
      mkdirSync(join(folder, 'out'));
      const { status, out, err } = visite(folder, scoreArgs({ out: 'out/result.csv' }), onDisk(options));
      assert.equal(status, exitCode.outputFailed, err);
      assert.match(err, new RegExp(code));
      assert.equal(out, '', 'nothing stands on that disk and no result was printed');
      const log = visite(folder, ['log', 'verify']);
      assert.equal(log.status, 0, log.out + log.err);
      rmSync(folder, { recursive: true });
    });
  }
});

describe('a run that is stopped', () => {
  let folder = '';
  before(() => {
    folder = makeFolder();
    const script = join(repository, 'scripts/make-demo-export.ts');
    const made = spawnSync(process.execPath, [script, '--rows', '20000', '--out', join(folder, 'big.csv')]);
    assert.equal(made.status, 0, String(made.stderr));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [signal, status] of [
    ['SIGINT', exitCode.interrupted],
    ['SIGTERM', exitCode.interrupted],
    ['SIGKILL', null],
  ] as const) {
    it(`${signal}: no result under a finished name, the log verifies, the next run works`, async () => {
      const args = scoreArgs({ file: join(folder, 'big.csv'), out: `${signal}.csv` });
      const child = startVisite(folder, args);
      const isPiece = (name: string) => name.startsWith(`${signal}.csv.`) && name.endsWith('.partial');
      while (!filesIn(folder).some(isPiece)) {
        assert.equal(child.exitCode, null, 'the run ended before it was stopped');
        await wait(10);
      }
      await wait(200);
      child.kill(signal);
      const [code] = await once(child, 'exit');
      assert.equal(code, status);
      assert.ok(!filesIn(folder).includes(`${signal}.csv`));
      if (status !== null) assert.ok(!filesIn(folder).some((name) => name.startsWith(`${signal}.csv`)));
      const log = visite(folder, ['log', 'verify']);
      assert.equal(log.status, 0, log.out + log.err);
      const again = visite(folder, scoreArgs({ out: `${signal}.csv` }));
      assert.equal(again.status, 0, again.err);
      assert.ok(filesIn(folder).includes(`${signal}.csv`));
      assert.ok(!filesIn(folder).some((name) => name.endsWith('.partial')));
    });
  }
});

describe('a result that exists', () => {
  it('is not overwritten, but with --overwrite', () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'result.csv'), 'precious');
    const refused = visite(folder, scoreArgs());
    assert.equal(refused.status, exitCode.outputFailed);
    assert.match(refused.err, /output-exists[^]*--overwrite/);
    assert.equal(readFileSync(join(folder, 'result.csv'), 'utf8'), 'precious');
    assert.deepEqual(filesIn(folder), ['result.csv']);
    assert.equal(visite(folder, scoreArgs({}, ['--demo', '--overwrite'])).status, 0);
    assert.notEqual(readFileSync(join(folder, 'result.csv'), 'utf8'), 'precious');
    rmSync(folder, { recursive: true });
  });

  it('may not be the export itself', () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'export.csv'), readFileSync(demo.export));
    const run = visite(
      folder,
      scoreArgs({ file: 'export.csv', out: 'export.csv' }, ['--demo', '--overwrite']),
    );
    assert.equal(run.status, exitCode.usage, run.err);
    assert.deepEqual(readFileSync(join(folder, 'export.csv')), readFileSync(demo.export));
    rmSync(folder, { recursive: true });
  });
});
