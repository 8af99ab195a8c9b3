import { join } from 'node:path';
import { Runner } from '#host/runner/open-runner.ts';
import { readLog } from '#host/store/read-log.ts';
import { verdictOf, type AttackCase } from '#test/attack/attack-case.ts';
import { toManyFunctions } from '#test/attack/many-functions.ts';
import { readMinimalFiles } from '#test/host/trust/minimal-bundle.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';
import { headerLine, score } from '#test/host/scoring/run-score.ts';
import { openTestLog } from '#test/host/store/test-log.ts';
import { readVectors, toValues } from '#test/native/model-abi-vectors.ts';

const vectors = new Map(readVectors().map((vector) => [vector.name, vector]));
/** As much fuel as a machine grants, so that time ends the run. */
const muchFuel = (manifest: string) => manifest.replace('"fuelPerRow": 10000', '"fuelPerRow": 2000000000');
const row = new Float64Array([50, 0, 1]);
const deadlineMs = 500;

/** A vector of docs/formats/model-abi.md in a model's process, in a bundle that is signed by a trusted publisher. */
function hostile(id: string, name: string, change?: (manifest: string) => string): AttackCase {
  const vector = vectors.get(name);
  const refused = vector?.case.refused?.code;
  const stopped = vector?.case.calls?.find((call) => call.stopped !== undefined)?.stopped;
  if (vector === undefined || (refused ?? stopped) === undefined)
    throw new Error(`no hostile vector ${name}`);
  const [input = 0] = toValues(vector.case.calls?.[0]?.predict?.input ?? '0000000000000000');
  const run = async () => {
    const verdict = await verdictOf(() => runOnce(vector.wasm, { change, input }));
    return `${verdict}; ${await hostIsAlive()}`;
  };
  return {
    id,
    attack: vector.case.description,
    expected: `engine:${refused ?? stopped}; the next run works`,
    run,
  };
}

/** Loads a module as a bundle's and asks it for one patient, whose every input is `input`. */
async function runOnce(
  module: Uint8Array,
  {
    change,
    input = 1,
  }: { readonly change?: ((manifest: string) => string) | undefined; readonly input?: number } = {},
): Promise<void> {
  const runner = await Runner.open(signedBundle(module, change), { threads: 1 });
  try {
    await runner.predict(1, new Float64Array(row.length).fill(input), deadlineMs);
  } finally {
    runner.close();
  }
}

async function hostIsAlive(): Promise<string> {
  const runner = await Runner.open(signedBundle(), { threads: 1 });
  try {
    const { output } = await runner.predict(1, row);
    return output.length === 10 ? 'the next run works' : `the next run gave ${output.length} values`;
  } finally {
    runner.close();
  }
}

/** The smallest model with another constant in its sum, so that it answers with what no probability is. */
function answering(attack: string, constant: number, reason: string): AttackCase {
  const run = async (folder: string) => {
    const module = Buffer.from(readMinimalFiles().get('model.wasm') ?? []);
    const at = module.indexOf(Buffer.from('44000000000000e03f', 'hex'));
    module.writeDoubleLE(constant, at + 1);
    const bundle = signedBundle(new Uint8Array(module));
    const runner = await Runner.open(bundle, { threads: 1 });
    const log = openTestLog(join(folder, 'log'));
    try {
      await score({ folder, bundle, runner, log }, `${headerLine}p;40;M;1,5;II\n`);
    } finally {
      runner.close();
      log.close();
    }
    const inferences = Array.from(readLog(log.path), ({ entry }) => entry).filter(
      (entry) => entry.type === 'inference',
    );
    return inferences
      .map(({ advice }) =>
        advice.state === 'no-recommendation'
          ? `${advice.state}, ${toCodes(advice.reasons)}, logged`
          : advice.state,
      )
      .join('; ');
  };
  return { id: 'D28', attack, expected: `no-recommendation, ${reason}, logged`, run };
}

/** Without the outputs that they speak of. */
function toCodes(reasons: readonly string[]): string {
  return [...new Set(reasons.map((reason) => reason.split(':')[0]))].join(', ');
}

const fresh = process.env['VISITE_LONG'] === '1' ? 1000 : 20;

