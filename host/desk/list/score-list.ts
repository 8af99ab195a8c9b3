import { mustHold } from '#core/must-hold.ts';
import { version } from '#core/version.ts';
import type { Desk } from '#host/desk/desk.ts';
import type { CheckedImport, ImportSession } from '#host/desk/import/import-session.ts';
import { PatientList } from '#host/desk/list/patient-list.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { scoreRun } from '#host/scoring/score-run.ts';

/** Scores every patient of a checked file through the log. */
export async function scoreList(
  desk: Desk,
  session: ImportSession,
  ready: CheckedImport,
): Promise<PatientList> {
  const model = desk.usedModel;
  const { checked, profile, profileDigest } = ready;
  const { bundle } = session;
  mustHold(model.bundle === bundle, 'a file is scored by the model it was read for');
  const list = new PatientList({
    bundle,
    profile,
    titles: checked.header.titles,
    fileName: session.file.name,
    path: session.path,
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
