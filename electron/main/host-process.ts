import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import type { BatchAtClose } from '#core/contract/calls.ts';
import type { EventName } from '#core/contract/events.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { Unsealed } from '#host/store/system-store.ts';
import { ChildProcesses } from '#electron/main/child-processes.ts';
import type { FromHost, HostStart, StoreAnswer, StoreQuestion, ToHost } from '#electron/main/messages.ts';
import { systemStore } from '#electron/main/system-store.ts';

type Question = Extract<ToHost, { readonly call: number }>;
type WithoutCall<Kind> = Kind extends unknown ? Omit<Kind, 'call'> : never;

export interface HostListeners {
  readonly event: (name: EventName, event: unknown) => void;
  /** It ended by itself and was started anew. */
  readonly restarted: (reason: string) => void;
}

/** A host that ends this often within a minute is not started again by itself. */
const mostRestarts = 5;

/** The process that decides: reads, verifies, scores, logs. Where it ends, another is started and the window is told. */
export class HostProcess {
  readonly #start: HostStart;
  readonly #addon: string;
  readonly #listeners: HostListeners;
  readonly #pending = new Map<number, (answer: Answer<unknown>) => void>();
  #child: UtilityProcess | undefined;
  #children: ChildProcesses | undefined;
  #nextCall = 1;
  #endedAt: number[] = [];
  #closing = false;

  constructor(start: HostStart, addon: string, listeners: HostListeners) {
    this.#start = start;
    this.#addon = addon;
    this.#listeners = listeners;
    this.#fork();
  }

  ask(question: WithoutCall<Question>): Promise<Answer<unknown>> {
    return new Promise((resolve) => {
      const call = this.#nextCall++;
      if (this.#child === undefined) return resolve(gone('the host could not be kept running'));
      this.#pending.set(call, resolve);
      // safe: the question and its number are one of the questions
      this.#tell({ ...question, call } as Question);
    });
  }

  tell(message: Exclude<ToHost, Question>): void {
    if (this.#child !== undefined) this.#tell(message);
  }

  /** Lets it finish what must be durable, then ends it. */
  async close(batch: BatchAtClose): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await Promise.race([this.ask({ kind: 'close', batch }), after(closeMs)]);
    this.#children?.close();
    if (this.#child !== undefined) await end(this.#child);
  }

  /** The process, for tests that kill it. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  #tell(message: ToHost, ports: Electron.MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  #fork(): void {
    const child = utilityProcess.fork(join(__dirname, 'host.cjs'), [this.#addon], {
      serviceName: 'Visite host',
      stdio: 'inherit',
      execArgv: [],
    });
    const children = new ChildProcesses(this.#addon, (message, ports) => child.postMessage(message, ports));
    this.#child = child;
    this.#children = children;
    child.on('message', (message: FromHost) => this.#receive(message, child, children));
    child.on('exit', (code) => {
      children.close();
      this.#ended(`the host's process ended with exit code ${code}`);
    });
    this.#tell({ kind: 'start', start: this.#start });
  }

  #receive(message: FromHost, child: UtilityProcess, children: ChildProcesses): void {
    switch (message.kind) {
      case 'answer': {
        const resolve = this.#pending.get(message.call);
        this.#pending.delete(message.call);
        return resolve?.(message.answer);
      }
      case 'event':
        return this.#listeners.event(message.name, message.event);
      case 'run':
        return children.run(message.process, message.program);
      case 'kill':
        return children.kill(message.process);
      case 'seal':
      case 'unseal':
        return void answerStore(message).then((answer) => child.postMessage(answer));
    }
  }

  #ended(reason: string): void {
    this.#child = undefined;
    this.#children = undefined;
    for (const resolve of this.#pending.values()) resolve(gone(reason));
    this.#pending.clear();
    if (this.#closing) return;
    this.#endedAt = [...this.#endedAt.filter((time) => Date.now() - time < 60_000), Date.now()];
    if (this.#endedAt.length <= mostRestarts) this.#fork();
    this.#listeners.restarted(reason);
  }
}

const closeMs = 3_000;
const endMs = 1_000;

/** What must be durable is: a process that does not end by itself would outlive this one. */
async function end(child: UtilityProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await Promise.race([ended, after(endMs)]);
  try {
    // it has none once it has ended
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    return; // it has just ended
  }
}

/** Where the store itself fails, it is none. */
async function answerStore(asked: StoreQuestion): Promise<StoreAnswer> {
  const { question } = asked;
  if (asked.kind === 'seal') {
    const sealed = await systemStore.seal(asked.text).catch(() => undefined);
    return { kind: 'sealed', question, sealed };
  }
  const unsealed = await systemStore.unseal(asked.sealed).catch((): Unsealed => ({ refused: 'no-store' }));
  return { kind: 'unsealed', question, unsealed };
}

function gone(message: string): Answer<never> {
  return { ok: false, failure: { code: 'host-ended', message } };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
