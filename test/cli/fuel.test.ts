import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readLog } from '#host/store/read-log.ts';
import { makeFolder, scoreArgs, visite } from '#test/cli/run-visite.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The fuel that the log tells of a run of the demonstration. */
function fuelOf(threads: number): number | undefined {
  const folder = makeFolder();
  folders.push(folder);
  const { status, err } = visite(folder, [...scoreArgs(), '--threads', String(threads)]);
  assert.equal(status, 0, err);
  const entries = [...readLog(join(folder, 'data/log/audit-log.sqlite'))].map(({ entry }) => entry);
  return entries.find((entry) => entry.type === 'run-finished')?.fuel;
}

test('the fuel of a run is in the log, and is the same for the same rows, whatever the threads', () => {
  const [first, again, two] = [fuelOf(1), fuelOf(1), fuelOf(2)];
  assert.ok(first !== undefined && first > 1_000_000);
  assert.deepEqual([again, two], [first, first]);
});
