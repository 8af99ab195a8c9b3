import { isSheetsErrorCode } from '#native/load.ts';
import { checkConfinement, defaultNeededLayers } from '#host/runner/confinement.ts';
import { startProcess, type StartedProcess } from '#host/runner/start-process.ts';
import { memoryExitCode, type FromSheets, type ToSheets } from '#host/sheets/messages.ts';
import type { SheetsLimits } from '#host/sheets/sheets-limits.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';

interface Pending {
  readonly resolve: (answer: FromSheets) => void;
  readonly reject: (error: SheetsError) => void;
  readonly timer: NodeJS.Timeout;
}

/** The process that reads a workbook. Whatever the workbook does to it, the caller lives on. Must be closed. */
export class ReaderProcess {
  readonly #child: StartedProcess;
  readonly #maxMemoryBytes: number;
  #pending: Pending | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #end: SheetsError | undefined;

  private constructor(maxMemoryBytes: number) {
    this.#maxMemoryBytes = maxMemoryBytes;
    this.#child = startProcess('sheets-process');
    // It is a program of ours and sends nothing else.
    this.#child.onMessage((message) => this.#receive(message as FromSheets));
    this.#child.onError((error) => this.#fail(new SheetsError('sheets-died', error.message)));
    this.#child.onExit((code, signal) => this.#fail(this.#toExitError(code, signal)));
  }

  /** Starts it. It has given up what it must before it gets a byte of a workbook. @throws SheetsError */
  static async start({
    maxMemoryBytes,
    openDeadlineMs,
    neededLayers: needed = defaultNeededLayers(process.platform),
  }: SheetsLimits): Promise<ReaderProcess> {
    const reader = new ReaderProcess(maxMemoryBytes);
    const answer = await reader.ask({ kind: 'start', maxMemoryBytes }, openDeadlineMs);
    const missing = answer.kind === 'ready' ? checkConfinement(answer.confinement, needed) : needed;
    if (missing.length === 0) return reader;
    const error = new SheetsError(
      'sheets-not-confined',
      `expected the reader's process without ${needed.join(', ')}; still there: ${missing.join(', ')}`,
    );
    reader.#fail(error);
    throw error;
  }

  /** Sends bytes of the workbook; resolves when they are on their way. @throws SheetsError */
  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#child.send({ kind: 'bytes', bytes } satisfies ToSheets, (error) => {
        if (error) reject(this.#end ?? new SheetsError('sheets-died', error.message));
        else resolve();
      });
    });
  }

  /** Asks a question, once those before it are answered; the deadline counts from then. @throws SheetsError */
  ask(question: ToSheets, deadlineMs: number): Promise<FromSheets> {
    const answer = this.#last.then(() => this.#askNow(question, deadlineMs));
    this.#last = answer.catch(() => {});
    return answer;
  }

  #askNow(question: ToSheets, deadlineMs: number): Promise<FromSheets> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          this.#fail(new SheetsError('sheets-deadline', `the workbook was not read within ${deadlineMs} ms`)),
        deadlineMs,
      );
      this.#pending = { resolve, reject, timer };
      this.#child.send(question, (error) => {
        if (error) this.#fail(new SheetsError('sheets-died', error.message));
      });
    });
  }

  close(): void {
    this.#fail(new SheetsError('sheets-closed', 'the workbook was closed'));
  }

  /** The process, for tests that look at it. */
  get processId(): number | undefined {
    return this.#child.pid;
  }

  #receive(message: FromSheets): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#pending = undefined;
    clearTimeout(pending.timer);
    if (message.kind !== 'failed') return pending.resolve(message);
    const code = isSheetsErrorCode(message.code) ? message.code : 'internal';
    pending.reject(new SheetsError(code, message.message));
  }

  #toExitError(code: number | null, signal: string | null): SheetsError {
    if (code === memoryExitCode) {
      const cap = `${Math.round(this.#maxMemoryBytes / (1024 * 1024))} MiB`;
      return new SheetsError('sheets-memory', `the workbook needs more memory than ${cap}; export it as CSV`);
    }
    return new SheetsError('sheets-died', `the reader's process ended with ${signal ?? `exit code ${code}`}`);
  }

  /** Ends everything once: the process is killed, waiting and later calls are rejected with the first cause. */
  #fail(error: SheetsError): void {
    if (this.#end) return;
    this.#end = error;
    this.#child.kill();
    if (this.#pending === undefined) return;
    clearTimeout(this.#pending.timer);
    this.#pending.reject(error);
    this.#pending = undefined;
  }
}
