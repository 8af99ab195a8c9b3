import { availableParallelism } from 'node:os';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { TextOptions } from '#native/index.d.ts';
import { isVerifiedBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import {
  checkConfinement,
  defaultNeededLayers,
  type LayerName,
  type LayerState,
} from '#host/runner/confinement.ts';
import { loadDeadlineMs, rowDeadlineMs, toEngineLimits } from '#host/runner/engine-limits.ts';
import { loadCall, type FromRunner, type ToRunner } from '#host/runner/messages.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { startProcess, type StartedProcess } from '#host/runner/start-process.ts';

/** Outputs of a block, column after column, and the fuel that normal returns consumed. */
export interface Prediction {
  readonly output: Float64Array;
  readonly fuel: number;
}

export interface RunnerOptions {
  /** Threads for a batch; by default as many as there are processors. */
  readonly threads?: number;
  /** Layers without which no model is handed over; by default those of `defaultNeededLayers`. */
  readonly neededLayers?: readonly LayerName[];
}

interface Pending {
  readonly resolve: (prediction: Prediction) => void;
  readonly reject: (error: RunnerError) => void;
  readonly timer: NodeJS.Timeout;
}

interface Settle {
  readonly resolve: (layers: readonly LayerState[]) => void;
  readonly reject: (error: RunnerError) => void;
}

/** From the start of the process to its first word: loading the addon and giving up what it needs no more. */
const startDeadlineMs = 15_000;
/** The engine stops a model at its deadline; this much later the process is killed whatever it does. */
const killGraceMs = 250;

/**
 * A verified model in a process of its own. Any failure of the model leaves the caller alive: a trap rejects the call,
 * a missed deadline kills the process and rejects all calls.
 */
export class Runner {
  readonly #child: StartedProcess;
  readonly #threads: number;
  readonly #neededLayers: readonly LayerName[];
  readonly #ready: Promise<readonly LayerState[]>;
  #settleReady: Settle = { resolve: () => {}, reject: () => {} };
  readonly #readyTimer: NodeJS.Timeout;
  #lastWord: NodeJS.Immediate | undefined;
  readonly #pending = new Map<number, Pending>();
  #bundle: VerifiedBundle | undefined;
  #nextCall = loadCall + 1;
  #end: RunnerError | undefined;

  private constructor({ threads, neededLayers }: RunnerOptions) {
    this.#threads = threads ?? availableParallelism();
    this.#neededLayers = neededLayers ?? defaultNeededLayers(process.platform);
    this.#ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    // whoever asks hears of a failure; nobody has to ask
    this.#ready.catch(() => {});
    this.#readyTimer = setTimeout(() => {
      // what came in while this process was busy is read first
      this.#lastWord = setImmediate(() =>
        this.#fail(
          new RunnerError('runner-deadline', `the process was not ready within ${startDeadlineMs} ms`),
        ),
      );
    }, startDeadlineMs);
    this.#child = startProcess('runner-process');
    // It is a program of ours and sends nothing else.
    this.#child.onMessage((message) => this.#receive(message as FromRunner));
    this.#child.onError((error) => this.#fail(new RunnerError('runner-died', error.message)));
    this.#child.onExit((code, signal) =>
      this.#fail(
        new RunnerError('runner-died', `the model's process ended with ${signal ?? `exit code ${code}`}`),
      ),
    );
  }

  /** Starts the process, with nothing in it: it comes up while a bundle is verified. */
  static start(options: RunnerOptions = {}): Runner {
    return new Runner(options);
  }

  /** Starts a process and loads a bundle in it, as `load` does. */
  static async open(bundle: VerifiedBundle, options: RunnerOptions = {}): Promise<Runner> {
    const runner = Runner.start(options);
    await runner.load(bundle);
    return runner;
  }

  /**
   * Compiles the module of a bundle, the only one this process will ever hold.
   * @throws RunnerError `engine:…` when the module is refused, `runner-deadline` when compiling takes too long,
   * `runner-not-confined` when the process could not give up what it must; the runner is closed then
   */
  async load(bundle: VerifiedBundle): Promise<void> {
    try {
      if (!isVerifiedBundle(bundle))
        throw new RunnerError('runner-not-verified', 'only a verified bundle is run');
      if (this.#bundle !== undefined) throw new Error('a runner holds one model');
      this.#bundle = bundle;
      const missing = checkConfinement(await this.#ready, this.#neededLayers);
      if (missing.length > 0)
        throw new RunnerError(
          'runner-not-confined',
          `expected the model's process without ${this.#neededLayers.join(', ')}; still there: ${missing.join(', ')}`,
        );
      const { manifest, module } = bundle.bundle;
      await this.#ask(loadCall, { kind: 'load', module, limits: toEngineLimits(manifest) }, loadDeadlineMs);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Computes `rows` rows of column-major inputs.
   * @param deadlineMs wall time for the whole call; by default that of one patient.
   * @param texts of a model with text inputs
   */
  predict(
    rows: number,
    input: Float64Array,
    deadlineMs = rowDeadlineMs,
    texts?: TextOptions,
  ): Promise<Prediction> {
    const { inputs, outputs, requests } = this.#manifest();
    const call = this.#nextCall++;
    const request = {
      rows,
      inputColumns: inputs.filter(({ role }) => role === 'model').length,
      outputColumns: outputs.length,
      input,
      rowsPerCall: requests.rowsPerCall,
      threads: this.#threads,
      deadlineMs,
      ...(texts === undefined ? {} : { texts }),
    };
    return this.#ask(call, { kind: 'predict', call, request }, deadlineMs);
  }

  /** The posterior draws of one row: `draws.columns` columns of `draws.count` values. */
  async draws(input: Float64Array): Promise<Float64Array> {
    const { draws } = this.#manifest();
    if (draws === undefined)
      throw new RunnerError('engine:draws-not-offered', 'the manifest declares no draws');
    const call = this.#nextCall++;
    const request = {
      inputColumns: input.length,
      input,
      count: draws.count,
      columns: draws.columns.length,
      deadlineMs: rowDeadlineMs,
    };
    return (await this.#ask(call, { kind: 'draws', call, request }, rowDeadlineMs)).output;
  }

  /**
   * What the process gave up, layer by layer, as soon as it has.
   * @throws RunnerError when it ends before
   */
  confinement(): Promise<readonly LayerState[]> {
    return this.#ready;
  }

  close(): void {
    this.#fail(new RunnerError('runner-closed', 'the runner was closed'));
  }

  /** The process, for tests that kill it. */
  get processId(): number | undefined {
    return this.#child.pid;
  }

  #manifest(): Manifest {
    if (this.#bundle === undefined) throw new Error('a runner computes after it has loaded a model');
    return this.#bundle.bundle.manifest;
  }

  #ask(call: number, message: ToRunner, deadlineMs: number): Promise<Prediction> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          this.#fail(new RunnerError('runner-deadline', `the model did not answer within ${deadlineMs} ms`)),
        deadlineMs + killGraceMs,
      );
      this.#pending.set(call, { resolve, reject, timer });
      this.#child.send(message, (error) => {
        if (error) this.#fail(new RunnerError('runner-died', error.message));
      });
    });
  }

  #receive(message: FromRunner): void {
    if (message.kind === 'ready') {
      clearTimeout(this.#readyTimer);
      clearImmediate(this.#lastWord);
      return this.#settleReady.resolve(message.confinement);
    }
    const call = message.kind === 'loaded' ? loadCall : message.call;
    const pending = this.#pending.get(call);
    if (pending === undefined) return;
    this.#pending.delete(call);
    clearTimeout(pending.timer);
    switch (message.kind) {
      case 'loaded':
        return pending.resolve({ output: new Float64Array(), fuel: 0 });
      case 'result':
        return pending.resolve({ output: message.output, fuel: message.fuel });
      case 'failed':
        return pending.reject(new RunnerError(`engine:${message.code}`, message.message));
    }
  }

  /** Ends everything once: the process is killed, waiting and later calls are rejected with the first cause. */
  #fail(error: RunnerError): void {
    if (this.#end) return;
    this.#end = error;
    this.#child.kill();
    clearTimeout(this.#readyTimer);
    this.#settleReady.reject(error);
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
  }
}
