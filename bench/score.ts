import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '#bench/bench-row.ts';
import { python } from '#bench/python.ts';
import { runMeasured, type Measured } from '#bench/run-measured.ts';
import { repository } from '#scripts/run-steps.ts';

const rows = 50_000;
const fewRows = 5_000;
const twiceRows = 2 * rows;
const bundle = 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite';
const profile = 'assets/exports/colon-epd-export.profile.json';
const model = 'assets/models/colon-adjuvant/model.json.gz';
const MB = 1e6;

/**
 * File to file, whole processes: 50,000 rows beside pandas and stochtree (ten rows a patient, both arms, five years),
 * memory at a tenth of the rows, and the time from the start of the command line to its first scored row.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-bench-'));
  try {
    const many = makeExport(folder, rows);
    const few = makeExport(folder, fewRows);
    const one = makeExport(folder, 1);
    const oursFew = await runOurs(folder, few, 'few');
    const oursMany = await runOurs(folder, many, 'many');
    const oursTwice = await runOurs(folder, makeExport(folder, twiceRows), 'twice');
    const peerMany = await runPeer(folder, many, 'many');
    const peerFew = await runPeer(folder, few, 'few');
    const starts = [];
    for (let run = 0; run < 7; run += 1) starts.push((await runOurs(folder, one, `one-${run}`)).seconds);
    const difference = largestDifference(join(folder, 'many.csv'), join(folder, 'many.peer.csv'));
    return [
      toRow(`file to file, ${rows} rows`, 's', oursMany.seconds, peerMany.seconds, 'time stated', difference),
      toRow(`file to file, ${fewRows} rows`, 's', oursFew.seconds, peerFew.seconds, 'time stated', 0),
      toRow(
        `peak memory, ${rows} rows`,
        'MB',
        oursMany.peakBytes / MB,
        peerMany.peakBytes / MB,
        'memory stated',
        0,
      ),
      toRow(
        `peak memory, ${fewRows} rows`,
        'MB',
        oursFew.peakBytes / MB,
        peerFew.peakBytes / MB,
        'memory stated',
        0,
      ),
      {
        case: `peak memory, ${twiceRows} rows`,
        unit: 'MB',
        ours: oursTwice.peakBytes / MB,
        peers: { [`ours, ${rows} rows`]: oursMany.peakBytes / MB },
        ratio: oursMany.peakBytes / oursTwice.peakBytes,
        goal: 'at least 0.9: does not grow with the rows',
        difference: 0,
      },
      {
        case: 'start of the command line to the first scored row (whole process, one row, median of 7)',
        unit: 's',
        ours: median(starts),
        peers: {},
        ratio: Number.NaN,
        goal: 'under 0.5 s',
        difference: 0,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeExport(folder: string, count: number): string {
  const path = join(folder, `export-${count}.csv`);
  const args = ['scripts/make-demo-export.ts', '--rows', String(count), '--out', path];
  const made = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  return path;
}

function runOurs(folder: string, file: string, name: string): Promise<Measured> {
  const program = join(repository, 'out/cli/visite.mjs');
  const args = ['score', file, '--bundle', join(repository, bundle), '--profile', join(repository, profile)];
  const out = join(folder, `${name}.csv`);
  return runMeasured(process.execPath, [program, ...args, '--out', out, '--demo'], {
    VISITE_HOME: join(folder, 'data'),
  });
}

function runPeer(folder: string, file: string, name: string): Promise<Measured> {
  const script = join(repository, 'bench/score_peer.py');
  const out = join(folder, `${name}.peer.csv`);
  return runMeasured(python(), [script, file, join(repository, model), out], { OMP_NUM_THREADS: '2' });
}

function toRow(
  name: string,
  unit: string,
  ours: number,
  peer: number,
  goal: string,
  difference: number,
): BenchRow {
  return {
    case: name,
    unit,
    ours,
    peers: { 'pandas + stochtree': peer },
    ratio: peer / ours,
    goal,
    difference,
  };
}

/** Largest difference of any summary, over the patients that both scored; the result file has six decimals. */
function largestDifference(ours: string, theirs: string): number {
  const compare = join(repository, 'bench/score_compare.py');
  const run = spawnSync(python(), [compare, ours, theirs], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(readNumber(run.stdout));
}

function readNumber(text: string): string {
  const found = /^[0-9.e+-]+$/m.exec(text.trim());
  if (found === null) throw new Error(`expected a number, got ${text}`);
  return found[0];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
