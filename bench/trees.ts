import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchRow } from '#bench/bench-row.ts';
import { startPeer, type Peer } from '#bench/trees-peer.ts';
import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { readLightgbm } from '#compiler/readers/lightgbm/read-lightgbm.ts';
import { readOnnx } from '#compiler/readers/onnx/read-onnx.ts';
import type { ReadModel } from '#compiler/readers/reader.ts';
import { readXgboost } from '#compiler/readers/xgboost/read-xgboost.ts';
import { loadAddon } from '#native/load.ts';

type Case = {
  readonly library: 'xgboost' | 'lightgbm' | 'forest' | 'boosting';
  readonly trees: number;
  readonly depth: number;
  readonly features: number;
  readonly missing: number;
  readonly kind: 'plain' | 'ragged' | 'categories' | 'classes';
};

const rowCount = 16_384;
const rounds = 7;
/** Rows one after the other, each a call: what a caller who asks often sees. */
const warmRows = 300;
/** Each after calls of everything else: what the first patient in a while costs. */
const coldRows = 100;
const limits = {
  maxModuleBytes: 128 * 2 ** 20,
  maxFunctions: 20_000,
  maxFunctionBytes: 2 ** 20,
  maxLocals: 5_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 1024 * 2 ** 20,
  fuelPerRow: 2e9,
};

const small = { trees: 100, depth: 6, features: 30, missing: 0, kind: 'plain' } as const;
const large = { trees: 500, depth: 8, features: 100, missing: 0, kind: 'plain' } as const;
const libraries = ['xgboost', 'lightgbm', 'forest', 'boosting'] as const;
const cases: readonly Case[] = [small, large].flatMap((size) =>
  libraries.flatMap((library) => [
    { ...size, library },
    ...(library === 'boosting' ? [] : [{ ...size, library, missing: 0.2 }]),
  ]),
);
const shapes: readonly Case[] = [
  ...[3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16].map((depth) => ({ ...small, library: 'xgboost' as const, depth })),
  { ...small, library: 'forest', depth: 12 },
  ...(['ragged', 'categories', 'classes'] as const).map((kind) => ({
    ...small,
    library: 'xgboost' as const,
    kind,
  })),
  { ...small, library: 'lightgbm', kind: 'ragged' },
];

/**
 * Tree ensembles beside the library that trained them, onnxruntime and code of tl2cgen: a batch of 16,384 rows with one
 * and with two threads, one row warm and cold, the time to compile; then a table by shape. `difference`: how many raw
 * values differ in any bit from the library's, in the batch or row by row. VISITE_BENCH_TREES: only cases whose name holds this text.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const only = process.env['VISITE_BENCH_TREES'] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'visite-trees-'));
  try {
    const rows: BenchRow[] = [];
    const wanted = (each: Case): boolean => nameOf(each).includes(only);
    for (const each of cases.filter(wanted)) rows.push(...(await benchCase(each, folder, true)));
    for (const each of shapes.filter(wanted)) rows.push(...(await benchCase(each, folder, false)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const Made = z.object({
  format: z.enum(['xgboost', 'lightgbm', 'onnx']),
  columns: z.number(),
  peers: z.array(z.string()),
  absent: z.record(z.string(), z.string()),
});

async function benchCase(each: Case, parent: string, whole: boolean): Promise<readonly BenchRow[]> {
  const name = nameOf(each);
  const folder = mkdtempSync(join(parent, 'case-'));
  const peer = startPeer();
  try {
    const made = Made.parse(await peer.ask({ do: 'make', folder, ...each }));
    const ours = await startOurs(folder, made.format, made.columns);
    const differing = ours.differing();
    const batch = async (threads: number): Promise<Times> =>
      measure(rounds, made.peers, peer, { threads, from: 0, count: rowCount, apart: false }, () =>
        ours.batch(threads),
      );
    const goal = each.missing > 0 ? '4 times faster' : '2.5 times faster';
    const rows = [
      timed(`${name}: batch, 1 thread`, least(await batch(1)), rowCount, whole ? goal : '', differing),
    ];
    if (!whole) return rows;
    rows.push(timed(`${name}: batch, 2 threads`, least(await batch(2)), rowCount, '', differing));
    const run = { threads: 1, from: 0, count: warmRows, apart: true };
    const warm = await measure(rounds, made.peers, peer, run, () => ours.apart(0, warmRows));
    const turns: Times[] = [];
    for (let row = 0; row < coldRows; row++) {
      const part = { threads: 1, from: row, count: 1, apart: true };
      turns.push(await measure(0, made.peers, peer, part, () => ours.apart(row, 1)));
    }
    rows.push(
      timed(`${name}: one row, warm`, least(warm), warmRows, '5 times faster', differing),
      timed(`${name}: one row, cold`, together(turns), 1, 'stated', differing),
    );
    const sized = { ratio: NaN, difference: differing };
    rows.push(
      {
        case: `${name}: compile`,
        unit: 's',
        ours: ours.compileSeconds,
        peers: {},
        goal: 'under 1 s',
        ...sized,
      },
      {
        case: `${name}: module`,
        unit: 'kB',
        ours: ours.bytes / 1000,
        peers: sizes(folder, made.format),
        goal: 'stated',
        ...sized,
      },
    );
    return rows;
  } finally {
    await peer.end();
  }
}

/** Kilobytes of the file the module was made from, and of the peer's ONNX file where there is one. */
function sizes(folder: string, format: keyof typeof FILES): Readonly<Record<string, number>> {
  const files = { 'model file': FILES[format], 'ONNX file': FILES.onnx };
  return Object.fromEntries(
    Object.entries(files).flatMap(([label, file]) => {
      const path = join(folder, file);
      return existsSync(path) ? [[label, statSync(path).size / 1000]] : [];
    }),
  );
}

