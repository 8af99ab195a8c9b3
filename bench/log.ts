import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '#bench/bench-row.ts';
import type { Draft } from '#core/audit/draft.ts';
import { openLog, type AuditLog } from '#host/store/audit-log.ts';
import { toSiteKey } from '#host/store/site-key.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { verifyLog } from '#host/store/verify-log.ts';

const entries = 1_000_000;
const batch = 5_000;
const appends = 1_000;

/**
 * A log of a million results: verified whole, with the key; and single results added to it with their high-water mark, beside
 * one synced write to the same disk, which is the least that a durable entry can cost.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-bench-log-'));
  try {
    const key = toSiteKey(Buffer.alloc(32, 7));
    const log = open(join(folder, 'log'), key, join(folder, 'marks'));
    const filled = await timed(() => fill(log));
    const { times, syncs } = appendSome(log, join(folder, 'peer'));
    const head = log.head();
    log.close();
    const before = process.cpuUsage();
    const verified = await timed(() => {
      const verdict = verifyLog(log.path, { key, expectedHead: head });
      if (!verdict.ok) throw new Error(`the log is not sound: ${JSON.stringify(verdict.firstBad)}`);
    });
    const used = process.cpuUsage(before);
    const bare = { peers: {}, ratio: Number.NaN, difference: 0 };
    return [
      { ...bare, case: `${entries} entries verified with the key`, unit: 's', ours: verified, goal: '60' },
      {
        ...bare,
        case: 'the same, time of the processor',
        unit: 's',
        ours: (used.user + used.system) / 1e6,
        goal: 'stated',
      },
      {
        ...bare,
        case: `${entries} results sealed and added, ${batch} a batch`,
        unit: 's',
        ours: filled,
        goal: 'stated',
      },
      toRow('one result added, median', quantile(times, 0.5), quantile(syncs, 0.5), 'stated'),
      toRow('one result added, 99th of 100', quantile(times, 0.99), quantile(syncs, 0.99), '20'),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function open(directory: string, key: ReturnType<typeof toSiteKey>, markFolder: string): AuditLog {
  const who = { account: 'bench' };
  return openLog({ directory, key, clock: systemClock, who, demo: true, software: 'bench', markFolder });
}

async function fill(log: AuditLog): Promise<void> {
  for (let at = log.head().size; at < entries; at += batch)
    await log.appendAside(
      Array.from({ length: Math.min(batch, entries - at) }, (_, row) => toResult(at + row)),
    );
}

/** In turns, so that both meet the same other work on this machine. */
function appendSome(log: AuditLog, path: string): { readonly times: number[]; readonly syncs: number[] } {
  const peer = openSync(path, 'w');
  const bytes = Buffer.alloc(4096);
  const [times, syncs]: [number[], number[]] = [[], []];
  try {
    for (let at = 0; at < appends; at += 1) {
      times.push(timedNow(() => log.append([toResult(at)])));
      syncs.push(
        timedNow(() => {
          writeSync(peer, bytes);
          fdatasyncSync(peer);
        }),
      );
    }
  } finally {
    closeSync(peer);
  }
  return { times, syncs };
}

function toResult(line: number): Draft {
  return {
    type: 'inference',
    run: 'run-1',
    line: line + 1,
    patient: String(line).padStart(7, '0'),
    inputs: [1, 40 + (line % 50), line % 7, 0.5, 1, 0, 2, 3],
    outputs: [0.61, 0.55, 0.67, 0.68, 0.62, 0.74, 0.91],
    advice: { state: 'favours', arm: 'lev-5fu', over: 'observation', probability: 0.91 },
    remarks: [],
  };
}

function toRow(name: string, ours: number, peer: number, goal: string): BenchRow {
  return {
    case: name,
    unit: 'ms',
    ours,
    peers: { 'one synced write of 4 KiB': peer },
    ratio: peer / ours,
    goal,
    difference: 0,
  };
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}

/** Seconds. */
async function timed(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Milliseconds. */
function timedNow(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
