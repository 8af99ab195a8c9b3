import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '#bench/bench-row.ts';
import { makeExport } from '#bench/import/make-export.ts';
import { makeModel, type BenchModel } from '#bench/import/model.ts';
import { python } from '#bench/python.ts';
import { runMeasured, type Measured } from '#bench/run-measured.ts';
import { titles } from '#scripts/demo-export/record.ts';
import { repository } from '#scripts/run-steps.ts';

const rows = 1_000_000;
const fewRows = 100_000;
const previewBytes = 2 ** 30;
const MB = 1e6;
const program = join(repository, 'out/cli/visite.mjs');

/**
 * File to file, whole processes: a logistic regression over an export of 1,000,000 rows and 18 columns, beside pandas and
 * onnxruntime; memory at a tenth of the rows; and the preview of a file of 1 GiB.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-bench-'));
  try {
    const model = await makeModel(folder, titles);
    const onnx = join(folder, 'model.onnx');
    await runMeasured(python(), [peer, 'model', model.coefficients, onnx], {});
    const few = await measure(folder, model, onnx, fewRows);
    const many = await measure(folder, model, onnx, rows);
    return [
      toRow(`file to file, ${rows} rows × ${titles.length} columns`, 's', many, 'seconds', 'at least 1'),
      toRow(`file to file, ${fewRows} rows`, 's', few, 'seconds', 'stated'),
      toRow(`peak memory, ${rows} rows`, 'MB', many, 'peakBytes', 'under 400 MB'),
      {
        case: `peak memory, ${fewRows} rows`,
        unit: 'MB',
        ours: few.ours.peakBytes / MB,
        peers: { [`ours, ${rows} rows`]: many.ours.peakBytes / MB },
        ratio: many.ours.peakBytes / few.ours.peakBytes,
        goal: 'near 1: does not grow with the rows',
        difference: 0,
      },
      await preview(folder, many.file),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const peer = join(repository, 'bench/import_peer.py');

interface Measurement {
  readonly file: string;
  readonly ours: Measured;
  readonly peer: Measured;
  /** Largest difference of a probability at six decimals. */
  readonly difference: number;
}

async function measure(folder: string, model: BenchModel, onnx: string, count: number): Promise<Measurement> {
  const at = (name: string): string => join(folder, `${name}-${count}`);
  const file = at('export.csv');
  await makeExport(file, count);
  const theirs = await runMeasured(
    python(),
    [peer, 'score', file, onnx, model.coefficients, at('peer.csv')],
    {},
  );
  const { bundle, profile, trust } = model;
  const args = ['score', file, '--bundle', bundle, '--profile', profile, '--out', at('ours.csv')];
  const ours = await runMeasured(process.execPath, [program, ...args, '--trust', trust], {
    VISITE_HOME: at('data'),
  });
  const difference = compare(file, at('ours.csv'), at('peer.csv'));
  for (const name of ['ours.csv', 'peer.csv', 'data']) rmSync(at(name), { recursive: true });
  return { file, ours, peer: theirs, difference };
}

/** Every cell of the export stands in ours as it was, and every probability in both. */
function compare(file: string, ours: string, theirs: string): number {
  const script = join(repository, 'bench/import_compare.py');
  const run = spawnSync(python(), [script, file, ours, theirs], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}

function toRow(
  name: string,
  unit: string,
  { ours, peer: theirs, difference }: Measurement,
  of: 'seconds' | 'peakBytes',
  goal: string,
): BenchRow {
  const scale = of === 'seconds' ? 1 : MB;
  return {
    case: name,
    unit,
    ours: ours[of] / scale,
    peers: { 'pandas + onnxruntime': theirs[of] / scale },
    ratio: theirs[of] / ours[of],
    goal,
    difference,
  };
}

/** The export again and again under one header, until it has 1 GiB. */
async function preview(folder: string, file: string): Promise<BenchRow> {
  const large = join(folder, 'large.csv');
  const bytes = readFileSync(file);
  const body = bytes.subarray(bytes.indexOf('\n') + 1);
  appendFileSync(large, bytes);
  while (statSync(large).size < previewBytes) appendFileSync(large, body);
  const seconds = [];
  for (let run = 0; run < 5; run += 1) {
    const { seconds: taken } = await runMeasured(process.execPath, [program, 'import', 'preview', large], {});
    seconds.push(taken);
  }
  return {
    case: 'preview of a file of 1 GiB (whole process, median of 5)',
    unit: 's',
    ours: seconds.toSorted((a, b) => a - b)[2] ?? Number.NaN,
    peers: {},
    ratio: Number.NaN,
    goal: 'under 1 s',
    difference: 0,
  };
}
