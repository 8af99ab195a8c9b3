import type { ImportEdit } from '#core/contract/calls.ts';
import { call } from '#renderer/state/bridge.ts';
import { goTo, setImported, setList, tellingFailures, withProgress } from '#renderer/state/session.ts';

/** Sends a change of the import; what it makes of everything comes back. */
export function editImport(edit: ImportEdit): void {
  void tellingFailures(async () => setImported(await call('import-edit', edit)));
}

/** Reads the whole file with the answers as they are. */
export function checkImport(): void {
  void runJob(async () => setImported(await call('import-check', {})));
}

/** Scores every patient and shows the list. */
export function showPatients(): void {
  void runJob(async () => {
    setList(await call('list-score', {}));
    goTo({ screen: 'patients' });
  });
}

/** A job tells how far it is while it runs, and nothing of that is left when it ends. */
async function runJob(work: () => Promise<void>): Promise<void> {
  await tellingFailures(() => withProgress(work));
}
