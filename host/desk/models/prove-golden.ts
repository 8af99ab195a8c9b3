import { checkGoldenBits, toGoldenInputs } from '#core/bundle/golden-check.ts';
import { fromBits } from '#core/bundle/float-bits.ts';
import { toRows } from '#core/bundle/input-block.ts';
import { toModelCall } from '#core/bundle/model-call.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { GoldenRow, ModelView } from '#core/contract/models-view.ts';
import { toDecisionOutputs } from '#host/desk/list/decision-outputs.ts';
import { measurePatient } from '#host/desk/models/model-in-use.ts';
import { toFailure } from '#host/desk/to-failure.ts';
import { toLoggedConfinement } from '#host/runner/confinement.ts';
import { defaultLimits, rowDeadlineMs, toEngineLimits } from '#host/runner/engine-limits.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

const MiB = 1024 * 1024;

/** What a model does on this very machine. */
export interface GoldenProof {
  /** Why it is not as it must be. */
  readonly failure?: Failure;
  readonly golden?: NonNullable<ModelView['golden']>;
  readonly limits?: NonNullable<ModelView['limits']>;
}

/** Runs the golden patients of a bundle in a process of its own, in all orders, and measures it. */
export async function proveGolden(bundle: VerifiedBundle): Promise<GoldenProof> {
  const runner = Runner.start();
  try {
    const layers = await runner.confinement();
    await runner.load(bundle);
    const startMs = performance.now();
    const failure = await findDifference(runner, bundle);
    const ms = performance.now() - startMs;
    const { rows, fuel } = await runOnce(runner, bundle);
    const equal = rows.filter((row) => row.equal).length;
    return {
      ...(failure === undefined ? {} : { failure }),
      golden: { patients: rows.length, equal, ms, rows },
      limits: {
        memoryMiB: {
          granted: defaultLimits.maxMemoryBytes / MiB,
          asked: bundle.bundle.manifest.requests.memoryMiB,
        },
        msPerPatient: { granted: rowDeadlineMs, measured: await measurePatient(runner, bundle) },
        fuelPerPatient: {
          granted: toEngineLimits(bundle.bundle.manifest).fuelPerRow,
          measured: Math.round(fuel / Math.max(rows.length, 1)),
        },
        confinement: toLoggedConfinement(layers),
      },
    };
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { failure: toFailure(error) };
  } finally {
    runner.close();
  }
}

async function findDifference(runner: Runner, bundle: VerifiedBundle): Promise<Failure | undefined> {
  try {
    await replayGolden(runner, bundle);
    return undefined;
  } catch (error) {
    if (error instanceof RunnerError && error.code === 'golden-differs') return toFailure(error);
    throw error;
  }
}

/** All golden patients in one call, as they are shown. */
async function runOnce(
  runner: Runner,
  { bundle }: VerifiedBundle,
): Promise<{ readonly rows: readonly GoldenRow[]; readonly fuel: number }> {
  const { manifest, golden } = bundle;
  const inputs = toGoldenInputs(manifest, golden);
  const { input, texts } = toModelCall(manifest, inputs);
  const { output, fuel } = await runner.predict(inputs.length, input, rowDeadlineMs * inputs.length, texts);
  const { mean, lower, upper, probability } = toDecisionOutputs(manifest);
  const decision = [mean, lower, upper, probability].filter((at) => at >= 0);
  const shown = decision.length > 0 ? decision : [0, 1].filter((at) => at < manifest.outputs.length);
  const different = new Set(
    checkGoldenBits(
      golden,
      inputs.map((_, at) => at),
      output,
    ).map(({ patient }) => patient),
  );
  const rows = toRows(output, inputs.length).map((values, at): GoldenRow => {
    const patient = golden.patients[at];
    return {
      name: patient?.name ?? '',
      there: shown.map((column) => fromBits(patient?.bits[column] ?? '7ff8000000000000')),
      here: shown.map((column) => values[column] ?? Number.NaN),
      equal: !different.has(patient?.name ?? ''),
    };
  });
  return { rows, fuel };
}
