import { writeSync } from 'node:fs';
import { LogError } from '#host/store/log-error.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { openTestLog } from '#test/host/store/test-log.ts';

/**
 * Writes to the log of the folder given until it is stopped: batches of 1, 7 and 40 results in turn. After each it
 * says on standard output what the log acknowledged, `size:root`; where the log refuses, its code.
 */
const [, , directory = '', batches = '1000000'] = process.argv;
const [, , , draft] = sampleDrafts;
if (draft?.type !== 'inference') throw new Error('the samples changed');
try {
  const log = openTestLog(directory);
  say('opened');
  for (let batch = 0; batch < Number(batches); batch += 1) {
    const { size, root } = log.append(Array.from({ length: [1, 7, 40][batch % 3] ?? 1 }, () => draft));
    say(`${size}:${root}`);
  }
  log.close();
} catch (error) {
  if (!(error instanceof LogError)) throw error;
  say(error.code);
}

/** At once and whole, so that what is on the pipe was acknowledged before a kill. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
