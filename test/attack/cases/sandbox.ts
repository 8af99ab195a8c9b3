import { join } from 'node:path';
import { Runner } from '#host/runner/open-runner.ts';
import { readLog } from '#host/store/read-log.ts';
import { readCorpus, type HostileCase } from '#scripts/hostile-corpus/read-corpus.ts';
import { runHostileCase, toAllowedEnds, toWithinMs } from '#scripts/hostile-corpus/run-case.ts';
import { verdictOf, type AttackCase } from '#test/attack/attack-case.ts';
import { readMinimalFiles } from '#test/host/trust/minimal-bundle.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';
import { headerLine, score } from '#test/host/scoring/run-score.ts';
import { openTestLog } from '#test/host/store/test-log.ts';
import { readVectors } from '#test/native/model-abi-vectors.ts';

const vectors = new Map(readVectors().map((vector) => [vector.name, vector]));
/** As much fuel as a machine grants, so that time ends the run. */
const muchFuel = (manifest: string) => manifest.replace('"fuelPerRow": 10000', '"fuelPerRow": 2000000000');
const row = new Float64Array([50, 0, 1]);
const deadlineMs = 500;

/** A module of the hostile corpus (test/vectors/hostile), in a bundle that is signed by a trusted publisher. */
function hostile(one: HostileCase): AttackCase {
  const expected = toAllowedEnds(one);
  const run = async () => {
    const { end, tookMs } = await runHostileCase(one);
    return tookMs <= toWithinMs(one) ? end : `${end} after ${tookMs.toFixed(0)} ms`;
  };
  return { id: one.case, attack: one.about, expected, run };
}

const corpus = readCorpus();
const ofCase = (id: string) => corpus.filter((one) => one.case === id).map(hostile);

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
  ...ofCase('D18'),
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
  ...['D19', 'D20', 'D21', 'D22', 'D23', 'D24', 'D25', 'D26', 'D27', 'D28'].flatMap(ofCase),
  {
    id: 'D24',
    attack: 'none: the host after all of these',
    expected: 'the next run works',
    run: hostIsAlive,
  },
  answering('an output that is no number', NaN, 'output-invalid'),
  answering('an output without end', Infinity, 'output-invalid'),
  answering('an output beyond what a probability can be', 3, 'output-invalid'),
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
