import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '#test/cli/run-visite.ts';

export interface WatchedRun {
  readonly argv: readonly string[];
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** Lines of strace. */
  readonly calls: readonly string[];
}

export interface Watched {
  readonly runs: readonly WatchedRun[];
  readonly packets: readonly string[];
}

const python = process.env['VISITE_TEST_PYTHON'] ?? join(repository, '.venv/bin/python');

/** Runs commands one after another, in `folder`, and tells every network call and every packet (watch_network.py). */
export function watchNetwork(folder: string, commands: readonly (readonly string[])[]): Watched {
  const { status, stdout, stderr, error } = spawnSync(
    'unshare',
    ['-rn', python, join(import.meta.dirname, 'watch_network.py')],
    {
      cwd: folder,
      encoding: 'utf8',
      input: JSON.stringify(commands),
      env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, VISITE_HOME: join(folder, 'data') },
      maxBuffer: 2 ** 26,
    },
  );
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
  // safe: written by our own script
  return JSON.parse(stdout) as Watched;
}
