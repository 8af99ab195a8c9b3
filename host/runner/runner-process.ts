import { availableParallelism } from 'node:os';
import type { LoadedModel, Prediction, PredictOptions } from '#native/index.d.ts';
import { loadAddon } from '#native/load.ts';
import { forbidNetwork } from '#host/silence/forbid-network.ts';
import { toProcessMemoryBytes } from '#host/runner/engine-limits.ts';
import { loadCall, type FromRunner, type ToRunner } from '#host/runner/messages.ts';

/**
 * The model's own process: gets one module and blocks of numbers, gives blocks of numbers. It is started with an empty
 * environment and killed by its parent at any deadline. Everything it needs is loaded before it confines itself, and it asks
 * for a module after that.
 */
const addon = loadAddon();
let model: LoadedModel | undefined;

forbidNetwork();

process.on('message', (message: ToRunner) => {
  void answer(message).then(send);
});
process.on('disconnect', () => process.exit(0));
// Ctrl+C on a terminal reaches this process too; its parent decides what ends
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => {});
send({ kind: 'ready', confinement: addon.confineProcess(toProcessMemoryBytes(availableParallelism())) });

async function answer(message: ToRunner): Promise<FromRunner> {
  try {
    if (message.kind === 'load') {
      model = await addon.loadModel(message.module, message.limits);
      return { kind: 'loaded' };
    }
    if (model === undefined) throw new Error('a call before the model was loaded');
    if (message.kind === 'predict') {
      const { output, fuel } = await predict(model, message.request);
      return { kind: 'result', call: message.call, output, fuel };
    }
    return { kind: 'result', call: message.call, output: await model.draws(message.request), fuel: 0 };
  } catch (error) {
    const call = message.kind === 'load' ? loadCall : message.call;
    return { kind: 'failed', call, ...toCodeAndMessage(error) };
  }
}

/** One patient on this thread: the way to another is longer than most models. */
async function predict(loaded: LoadedModel, request: PredictOptions): Promise<Prediction> {
  const { rows, input, inputColumns, outputColumns, texts, deadlineMs } = request;
  if (rows !== 1 || texts !== undefined || input.length !== inputColumns) return loaded.predict(request);
  const output = new Float64Array(outputColumns);
  return { output, fuel: loaded.predictRow(input, output, deadlineMs) };
}

function toCodeAndMessage(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return { code, message: error.message };
}

function send(message: FromRunner): void {
  process.send?.(message);
}
