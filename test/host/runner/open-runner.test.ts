import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';

const vectors = join(import.meta.dirname, '../../vectors/model-abi');
const module = (name: string) => new Uint8Array(readFileSync(join(vectors, name, 'module.wasm')));
/** As much fuel as the machine grants, so that time ends the run and not fuel. */
const muchFuel = (manifest: string) => manifest.replace('"fuelPerRow": 10000', '"fuelPerRow": 2000000000');
const row = new Float64Array([50, 0, 1]);

async function failure(action: Promise<unknown>): Promise<RunnerError> {
  try {
    await action;
  } catch (error) {
    assert.ok(error instanceof RunnerError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'expected a RunnerError, got a result' });
}

describe('a model in a process of its own', () => {
  it('gives the bits of the golden patients in every order', async () => {
    const bundle = signedBundle();
    const runner = await Runner.open(bundle);
    const { patients, replays } = await replayGolden(runner, bundle);
    runner.close();
    assert.deepEqual([patients, replays], [bundle.bundle.golden.patients.length, 6]);
  });

  it('takes nothing but a verified bundle', async () => {
    const bundle = signedBundle();
    const lookAlike = { ...bundle } as unknown as VerifiedBundle; // the cast is the attack
    assert.equal((await failure(Runner.open(lookAlike))).code, 'runner-not-verified');
  });

  for (const [name, code] of [
    ['refused-import-function', 'engine:import'],
    ['refused-threads', 'engine:feature'],
  ] as const) {
    it(`${name}: refused, the caller goes on`, async () => {
      const files = name === 'refused-threads' ? 'refused-shared-memory' : name;
      const error = await failure(Runner.open(signedBundle(module(files))));
      assert.match(error.code, new RegExp(`^${code}`), error.message);
    });
  }

  it('D18: an endless loop ends at its fuel, and a run in another runner works', async () => {
    const runner = await Runner.open(signedBundle(module('stopped-endless-loop-fuel')));
    assert.equal((await failure(runner.predict(1, row))).code, 'engine:trap-out-of-fuel');
    runner.close();
    const next = await Runner.open(signedBundle());
    assert.equal((await next.predict(1, row)).output.length, 10);
    next.close();
  });

  for (const deadlineMs of [50, 250, 600]) {
    it(`D18 D24: with fuel left, it ends at its deadline of ${deadlineMs} ms, overrun by its double or 250 ms`, async () => {
      const runner = await Runner.open(signedBundle(module('stopped-endless-loop-fuel'), muchFuel));
      const startMs = performance.now();
      const { code } = await failure(runner.predict(1, row, deadlineMs));
      const tookMs = performance.now() - startMs;
      runner.close();
      assert.match(code, /^(engine:trap-deadline|runner-deadline)$/);
      assert.ok(tookMs <= Math.max(2 * deadlineMs, deadlineMs + 250), `${tookMs} ms`);
    });
  }

  it('D29: killed in the middle of a run, a clear error, and the next run works', async () => {
    const runner = await Runner.open(signedBundle(module('stopped-endless-loop-fuel'), muchFuel));
    const pending = failure(runner.predict(1, row, 5000));
    assert.ok(runner.processId);
    process.kill(runner.processId, 'SIGKILL');
    const error = await pending;
    assert.equal(error.code, 'runner-died');
    assert.match(error.message, /SIGKILL/);
    assert.equal((await failure(runner.predict(1, row))).code, 'runner-died');
    const next = await Runner.open(signedBundle());
    assert.equal((await next.predict(1, row)).output.length, 10);
    next.close();
  });

  it('a process that is stopped (SIGSTOP) is killed at the deadline', async () => {
    const runner = await Runner.open(signedBundle());
    assert.ok(runner.processId);
    process.kill(runner.processId, 'SIGSTOP');
    const error = await failure(runner.predict(1, row, 100));
    assert.equal(error.code, 'runner-deadline');
  });

  it('the process knows nothing of the environment', async () => {
    process.env['VISITE_TEST_SECRET'] = 'patient';
    const runner = await Runner.open(signedBundle());
    const environment = readFileSync(`/proc/${runner.processId}/environ`, 'utf8');
    runner.close();
    delete process.env['VISITE_TEST_SECRET'];
    assert.doesNotMatch(environment, /PATH=|HOME=|VISITE_TEST_SECRET/);
  });

  it('a closed runner refuses', async () => {
    const runner = await Runner.open(signedBundle());
    runner.close();
    assert.equal((await failure(runner.predict(1, row))).code, 'runner-closed');
  });

  it('the same input gives the same bits in fresh processes and with any number of threads', async () => {
    const bundle = signedBundle();
    const rows = 300;
    const input = Float64Array.from({ length: rows * 3 }, (_, at) =>
      at < rows ? 18 + (at % 60) : at < 2 * rows ? at % 2 : (at * 0.37) % 50,
    );
    const digests = new Set<string>();
    for (const threads of [1, 2, 3]) {
      const runner = await Runner.open(bundle, { threads });
      digests.add(Buffer.from((await runner.predict(rows, input)).output.buffer).toString('hex'));
      runner.close();
    }
    assert.equal(digests.size, 1);
  });
});
