import { DeskError } from '#host/desk/desk-error.ts';
import type { Desk } from '#host/desk/desk.ts';
import { checkImport } from '#host/desk/calls/import-calls.ts';
import { openUsable } from '#host/desk/calls/model-calls.ts';
import { openDemo } from '#host/desk/calls/open-demo.ts';
import { ImportSession } from '#host/desk/import/import-session.ts';
import type { MadeList } from '#host/desk/list/kept-list.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { scoreList } from '#host/desk/list/score-list.ts';
import { toDecisions } from '#host/desk/list/to-decisions.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { FileError } from '#host/files/file-error.ts';

/**
 * The list that was open last, when a host ended or the window was closed, made again from the same bytes by the same model and profile, with what was
 * decided on it. Undefined where none was open.
 * @throws DeskError, FileError, InputRefused, RunnerError, LogError, and what openUsable throws
 */
export async function reopenList(desk: Desk): Promise<PatientList | undefined> {
  const made = desk.keptList.read();
  if (made === undefined) return undefined;
  const session = await openAsMade(desk, made);
  await checkImport(desk, session);
  const { ready } = session;
  if (ready.checked.sha256 !== made.sha256) {
    throw new FileError('input-changed', made.path, 'it changed since the list was made; open it again');
  }
  const list = await scoreList(desk, session, ready);
  for (const [row, decision] of toDecisions(desk, list, made.runs)) list.decisions.set(row, decision);
  desk.setList(list, made);
  return list;
}

async function openAsMade(desk: Desk, made: MadeList): Promise<ImportSession> {
  if (made.demo && !desk.demo) await openDemo(desk);
  if (made.demo !== desk.demo) {
    throw new DeskError(
      'model-not-usable',
      'expected the demonstration to be open, or closed, as it was then',
    );
  }
  if (desk.model === undefined || toRef(desk.model.bundle) !== made.model) {
    desk.use(await openUsable(desk, made.model));
  }
  const { bundle } = desk.usedModel;
  if (bundle.digest !== made.bundle) {
    throw new DeskError('model-not-usable', 'expected the bundle that the list was made with');
  }
  const { path, profile, profileDigest } = made;
  const base = { profile, sha256: profileDigest };
  const session = new ImportSession(desk.options.files.register(path, 'export'), path, bundle, base);
  desk.session = session;
  return session;
}
