import { checkGoldenBits, toGoldenInputs, toGoldenReplays } from '#core/bundle/golden-check.ts';
import type { Golden } from '#core/bundle/golden.ts';
import { toModelCall, type ModelCall } from '#core/bundle/model-call.ts';
import { rowDeadlineMs } from '#host/runner/engine-limits.ts';
import type { Runner } from '#host/runner/open-runner.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

export interface GoldenReplayResult {
  readonly patients: number;
  readonly replays: number;
  /** Wall time of a row in a batch on this machine, from which deadlines of chunks follow. */
  readonly rowMs: number;
}

/**
 * Runs the bundle's golden patients on this machine in every order and block size, several orders side by side; all bits
 * must be the bundle's.
 * @throws RunnerError `golden-differs`, or whatever stopped the model
 */
export async function replayGolden(runner: Runner, { bundle }: VerifiedBundle): Promise<GoldenReplayResult> {
  const { manifest, golden } = bundle;
  const inputs = toGoldenInputs(manifest, golden);
  const toCall = (call: readonly number[]): ModelCall =>
    toModelCall(
      manifest,
      call.map((place) => inputs[place] ?? []),
    );
  const replays = toGoldenReplays(inputs.length, manifest.requests.rowsPerCall);
  const rowMs = await Promise.all(
    replays.map(({ name, calls }) =>
      replayOne(
        runner,
        golden,
        name,
        calls.map((call) => ({ call, model: toCall(call) })),
      ),
    ),
  );
  return { patients: inputs.length, replays: replays.length, rowMs: Math.min(...rowMs) };
}

/** The calls of one replay, after each other. Gives the least wall time of a row. */
async function replayOne(
  runner: Runner,
  golden: Golden,
  name: string,
  calls: readonly { readonly call: readonly number[]; readonly model: ModelCall }[],
): Promise<number> {
  let rowMs = Infinity;
  for (const { call, model } of calls) {
    const startMs = performance.now();
    const { input, texts } = model;
    const { output } = await runner.predict(call.length, input, toDeadlineMs(call.length), texts);
    rowMs = Math.min(rowMs, (performance.now() - startMs) / call.length);
    const [first, ...others] = checkGoldenBits(golden, call, output);
    if (first === undefined) continue;
    throw new RunnerError(
      'golden-differs',
      `this machine does not compute what the bundle was made with (${name}): golden patient ${first.patient}, ` +
        `output ${first.output}: expected ${first.expected}, got ${first.got}; ${others.length} more`,
    );
  }
  return rowMs;
}

/** Wall time for a call of so many patients: that of one, and a tenth of it for each other. */
function toDeadlineMs(rows: number): number {
  return rowDeadlineMs + ((rows - 1) * rowDeadlineMs) / 10;
}
