import type { MessagePortMain } from 'electron';
import type { ProgramName, StartedProcess } from '#host/runner/start-process.ts';
import type { FromHost } from '#electron/main/messages.ts';

/** Processes that the window's process starts for the host: it alone can. */
export class ProgramProcesses {
  readonly #tellMain: (message: FromHost) => void;
  readonly #running = new Map<number, ProgramProcess>();
  #next = 1;

  constructor(tellMain: (message: FromHost) => void) {
    this.#tellMain = tellMain;
  }

  readonly start = (program: ProgramName): StartedProcess => {
    const process = this.#next++;
    const started = new ProgramProcess(() => this.#tellMain({ kind: 'kill', process }));
    this.#running.set(process, started);
    this.#tellMain({ kind: 'run', process, program });
    return started;
  };

  started(process: number, pid: number | undefined, port: MessagePortMain): void {
    this.#running.get(process)?.connect(pid, port);
  }

  ended(process: number, code: number): void {
    this.#running.get(process)?.end(code);
    this.#running.delete(process);
  }
}

/** One of them. What is sent before it is there waits. */
class ProgramProcess implements StartedProcess {
  pid: number | undefined;
  readonly #kill: () => void;
  #port: MessagePortMain | undefined;
  #waiting: object[] = [];
  #message: (message: unknown) => void = () => undefined;
  #exit: (code: number | null, signal: string | null) => void = () => undefined;

  constructor(kill: () => void) {
    this.#kill = kill;
  }

  send(message: object, sent: (error: Error | null) => void = () => undefined): void {
    if (this.#port === undefined) this.#waiting.push(message);
    else this.#port.postMessage(message);
    setImmediate(sent, null);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }

  /** A process that cannot be started is told by its exit. */
  onError(): void {}

  onExit(listener: (code: number | null, signal: string | null) => void): void {
    this.#exit = listener;
  }

  kill(): void {
    this.#port?.close();
    this.#kill();
  }

  connect(pid: number | undefined, port: MessagePortMain): void {
    this.pid = pid;
    this.#port = port;
    port.on('message', ({ data }) => this.#message(data));
    port.start();
    for (const message of this.#waiting) port.postMessage(message);
    this.#waiting = [];
  }

  end(code: number): void {
    this.#exit(code, null);
  }
}
