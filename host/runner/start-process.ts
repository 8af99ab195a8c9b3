import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadAddon } from '#native/load.ts';

/** A program of ours that runs in a process of its own. */
export type ProgramName = 'runner-process' | 'sheets-process';

/** A started process, which is sent objects and sends objects back. They arrive as they were, typed arrays too. */
export interface StartedProcess {
  readonly pid: number | undefined;
  /** `sent` is told when the message is on its way, or why it is not. */
  send(message: object, sent?: (error: Error | null) => void): void;
  onMessage(listener: (message: unknown) => void): void;
  /** It could not be started or reached. */
  onError(listener: (error: Error) => void): void;
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  /** Ends it whatever it does. */
  kill(): void;
}

export type StartProcess = (program: ProgramName) => StartedProcess;

let start: StartProcess = forkProcess;

/** Lets something else start processes from now on: in the window those are Electron's own. */
export function startProcessesBy(other: StartProcess): void {
  start = other;
}

/** Starts a program with an empty environment. */
export function startProcess(program: ProgramName): StartedProcess {
  return start(program);
}

function forkProcess(program: ProgramName): StartedProcess {
  loadAddon().prepareConfinedStart();
  const child = fork(toPath(program), [], {
    serialization: 'advanced',
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message, sent = () => undefined) => void child.send(message, sent),
    onMessage: (listener) => void child.on('message', listener),
    onError: (listener) => void child.on('error', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** As source, or beside the bundled command line. */
function toPath(program: ProgramName): string {
  const isSource = import.meta.url.endsWith('.ts');
  const folder = program === 'sheets-process' ? '../sheets' : '.';
  const path = isSource ? `${folder}/${program}.ts` : `./${program}.mjs`;
  return fileURLToPath(new URL(path, import.meta.url));
}
