import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallArguments, CallResults, DeskCall } from '#core/contract/calls.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { openDesk } from '#host/desk/open-desk.ts';
import { systemClock } from '#host/store/system-clock.ts';
import { resources } from '#test/host/desk/make-desk.ts';
import type { Answering } from '#test/e2e/renderer/open-page.ts';
import { toShellAnswer } from '#test/e2e/renderer/shell-answers.ts';

export interface RealDesk extends Answering {
  /** The value of a call. @throws Error where it is refused */
  readonly ask: <Name extends DeskCall>(name: Name, args: CallArguments<Name>) => Promise<CallResults[Name]>;
  /** Names of the calls of the page, in their order. */
  readonly calls: readonly string[];
  /** Texts that were copied. */
  readonly copied: readonly string[];
  readonly close: () => Promise<void>;
}

/** The host as the application has it, on a data folder of its own, with the demonstration scored into a list. */
export async function openRealDesk(): Promise<RealDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-renderer-'));
  const files = new FileRegister();
  const calls: string[] = [];
  const copied: string[] = [];
  const desk = openDesk({
    dataFolder: folder,
    policyFile: join(folder, 'no-policy.json'),
    markFolder: join(folder, 'marks'),
    account: 'tester',
    clock: systemClock,
    files,
    emit: () => undefined,
    resources,
    about: { versions: {}, digests: {}, licences: [] },
  });
  const ask: RealDesk['ask'] = async (name, args) => {
    const answer = await desk.call(name, args);
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}: ${answer.failure.message}`);
    return answer.value;
  };
  await ask('start', {});
  const { file, profile } = await ask('demo-open', {});
  await ask('import-open', { file: file.token, profile: profile.token });
  await ask('import-check', {});
  await ask('import-edit', { edit: 'accept', what: 'refused-rows', yes: true });
  await ask('list-score', {});
  return {
    ask,
    calls,
    copied,
    answer: (name, args) => {
      calls.push(name);
      const shell = toShellAnswer(name, args, copied);
      // the page's arguments are checked by the desk, as the contract says
      return shell ?? desk.call(name as DeskCall, args as never);
    },
    close: async () => {
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
