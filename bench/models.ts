import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { BenchRow } from '#bench/bench-row.ts';
import { startEngine, startV8, type Running } from '#bench/models-ours.ts';
import { python } from '#bench/python.ts';
import { compileGraphs, type GraphInput } from '#compiler/compile.ts';
import { parsePlan } from '#compiler/plan.ts';
import { repository } from '#scripts/run-steps.ts';

const Trained = z.strictObject({
  format: z.string(),
  rows: z.number(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      categories: z.array(z.string()).nullable(),
      values: z.record(z.string(), z.number()).nullable(),
    }),
  ),
  inputs: z.array(z.strictObject({ name: z.string(), columns: z.array(z.number()) })),
  output: z.string(),
});
type Trained = z.infer<typeof Trained>;
/** Rows of one case, and how often it is measured; each time other rows as far as there are any. */
const cases = [
  { rows: 1, rounds: 60, threads: [1] },
  { rows: 1000, rounds: 10, threads: [1] },
  { rows: 100_000, rounds: 4, threads: [1, 2] },
] as const;
const enoughSeconds = 8;

/**
 * Models that scikit-learn fitted, as the Python package converts them, in the project's engine and in V8, beside
 * scikit-learn's own predict and onnxruntime on skl2onnx's conversion: in turns, with the same number of threads.
 * `difference`: the largest deviation of an output from scikit-learn's over all rows.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const trainer = startPeer(1);
  const names = z.object({ models: z.array(z.string()) }).parse(await trainer({ do: 'models' })).models;
  const wanted = process.argv.slice(3).filter((argument) => !argument.startsWith('--'));
  const rows: BenchRow[] = [];
  for (const name of names.filter((model) => wanted.every((word) => model.includes(word)))) {
    const folder = mkdtempSync(join(tmpdir(), 'visite-models-'));
    try {
      const trained = Trained.parse(await trainer({ do: 'train', model: name, folder }));
      rows.push(...(await benchModel(name, trained, folder)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  await trainer(null);
  return rows;
}

async function benchModel(name: string, trained: Trained, folder: string): Promise<readonly BenchRow[]> {
  const model = readFileSync(join(folder, 'model'));
  const module = compileModel(trained, model);
  const inputs = doubles(join(folder, 'block'));
  const expected = doubles(join(folder, 'expected'));
  const shape = { rows: trained.rows, columns: trained.columns.length };
  const engine = await startEngine(module, shape, inputs);
  const v8 = await startV8(module, shape, inputs);
  const outputs = engine.outputs(0, trained.rows);
  const difference = outputs.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? NaN))),
    0,
  );
  const rows: BenchRow[] = [
    toSizeRow(name, difference, module.length, {
      'model file': model.length,
      skl2onnx: readFileSync(join(folder, 'peer.onnx')).length,
    }),
  ];
  for (const threads of [1, 2] as const) {
    const peer = startPeer(threads);
    const { peers } = z
      .object({ peers: z.array(z.string()) })
      .parse(await peer({ do: 'load', model: name, folder }));
    for (const { rows: count, rounds, threads: allowed } of cases) {
      if (!allowed.some((some) => some === threads)) continue;
      const times = await measure(
        peers,
        peer,
        { engine, v8 },
        { count, rounds, threads, rows: trained.rows },
      );
      rows.push(toRow(name, count, threads, times, difference));
    }
    await peer(null);
  }
  return rows;
}

type Measuring = {
  readonly count: number;
  readonly rounds: number;
  readonly threads: 1 | 2;
  readonly rows: number;
};

/**
 * Seconds of each, one after the other in every round. The first round warms up, but where a round itself is long; after
 * `enoughSeconds` no new round begins.
 */
async function measure(
  peers: readonly string[],
  peer: Peer,
  { engine, v8 }: { readonly engine: Running; readonly v8: Running },
  { count, rounds, threads, rows }: Measuring,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  const note = (who: string, round: number, seconds: number): void => {
    if (round > 0 || count > 1000) times.set(who, [...(times.get(who) ?? []), seconds]);
  };
  const began = performance.now();
  for (let round = 0; round <= rounds; round++) {
    if (times.size > 0 && performance.now() - began > enoughSeconds * 1000) break;
    const from = (round * count) % (rows - count + 1);
    note('ours', round, engine.seconds(from, count, threads));
    if (threads === 1) note('ours in V8', round, v8.seconds(from, count, threads));
    for (const name of peers) {
      const answer = await peer({ do: 'measure', peer: name, from, count });
      note(name, round, z.object({ seconds: z.number() }).parse(answer).seconds);
    }
  }
  return times;
}

