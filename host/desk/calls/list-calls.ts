import { engineVersion } from '#host/runner/engine-version.ts';
import type { ListView } from '#core/contract/patients-view.ts';
import { version } from '#core/version.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import { checkImport } from '#host/desk/calls/import-calls.ts';
import type { Desk } from '#host/desk/desk.ts';
import type { CheckedImport, ImportSession } from '#host/desk/import/import-session.ts';
import { enterByHand } from '#host/desk/list/enter-by-hand.ts';
import { PatientList } from '#host/desk/list/patient-list.ts';
import { toPatientColumns } from '#host/desk/list/to-columns.ts';
import { toModelContent } from '#host/desk/models/to-content.ts';
import { mustHold } from '#core/must-hold.ts';
import { scoreRun } from '#host/scoring/score-run.ts';

export const listCalls = {
  'list-score': async (desk) => {
    const session = desk.openSession;
    if (session.result === undefined) await checkImport(desk, session);
    desk.list = await scoreList(desk, session, session.ready);
    return toListView(desk, desk.list);
  },
  list: (desk) => (desk.list === undefined ? null : toListView(desk, desk.list)),
  'list-enter': async (desk, { patient, values }) => {
    await desk.checkModel();
    desk.list = await enterByHand(desk, patient, values);
    return toListView(desk, desk.list);
  },
  'list-close': (desk) => {
    desk.list = undefined;
    return null;
  },
} satisfies Partial<Handlers>;

/** Scores every patient of a checked file through the log. */
async function scoreList(desk: Desk, session: ImportSession, ready: CheckedImport): Promise<PatientList> {
  const model = desk.usedModel;
  const { checked, profile, profileDigest } = ready;
  const { bundle } = session;
  mustHold(model.bundle === bundle, 'a file is scored by the model it was read for');
  const list = new PatientList({
    bundle,
    profile,
    titles: checked.header.titles,
    fileName: session.file.name,
    sha256: checked.sha256,
    bytes: checked.bytes,
    profileDigest,
    profileName: { name: profile.name, version: profile.version ?? 1 },
    readAt: desk.now().toISOString(),
  });
  await desk.doJob('score', async ({ signal, tell }) => {
    const { rowMs } = await model.ready();
    const { run, books } = await scoreRun(
      {
        export: checked,
        profileDigest,
        bundle,
        runner: model,
        rowMs,
        log: desk.log,
        software: { visite: version, engine: engineVersion() },
        checkAllowed: () => desk.checkModel(),
        onProgress: ({ rows, bytesRead, bytesTotal }) =>
          tell('scoring', rows, bytesRead / Math.max(bytesTotal, 1)),
        signal,
      },
      () => ({
        write: (chunk) => {
          list.add(chunk);
          return 0;
        },
        sync: () => [],
        finish: () => undefined,
        discard: () => undefined,
      }),
    );
    list.close(run, books);
  });
  return list;
}

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