function together(turns: readonly Times[]): Times {
  const names = [...(turns[0]?.peers.keys() ?? [])];
  return {
    ours: turns.flatMap((turn) => turn.ours),
    peers: new Map(names.map((name) => [name, turns.flatMap((turn) => turn.peers.get(name) ?? [])])),
  };
}

/** Of each its best round: what other work on the machine took from it least, the same for ours and the peers. */
function least({ ours, peers }: Times): Times {
  return {
    ours: [Math.min(...ours)],
    peers: new Map([...peers].map(([name, seconds]) => [name, [Math.min(...seconds)]])),
  };
}

function nameOf({ library, trees, depth, features, missing, kind }: Case): string {
  const shape = kind === 'plain' ? `depth ${depth}` : kind;
  return `${library}, ${trees} trees, ${shape}, ${features} features${missing > 0 ? `, ${100 * missing} % missing` : ''}`;
}

type Times = { readonly ours: readonly number[]; readonly peers: ReadonlyMap<string, readonly number[]> };

/** Ours and every peer in turns, the first round to warm up; `count` 0: one turn. */
async function measure(
  count: number,
  names: readonly string[],
  peer: Peer,
  part: {
    readonly threads: number;
    readonly from: number;
    readonly count: number;
    readonly apart: boolean;
  },
  run: () => number,
): Promise<Times> {
  const ours: number[] = [];
  const peers = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= count; round++) {
    const seconds = run();
    if (round > 0 || count === 0) ours.push(seconds);
    for (const name of names) {
      const answer = z
        .object({ seconds: z.number() })
        .parse(await peer.ask({ do: 'measure', peer: name, ...part }));
      if (round > 0 || count === 0) peers.get(name)?.push(answer.seconds);
    }
  }
  return { ours, peers };
}

function timed(name: string, times: Times, per: number, goal: string, difference: number): BenchRow {
  const scale = (seconds: readonly number[]): number => (median(seconds) / per) * 1e6;
  const peers = Object.fromEntries([...times.peers].map(([key, seconds]) => [key, scale(seconds)]));
  const ours = scale(times.ours);
  return {
    case: name,
    unit: 'µs a row',
    ours,
    peers,
    ratio: Math.min(...Object.values(peers)) / ours,
    goal,
    difference,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

type Ours = {
  readonly bytes: number;
  readonly compileSeconds: number;
  /** Seconds for all rows. */
  readonly batch: (threads: number) => number;
  /** Seconds for a call for each row. */
  readonly apart: (from: number, count: number) => number;
  readonly differing: () => number;
};

const FILES = { xgboost: 'model.json', lightgbm: 'model.txt', onnx: 'model.onnx' } as const;

function read(format: keyof typeof FILES, bytes: Uint8Array): ReadModel {
  switch (format) {
    case 'xgboost':
      return readXgboost(bytes);
    case 'lightgbm':
      return readLightgbm(bytes);
    case 'onnx':
      return readOnnx(bytes);
  }
}

async function startOurs(folder: string, format: keyof typeof FILES, columns: number): Promise<Ours> {
  const bytes = readFileSync(join(folder, FILES[format]));
  const started = performance.now();
  const model = read(format, bytes);
  const graph = new Graph();
  const inputs = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const raw = model.build(graph, inputs).get('raw');
  if (raw === undefined) throw new Error('the model has no raw output');
  const { module } = emitModel(toRawLayout({ inputs: graph.inputs, outputs: new Map([['raw', raw]]) }));
  const compileSeconds = (performance.now() - started) / 1000;
  const loaded = await loadAddon().loadModel(module, limits);
  const rows = doubles(join(folder, 'rows.f64'));
  const features = rows.length / rowCount;
  const block = new Float64Array(rows.length);
  for (let row = 0; row < rowCount; row++) {
    for (let c = 0; c < features; c++) block[c * rowCount + row] = rows[row * features + c] ?? NaN;
  }
  const predict = (count: number, input: Float64Array<ArrayBuffer>, threads: number): Float64Array =>
    loaded.predictSync({
      rows: count,
      inputColumns: features,
      outputColumns: columns,
      input,
      rowsPerCall: Math.min(count, 1024),
      threads,
      deadlineMs: 600_000,
    }).output;
  const seconds = (run: () => void): number => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  };
  return {
    bytes: module.length,
    compileSeconds,
    batch: (threads) => seconds(() => predict(rowCount, block, threads)),
    apart: (from, count) => {
      const each = Array.from({ length: count }, (_, at) =>
        rows.slice((from + at) * features, (from + at + 1) * features),
      );
      const output = new Float64Array(columns);
      return seconds(() => {
        for (const row of each) loaded.predictRow(row, output, 600_000);
      });
    },
    differing: () => {
      const output = predict(rowCount, block, 1);
      const theirs = doubles(join(folder, 'raw.f64'));
      const alone = new Float64Array(columns);
      let count = 0;
      for (let row = 0; row < rowCount; row++) {
        loaded.predictRow(rows.slice(row * features, (row + 1) * features), alone, 600_000);
        for (let c = 0; c < columns; c++) {
          const expected = theirs[row * columns + c];
          if (!Object.is(output[c * rowCount + row], expected) || !Object.is(alone[c], expected)) count++;
        }
      }
      return count;
    },
  };
}

function doubles(file: string): Float64Array<ArrayBuffer> {
  return new Float64Array(new Uint8Array(readFileSync(file)).buffer);
}