function toRow(
  name: string,
  count: number,
  threads: number,
  times: ReadonlyMap<string, readonly number[]>,
  difference: number,
): BenchRow {
  // Of one row the median, between calls of the peers; of batches the best round, the same for all.
  const typical = count === 1 ? median : (seconds: readonly number[]): number => Math.min(...seconds);
  const each = new Map([...times].map(([who, seconds]) => [who, (typical(seconds) / count) * 1e6]));
  const ours = each.get('ours') ?? NaN;
  const peers = Object.fromEntries([...each].filter(([who]) => who !== 'ours'));
  const best = Math.min(...[...each].flatMap(([who, value]) => (who.startsWith('ours') ? [] : [value])));
  const rows = count === 1 ? 'one row' : `${count.toLocaleString('en')} rows`;
  return {
    case: `${name}: ${rows}${threads === 1 ? '' : `, ${threads} threads`}`,
    unit: 'µs a row',
    ours,
    peers,
    ratio: best / ours,
    goal: 'as fast as the faster',
    difference,
  };
}

/** The module beside the file it was compiled from (ONNX in float64, or the library's own) and skl2onnx's in float32. */
function toSizeRow(
  name: string,
  difference: number,
  bytes: number,
  peers: Readonly<Record<string, number>>,
): BenchRow {
  const kilobytes = Object.fromEntries(Object.entries(peers).map(([peer, size]) => [peer, size / 1000]));
  const ours = bytes / 1000;
  const ratio = Math.min(...Object.values(kilobytes)) / ours;
  return { case: `${name}: size`, unit: 'kB', ours, peers: kilobytes, ratio, goal: 'stated', difference };
}

/** The module of a model with one arm and one outcome. */
function compileModel(trained: Trained, model: Uint8Array): Uint8Array<ArrayBuffer> {
  const feature = ({ name, categories, values }: Trained['columns'][number]): object => {
    if (categories === null) return { input: name };
    if (values !== null) return { input: name, values };
    return { input: name, strings: Object.fromEntries(categories.map((word) => [word, word])) };
  };
  const classes = trained.output === 'probabilities';
  const plan = parsePlan({
    kind: 'graph',
    models: [
      {
        file: 'model',
        format: trained.format,
        inputs: Object.fromEntries(
          trained.inputs.map(({ name, columns }) => [
            name,
            columns.map((column) =>
              feature(trained.columns[column] ?? { name: '', categories: null, values: null }),
            ),
          ]),
        ),
      },
    ],
    outputs: [
      {
        outcome: 'y',
        output: trained.output,
        index: classes ? 1 : 0,
        response: classes ? 'event' : 'value',
      },
    ],
  });
  if (plan.kind !== 'graph') throw new TypeError('the plan is of a graph');
  const manifest = {
    inputs: trained.columns.map(({ name, categories }) => toInput(name, categories)),
    arms: [{ name: 'all' }],
    outcomes: [toOutcome(classes)],
    outputs: [{ outcome: 'y', arm: 'all', statistic: 'mean' as const }],
  };
  return compileGraphs({ files: new Map([['model', model]]), manifest, plan }).module;
}

type Manifest = GraphInput['manifest'];

function toInput(name: string, categories: readonly string[] | null): Manifest['inputs'][number] {
  const base = { name, role: 'model', missing: { policy: 'model' }, synonyms: {}, codes: [] } as const;
  if (categories !== null) return { ...base, codes: [], type: 'category', categories: [...categories] };
  const any = { min: -1e6, max: 1e6 };
  return { ...base, codes: [], type: 'number', unit: '1', integer: false, limits: any, development: any };
}

function toOutcome(isProbability: boolean): Manifest['outcomes'][number] {
  const base = { name: 'y', direction: 'lower-is-better' } as const;
  return isProbability ? { ...base, kind: 'probability' } : { ...base, kind: 'value', unit: '1' };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function doubles(path: string): Float64Array {
  return new Float64Array(new Uint8Array(readFileSync(path)).buffer);
}

type Peer = (command: object | null) => Promise<unknown>;

/** A Python process that answers one line for each line; `null` ends it. */
function startPeer(threads: number): Peer {
  const child = spawn(python(), [join(repository, 'bench/models_peer.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, THREADS: String(threads) },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (command) => {
    if (command === null) {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      return null;
    }
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value } = await lines.next();
    if (typeof value !== 'string') throw new Error('the peer ended');
    return JSON.parse(value);
  };
}
