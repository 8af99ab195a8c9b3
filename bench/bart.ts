import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deflateRawSync, gunzipSync } from 'node:zlib';
import type { BenchRow } from '#bench/bench-row.ts';
import { python } from '#bench/python.ts';
import { compile } from '#compiler/compile.ts';
import { parseBartPlan, type BartPlan } from '#compiler/plan.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { loadAddon } from '#native/load.ts';
import { repository } from '#scripts/run-steps.ts';

const models = ['colon-adjuvant', 'colon-adjuvant-bcf'];
const batchRounds = 5;
const oneRounds = 8;
const onePerRound = 25;
const limits = {
  maxModuleBytes: 128 * 2 ** 20,
  maxFunctions: 20_000,
  maxFunctionBytes: 2 ** 20,
  maxLocals: 5_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 256 * 2 ** 20,
  fuelPerRow: 2e9,
};

/**
 * The shipped models beside stochtree's own predict of both arms with scipy's Φ and the same summaries in numpy, one
 * thread each, in turns. `difference` of the times: how many linear-scale draws differ in any bit; of the size: the
 * largest deviation of an output.
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-bart-'));
  try {
    const rows: BenchRow[] = [];
    for (const model of models) rows.push(...(await benchModel(model, folder)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchModel(id: string, folder: string): Promise<readonly BenchRow[]> {
  const source = join(repository, 'assets/models', id);
  const files = {
    model: join(source, 'model.json.gz'),
    plan: join(source, 'plan.json'),
    manifest: join(source, 'manifest.json'),
  };
  const manifest = Manifest.parse(JSON.parse(readFileSync(files.manifest, 'utf8')));
  const plan = parseBartPlan(JSON.parse(readFileSync(files.plan, 'utf8')));
  const model: unknown = JSON.parse(gunzipSync(readFileSync(files.model)).toString());
  const started = performance.now();
  const { module } = compile({ model, plan, manifest });
  const compileSeconds = (performance.now() - started) / 1000;
  const patients = readPatients(plan);
  const columns = patients[0]?.length ?? 0;
  const path = join(folder, `${id}.patients`);
  writeFileSync(path, new Float64Array(patients.flat()));

  const ours = await startOurs(module, plan, manifest);
  const peer = startPeer();
  try {
    await peer({
      do: 'load',
      model: files.model,
      plan: files.plan,
      patients: path,
      count: patients.length,
      columns,
    });
    const batch: Times = { ours: [], peer: [] };
    for (let round = 0; round <= batchRounds; round++) {
      const oursSeconds = ours.seconds(patients);
      const { seconds } = await peer({ do: 'measure', from: 0, count: patients.length });
      // The first round warms both up.
      if (round > 0) note(batch, oursSeconds, seconds);
    }
    const one: Times = { ours: [], peer: [] };
    for (let round = 0; round <= oneRounds; round++) {
      const from = round * onePerRound;
      const some = patients.slice(from, from + onePerRound).map((patient) => ours.seconds([patient]));
      for (let i = 0; i < onePerRound; i++) {
        const { seconds } = await peer({ do: 'measure', from: from + i, count: 1 });
        if (round > 0) note(one, some[i] ?? NaN, seconds);
      }
    }
    await peer({ do: 'outputs', path, manifest: files.manifest, from: 0, count: patients.length });
    const linear = compile({ model, plan, manifest }, { linear: true }).module;
    const differing = await countDiffering(linear, ours.toBlock(patients), patients.length, `${path}.linear`);
    const deviation = largestDeviation(ours.outputs(patients), `${path}.outputs`);
    const name = 'stochtree + scipy + numpy';
    const timed = (what: string, times: Times, per: number, goal: string): BenchRow => ({
      case: `${id}: ${what}`,
      unit: 'µs a patient',
      ours: (median(times.ours) / per) * 1e6,
      peers: { [name]: (median(times.peer) / per) * 1e6 },
      ratio: median(times.peer) / median(times.ours),
      goal,
      difference: differing,
    });
    const bytes = deflateRawSync(module, { level: 9 }).length;
    return [
      timed('one patient', one, 1, '20 times faster'),
      timed(`batch of ${patients.length}`, batch, patients.length, '12 times faster'),
      {
        case: `${id}: module of ${(module.length / 1e6).toFixed(2)} MB, deflated`,
        unit: 'MB',
        ours: bytes / 1e6,
        peers: { 'model.json.gz': readFileSync(files.model).length / 1e6 },
        ratio: readFileSync(files.model).length / bytes,
        goal: 'bundle at most 3 MB',
        difference: deviation,
      },
      {
        case: `${id}: compile`,
        unit: 's',
        ours: compileSeconds,
        peers: {},
        ratio: NaN,
        goal: 'under 5 s',
        difference: 0,
      },
    ];
  } finally {
    await peer(null);
  }
}

type Times = { readonly ours: number[]; readonly peer: number[] };

function note(times: Times, ours: number, peer: number): void {
  times.ours.push(ours);
  times.peer.push(peer);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** All 929 patients of the trial as rows of the training matrix; a missing number of nodes or grade as in training. */
