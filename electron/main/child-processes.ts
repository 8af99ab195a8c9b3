import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ProgramName } from '#host/runner/start-process.ts';
import type { ToHost } from '#electron/main/messages.ts';

const programs = {
  'runner-process': { file: 'runner.cjs', service: 'Visite model' },
  'sheets-process': { file: 'sheets.cjs', service: 'Visite workbook' },
} as const satisfies Record<ProgramName, { readonly file: string; readonly service: string }>;

/**
 * Processes of models and workbooks, started because the host asked, with an empty environment. Each has a port to the
 * host and to nobody else.
 */
export class ChildProcesses {
  readonly #addon: string;
  readonly #tellHost: (message: ToHost, ports: MessagePortMain[]) => void;
  readonly #children = new Map<number, UtilityProcess>();
  #closed = false;

  constructor(addon: string, tellHost: (message: ToHost, ports: MessagePortMain[]) => void) {
    this.#addon = addon;
    this.#tellHost = tellHost;
  }

  run(process: number, program: ProgramName): void {
    const { file, service } = programs[program];
    const child = utilityProcess.fork(join(__dirname, file), [this.#addon], {
      serviceName: service,
      stdio: 'ignore',
      env: {},
      execArgv: [],
    });
    const { port1, port2 } = new MessageChannelMain();
    this.#children.set(process, child);
    child.postMessage({ kind: 'port' }, [port1]);
    this.#tellHost({ kind: 'started', process, pid: child.pid }, [port2]);
    child.on('exit', (code) => {
      this.#children.delete(process);
      if (!this.#closed) this.#tellHost({ kind: 'ended', process, code }, []);
    });
  }

  /** At once, whatever it does: a model in an endless loop hears nothing. */
  kill(number: number): void {
    const child = this.#children.get(number);
    if (child === undefined) return;
    if (child.pid === undefined) child.once('spawn', () => this.kill(number));
    else process.kill(child.pid, 'SIGKILL');
  }

  close(): void {
    this.#closed = true;
    for (const number of this.#children.keys()) this.kill(number);
  }
}
