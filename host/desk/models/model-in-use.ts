import { toModelCall, type ModelTexts } from '#core/bundle/model-call.ts';
import { toGoldenInputs } from '#core/bundle/golden-check.ts';
import type { LayerState } from '#host/runner/confinement.ts';
import { Runner, type Prediction } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** A runner whose golden patients gave the bundle's bits. */
interface Proven {
  readonly runner: Runner;
  /** Wall time of a row in a batch, and of one patient alone. */
  readonly rowMs: number;
  readonly msPerPatient: number;
}

/**
 * A verified model that answers. Its process is started once, proved with the golden patients before it answers, and started
 * anew for the call after one that it did not survive.
 */
export class ModelInUse {
  readonly bundle: VerifiedBundle;
  readonly state: 'released' | 'demo';
  readonly hasChanged: () => boolean;
  #proven: Promise<Proven> | undefined;
  #last: Proven | undefined;
  #isClosed = false;

  /** `hasChanged`: of watchSite, begun before the bundle was verified. */
  constructor(bundle: VerifiedBundle, state: 'released' | 'demo', hasChanged: () => boolean) {
    this.bundle = bundle;
    this.state = state;
    this.hasChanged = hasChanged;
  }

  /** Comes up, or is up. @throws RunnerError */
  ready(): Promise<Proven> {
    if (this.#isClosed) throw new RunnerError('runner-closed', 'the model is not in use any more');
    if (this.#proven === undefined) {
      const proven = prove(this.bundle);
      this.#proven = proven;
      proven.then(
        (value) => {
          this.#last = value;
          if (this.#isClosed) value.runner.close();
        },
        () => this.#forget(proven),
      );
    }
    return this.#proven;
  }

  /** Wall time of one patient, once it is known. */
  get msPerPatient(): number | undefined {
    return this.#last?.msPerPatient;
  }

  /** What its process gave up. @throws RunnerError */
  async confinement(): Promise<readonly LayerState[]> {
    return (await this.ready()).runner.confinement();
  }

  /** The process, for tests that kill it. */
  get processId(): number | undefined {
    return this.#last?.runner.processId;
  }

  /** As Runner's, in a process that is there. @throws RunnerError */
  async predict(
    rows: number,
    input: Float64Array,
    deadlineMs?: number,
    texts?: ModelTexts,
  ): Promise<Prediction> {
    const current = this.ready();
    const { runner } = await current;
    try {
      return await runner.predict(rows, input, deadlineMs, texts);
    } catch (error) {
      if (error instanceof RunnerError && !error.code.startsWith('engine:')) {
        runner.close();
        this.#forget(current);
      }
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#last?.runner.close();
  }

  #forget(proven: Promise<Proven>): void {
    if (this.#proven === proven) this.#proven = undefined;
  }
}

async function prove(bundle: VerifiedBundle): Promise<Proven> {
  const runner = Runner.start();
  try {
    await runner.load(bundle);
    const { rowMs } = await replayGolden(runner, bundle);
    return { runner, rowMs, msPerPatient: await measurePatient(runner, bundle) };
  } catch (error) {
    runner.close();
    throw error;
  }
}

/** Wall time of one patient alone, in milliseconds: the middle one of some. */
export async function measurePatient(runner: Runner, { bundle }: VerifiedBundle): Promise<number> {
  const { manifest, golden } = bundle;
  const times: number[] = [];
  for (const row of toGoldenInputs(manifest, golden).slice(0, 7)) {
    const { input, texts } = toModelCall(manifest, [row]);
    const startMs = performance.now();
    await runner.predict(1, input, undefined, texts);
    times.push(performance.now() - startMs);
  }
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)] ?? 0;
}
