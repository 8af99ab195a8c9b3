import type { ListView } from '#core/contract/patients-view.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import { checkImport } from '#host/desk/calls/import-calls.ts';
import type { Desk } from '#host/desk/desk.ts';
import { enterByHand } from '#host/desk/list/enter-by-hand.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { reopenList } from '#host/desk/list/reopen-list.ts';
import { scoreList } from '#host/desk/list/score-list.ts';
import { toPatientColumns } from '#host/desk/list/to-columns.ts';
import { toModelContent } from '#host/desk/models/to-content.ts';
import { mustHold } from '#core/must-hold.ts';

export const listCalls = {
  'list-score': async (desk) => {
    const session = desk.openSession;
    if (session.result === undefined) await checkImport(desk, session);
    const list = await scoreList(desk, session, session.ready);
    desk.setList(list);
    return toListView(desk, list);
  },
  list: (desk) => (desk.list === undefined ? null : toListView(desk, desk.list)),
  'list-reopen': async (desk) => {
    const list = await reopenList(desk);
    return list === undefined ? null : toListView(desk, list);
  },
  'list-enter': async (desk, { patient, values }) => {
    await desk.checkModel();
    const list = await enterByHand(desk, patient, values);
    desk.setList(list);
    return toListView(desk, list);
  },
  'list-close': (desk) => {
    desk.setList(undefined);
    return null;
  },
} satisfies Partial<Handlers>;

export function toListView(desk: Desk, list: PatientList): ListView {
  const { source, run, books } = list;
  mustHold(books !== undefined, 'a list is shown when it is whole');
  return {
    run,
    file: source.fileName,
    sha256: source.sha256,
    readAt: source.readAt,
    model: toModelContent(source.bundle),
    profile: source.profileName,
    books,
    patients: toPatientColumns(list),
    decisions: Object.fromEntries(list.decisions),
    msPerPatient: desk.model?.msPerPatient ?? 0,
    byHand: source.profile === undefined,
  };
}