function readPatients(plan: BartPlan): readonly (readonly number[])[] {
  const lines = readFileSync(join(repository, 'assets/data/colon/colon.csv'), 'utf8').trim().split('\n');
  const header = (lines.shift() ?? '').replaceAll('"', '').split(',');
  const names = plan.features.flatMap((feature) => ('input' in feature ? [feature.input] : []));
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[header.indexOf(name)] ?? '';
    if (cell('etype') !== '2') return [];
    const absent: Readonly<Record<string, number>> = { nodes: cell('node4') === '1' ? 7 : 2, differ: 2 };
    return [
      names.map((name) => {
        const text = cell(name);
        return text === '' || text === 'NA' ? (absent[name] ?? NaN) : Number(text);
      }),
    ];
  });
}

type Ours = {
  readonly toBlock: (patients: readonly (readonly number[])[]) => Float64Array;
  /** Wall time of one prediction through the addon, on this thread. */
  readonly seconds: (patients: readonly (readonly number[])[]) => number;
  readonly outputs: (patients: readonly (readonly number[])[]) => Float64Array;
};

async function startOurs(module: Uint8Array, plan: BartPlan, manifest: Manifest): Promise<Ours> {
  const loaded = await loadAddon().loadModel(module, limits);
  const categories = plan.features.flatMap((feature) => {
    if (!('input' in feature)) return [];
    return [{ name: feature.input, values: 'values' in feature ? feature.values : null }];
  });
  const inputs = manifest.inputs.filter((input) => input.role === 'model');
  const toBlock = (patients: readonly (readonly number[])[]): Float64Array => {
    const block = new Float64Array(inputs.length * patients.length);
    inputs.forEach((input, column) => {
      const from = categories.findIndex(({ name }) => name === input.name);
      const values = categories[from]?.values ?? null;
      patients.forEach((patient, row) => {
        const value = patient[from] ?? NaN;
        const names = input.type === 'category' ? input.categories : [];
        const index = values === null ? value : names.findIndex((name) => values[name] === value);
        block[column * patients.length + row] = index;
      });
    });
    return block;
  };
  const predict = (rows: number, input: Float64Array): Float64Array =>
    loaded.predictSync({
      rows,
      inputColumns: inputs.length,
      outputColumns: manifest.outputs.length,
      input,
      rowsPerCall: Math.min(rows, manifest.requests.rowsPerCall),
      threads: 1,
      deadlineMs: 600_000,
    }).output;
  return {
    toBlock,
    seconds: (patients) => {
      const block = toBlock(patients);
      const start = performance.now();
      predict(patients.length, block);
      return (performance.now() - start) / 1000;
    },
    outputs: (patients) => predict(patients.length, toBlock(patients)),
  };
}

/** How many linear-scale draws differ in any bit from those in the file, in this process' own WebAssembly. */
async function countDiffering(
  module: Uint8Array<ArrayBuffer>,
  block: Float64Array,
  patients: number,
  file: string,
): Promise<number> {
  const { instance } = await WebAssembly.instantiate(module, {});
  const { memory, visite_reserve: reserve, visite_linear: linear } = instance.exports;
  if (
    !(memory instanceof WebAssembly.Memory) ||
    typeof reserve !== 'function' ||
    typeof linear !== 'function'
  ) {
    throw new TypeError('the module lacks an export');
  }
  const address = Number(reserve(patients));
  new Float64Array(memory.buffer, address, block.length).set(block);
  const theirs = new BigUint64Array(new Uint8Array(readFileSync(file)).buffer);
  const each = theirs.length / patients;
  let differing = 0;
  for (let patient = 0; patient < patients; patient++) {
    const ours = new BigUint64Array(memory.buffer, Number(linear(patient)), each);
    for (let i = 0; i < each; i++) if (ours[i] !== theirs[patient * each + i]) differing++;
  }
  return differing;
}

function largestDeviation(ours: Float64Array, file: string): number {
  const theirs = new Float64Array(new Uint8Array(readFileSync(file)).buffer);
  return ours.reduce((most, value, i) => Math.max(most, Math.abs(value - (theirs[i] ?? NaN))), 0);
}

/** A Python process that answers one line for each line; `null` ends it. */
function startPeer(): (command: object | null) => Promise<{ readonly seconds: number }> {
  const child = spawn(python(), [join(repository, 'bench/bart_peer.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (command) => {
    if (command === null) {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      return { seconds: NaN };
    }
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value } = await lines.next();
    if (typeof value !== 'string') throw new Error('the peer ended');
    const answer: unknown = JSON.parse(value);
    const seconds =
      typeof answer === 'object' && answer !== null && 'seconds' in answer ? Number(answer.seconds) : NaN;
    return { seconds };
  };
}
