import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '#core/audit/draft.ts';
import { readLog } from '#host/store/read-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeFolder, openTestLog, testKey } from '#test/host/store/test-log.ts';

const start = Date.UTC(2026, 10, 22, 7);
const second = 1000;
const day = 86_400 * second;
const aside: Draft = { type: 'row-refused', run: 'run-1', line: 3, problems: ['too-few-cells'] };

/** What the log says of the clock after entries at these times. */
async function anomaliesAt(folder: string, times: readonly number[]): Promise<readonly string[]> {
  let utcMs = start;
  const log = openTestLog(folder, { clock: () => ({ utcMs, offsetMinutes: 60 }) });
  for (const [at, time] of times.entries()) {
    utcMs = start + time;
    if (at % 2 === 0) log.append(sampleDrafts.slice(0, 1));
    else await log.appendAside([aside]);
  }
  log.close();
  assert.ok(verifyLog(log.path, { key: testKey }).ok);
  return [...readLog(log.path)].flatMap(({ entry }) =>
    entry.type === 'clock-anomaly' ? [`${entry.index} ${entry.kind} ${entry.newest}`] : [],
  );
}

test('D49: a clock set back a day or ahead ten years is an entry, before the one it was found at', async (context) => {
  const cases: readonly (readonly [string, readonly number[], readonly string[]])[] = [
    ['a clock that goes on', [0, second, 2 * day, 300 * day], []],
    ['corrected by the network', [0, -2 * second, -60 * second], []],
    ['a day back', [second, -day], ['2 set-back 2026-11-22T07:00:01.000Z']],
    ['a day back, sealed aside', [0, second, 2 * second, -day], ['4 set-back 2026-11-22T07:00:02.000Z']],
    ['ten years ahead', [0, 3653 * day], ['2 set-ahead 2026-11-22T07:00:00.000Z']],
    [
      'ahead and put right',
      [0, 3653 * day, second],
      ['2 set-ahead 2026-11-22T07:00:00.000Z', '4 set-back 2036-11-22T07:00:00.000Z'],
    ],
    ['a year and a day in a drawer', [0, 367 * day], ['2 set-ahead 2026-11-22T07:00:00.000Z']],
  ];
  for (const [reason, times, expected] of cases)
    assert.deepEqual(await anomaliesAt(makeFolder(context), times), expected, reason);
});

test('D49: a clock that was changed while the log was closed is told when it is opened', async (context) => {
  const folder = makeFolder(context);
  assert.deepEqual(await anomaliesAt(folder, [2 * day]), ['1 set-ahead 2026-11-22T07:00:00.000Z'].slice(1));
  assert.deepEqual(await anomaliesAt(folder, [0]), ['2 set-back 2026-11-24T07:00:00.000Z']);
});
