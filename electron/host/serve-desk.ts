import type { MessagePortMain } from 'electron';
import type { Answer } from '#core/contract/failure.ts';
import { startProcessesBy } from '#host/runner/start-process.ts';
import { MainStore } from '#electron/host/main-store.ts';
import { openOwnDesk, type OwnDesk } from '#electron/host/open-own-desk.ts';
import { ProgramProcesses } from '#electron/host/program-processes.ts';
import type { FromHost, ToHost } from '#electron/main/messages.ts';

/** Answers the window's process: the desk behind every window, and the processes of models and workbooks. */
const tellMain = (message: FromHost) => process.parentPort.postMessage(message);
const processes = new ProgramProcesses(tellMain);
const store = new MainStore(tellMain);
let desk: OwnDesk | undefined;
/** Why there is none, such as an addon that was changed (D44): every call says it. */
let refusal = 'the window asks before it has started the desk';

startProcessesBy(processes.start);
// A message is taken up in a turn of Node's own: in the turn in which Electron hands it over, Electron 22 ends the process
// for a rejection that is handled a few microtasks later.
process.parentPort.on('message', ({ data, ports }) => {
  // safe: the window's process sends nothing else
  setImmediate(receive, data as ToHost, ports);
});

function receive(message: ToHost, ports: readonly MessagePortMain[]): void {
  switch (message.kind) {
    case 'start':
      try {
        desk = openOwnDesk(message.start, store, (name, event) => tellMain({ kind: 'event', name, event }));
      } catch (error) {
        refusal = error instanceof Error ? error.message : String(error);
      }
      return;
    case 'started': {
      const [port] = ports;
      if (port !== undefined) processes.started(message.process, message.pid, port);
      return;
    }
    case 'ended':
      return processes.ended(message.process, message.code);
    case 'sealed':
    case 'unsealed':
      return store.answered(message);
    case 'blocked':
      return desk?.blocked(message.request);
    default:
      void answer(message).then((given) => tellMain({ kind: 'answer', call: message.call, answer: given }));
  }
}

async function answer(question: Extract<ToHost, { readonly call: number }>): Promise<Answer<unknown>> {
  if (desk === undefined) return { ok: false, failure: { code: 'host-not-started', message: refusal } };
  try {
    switch (question.kind) {
      case 'file':
        return { ok: true, value: desk.register(question.path, question.as) };
      case 'folder':
        return { ok: true, value: desk.folder(question.which) };
      case 'call':
        return await desk.call(question.name, question.args);
      case 'close':
        await desk.close(question.batch);
        return { ok: true, value: null };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, failure: { code: 'internal', message } };
  }
}