/** D18 to D30: what a bundle that is validly signed can do. */
export const sandboxCases: readonly AttackCase[] = [
  hostile('D18', 'stopped-endless-loop-fuel'),
  {
    id: 'D18',
    attack: `a loop without end, with fuel left, at a deadline of ${deadlineMs} ms`,
    expected: 'stopped, overrun by less than 500 ms; the next run works',
    run: async () => {
      const { wasm } = vectors.get('stopped-endless-loop-fuel') ?? { wasm: new Uint8Array() };
      const runner = await Runner.open(signedBundle(wasm, muchFuel), { threads: 1 });
      const startMs = performance.now();
      const verdict = await verdictOf(() => runner.predict(1, row, deadlineMs));
      const overrunMs = performance.now() - startMs - deadlineMs;
      runner.close();
      const stopped = /^(engine:trap-deadline|runner-deadline)$/.test(verdict) ? 'stopped' : verdict;
      const overrun = overrunMs < 500 ? 'less than 500 ms' : `${overrunMs.toFixed(0)} ms`;
      return `${stopped}, overrun by ${overrun}; ${await hostIsAlive()}`;
    },
  },
  hostile('D19', 'refused-start-loop'),
  hostile('D20', 'stopped-recursion', muchFuel),
  hostile('D21', 'stopped-memory-limit'),
  hostile('D22', 'refused-memory-4-gib'),
  hostile('D23', 'refused-table-size'),
  ...[
    'stopped-unreachable',
    'stopped-division-by-zero',
    'stopped-integer-overflow',
    'stopped-truncation-of-nan',
    'stopped-memory-load',
    'stopped-memory-store',
    'stopped-table-outside',
    'stopped-call-to-null',
    'stopped-bad-signature',
  ].map((name) => hostile('D24', name)),
  ...['function', 'memory', 'table', 'global', 'many'].map((kind) =>
    hostile('D25', `refused-import-${kind}`),
  ),
  ...[
    'shared-memory',
    'atomics',
    'custom-page-size',
    'exceptions',
    'extern-reference',
    'gc',
    'memory64',
    'relaxed-simd',
    'stack-switching',
    'tail-call',
    'two-memories',
    'typed-function-reference',
    'wide-arithmetic',
  ].map((feature) => hostile('D26', `refused-${feature}`)),
  {
    id: 'D26',
    attack: 'a component',
    expected: 'module-not-wasm',
    run: () => verdictOf(() => signedBundle(vectors.get('refused-component')?.wasm)),
  },
  {
    id: 'D27',
    attack: 'a module of 100,000 functions',
    expected: 'refused or stopped within 5 s; the next run works',
    run: async () => {
      const startMs = performance.now();
      const verdict = await verdictOf(() => runOnce(toManyFunctions(100_000)));
      const tookMs = performance.now() - startMs;
      const how =
        tookMs < 5000 && verdict !== 'accepted'
          ? 'refused or stopped within 5 s'
          : `${verdict} after ${tookMs} ms`;
      return `${how}; ${await hostIsAlive()}`;
    },
  },
  answering('an output that is no number', NaN, 'output-invalid'),
  answering('an output without end', Infinity, 'output-invalid'),
  answering('an output beyond what a probability can be', 3, 'output-invalid'),
  hostile('D28', 'stopped-address-output-end'),
  {
    id: 'D29',
    attack: "the model's process is killed in the middle of a run",
    expected: 'runner-died; the next run works',
    run: async () => {
      const { wasm } = vectors.get('stopped-endless-loop-fuel') ?? { wasm: new Uint8Array() };
      const runner = await Runner.open(signedBundle(wasm, muchFuel), { threads: 1 });
      const verdict = verdictOf(() => runner.predict(1, row, 5000));
      process.kill(runner.processId ?? 0, 'SIGKILL');
      return `${await verdict}; ${await hostIsAlive()}`;
    },
  },
  {
    id: 'D30',
    attack: `none: the same patients in ${fresh} fresh processes`,
    expected: 'the same bytes',
    run: async () => {
      const bundle = signedBundle();
      const input = Float64Array.from({ length: 300 }, (_, at) =>
        at < 100 ? 18 + (at % 60) : at < 200 ? at % 2 : (at * 0.37) % 50,
      );
      const found = new Set<string>();
      for (let run = 0; run < fresh; run += 1) {
        const runner = await Runner.open(bundle, { threads: 1 + (run % 2) });
        const { output } = await runner.predict(100, input);
        runner.close();
        found.add(Buffer.from(output.buffer, output.byteOffset, output.byteLength).toString('hex'));
      }
      return found.size === 1 ? 'the same bytes' : `${found.size} different answers`;
    },
  },
];
