import {
  deskCalls,
  type BatchAtClose,
  type CallArguments,
  type CallResults,
  type DeskCall,
} from '#core/contract/calls.ts';
import type { Answer } from '#core/contract/failure.ts';
import { batchCalls } from '#host/desk/calls/batch-calls.ts';
import { diagnosticCalls } from '#host/desk/calls/diagnostic-calls.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import { importCalls } from '#host/desk/calls/import-calls.ts';
import { listCalls } from '#host/desk/calls/list-calls.ts';
import { logCalls } from '#host/desk/calls/log-calls.ts';
import { modelCalls } from '#host/desk/calls/model-calls.ts';
import { patientCalls } from '#host/desk/calls/patient-calls.ts';
import { siteKeyCalls } from '#host/desk/calls/site-key-calls.ts';
import { startCalls } from '#host/desk/calls/start-calls.ts';
import { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import type { DeskOptions } from '#host/desk/desk-options.ts';
import { keepHeapSmall } from '#host/scoring/small-heap.ts';
import { toFailure } from '#host/desk/to-failure.ts';

/** The host behind a window. */
export interface OpenDesk {
  /** Checks the arguments and does what is asked. Never throws: what went wrong is in the answer. */
  readonly call: <Name extends DeskCall>(
    name: Name,
    args: CallArguments<Name>,
  ) => Promise<Answer<CallResults[Name]>>;
  /** A folder that the window may show: of the log, of the data, or where the last results were written. */
  folder(which: 'log' | 'data' | 'results'): string;
  /** Stops what is under way and gives the log free. A batch that runs goes on at the next start, unless it is let go. */
  close(batch?: BatchAtClose): Promise<void>;
  /** For tests. */
  readonly desk: Desk;
}

const handlers: Handlers = {
  ...startCalls,
  ...siteKeyCalls,
  ...modelCalls,
  ...importCalls,
  ...listCalls,
  ...patientCalls,
  ...logCalls,
  ...diagnosticCalls,
  ...batchCalls,
};

/** Opens nothing yet: a data folder that is in use, or cannot be written, is what the first call says. */
export function openDesk(options: DeskOptions): OpenDesk {
  keepHeapSmall();
  const desk = new Desk(options);
  return {
    desk,
    call: async (name, args) => {
      try {
        return { ok: true, value: await answer(desk, name, args) };
      } catch (error) {
        const failure = toFailure(error);
        tellLog(desk, name, failure.code);
        return { ok: false, failure };
      }
    },
    folder: (which) => desk.folder(which),
    close: (batch) => desk.close(batch),
  };
}

/** Faults of the program and of models are in the log, by their codes; it may be the log itself that failed. */
function tellLog(desk: Desk, action: string, code: string): void {
  if (code !== 'internal' && !/^(runner-|engine:|golden-)/.test(code)) return;
  void desk.log.append([{ type: 'error-met', action, code: code.replace(':', '-') }]).catch(() => undefined);
}

async function answer<Name extends DeskCall>(
  desk: Desk,
  name: Name,
  args: unknown,
): Promise<CallResults[Name]> {
  if (!Object.hasOwn(deskCalls, name) || !Object.hasOwn(handlers, name)) {
    throw new DeskError('call-unknown', 'expected a call of the contract');
  }
  const parsed = deskCalls[name].safeParse(args);
  if (!parsed.success) throw new DeskError('arguments-refused', `${name}: expected other arguments`);
  if (name === 'start') desk.siteKey.forgetFailure();
  // What uses the key says why there is none.
  await desk.siteKey.open().catch(() => undefined);
  // safe: the arguments are those of this very call
  return handlers[name](desk, parsed.data as CallArguments<Name>);
}
