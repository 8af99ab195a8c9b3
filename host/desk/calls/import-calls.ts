import { toQuoted } from '#core/bundle/quote.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { ImportView } from '#core/contract/import-view.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { ImportSession, type CheckedImport } from '#host/desk/import/import-session.ts';
import { readLine } from '#host/desk/import/read-line.ts';
import { listProfiles, saveProfile } from '#host/desk/import/profile-store.ts';
import { toImportView } from '#host/desk/import/to-import-view.ts';
import { toBundleName } from '#host/desk/log-drafts.ts';
import { FileError } from '#host/files/file-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { logRefusedImport } from '#host/scoring/log-refused-import.ts';
import { readProfile } from '#host/scoring/read-profile.ts';

export const importCalls = {
  'import-open': async (desk, { file, profile }) => {
    const { files } = desk.options;
    const { bundle } = desk.usedModel;
    await desk.checkModel();
    const path = files.resolve(file);
    const base =
      profile === undefined
        ? undefined
        : await logRefusedImport(desk.log, { what: 'profile' }, () => readProfile(files.resolve(profile)));
    const known = { what: 'export', bundle: toBundleName(bundle) } as const;
    const session = await logRefusedImport(
      desk.log,
      known,
      () => new ImportSession(files.register(path, 'export'), path, bundle, base),
    );
    const view = await logRefusedImport(desk.log, known, () => toImportView(session));
    desk.session = session;
    if (desk.settings.values.rememberFiles && !desk.demo) {
      desk.memory.keepRecent(path, desk.now().toISOString());
    }
    return view;
  },
  'import-edit': async (desk, edit) => {
    const session = desk.openSession;
    await session.edit(edit);
    return toImportView(session);
  },
  'import-check': async (desk) => {
    const session = desk.openSession;
    await checkImport(desk, session);
    return toImportView(session);
  },
  'import-line': async (desk, { line }) => (await readLine(desk.openSession.checkedAsIs, line)) ?? null,
  'import-save': async (desk, { name }): Promise<ImportView> => {
    const session = desk.openSession;
    const { profile } = session.ready;
    session.keepSaved(saveProfile(desk.options.dataFolder, { ...profile, name }));
    return toImportView(session);
  },
  import: async ({ session }) => (session === undefined ? null : toImportView(session)),
  'import-profiles': async (desk) => {
    const { dataFolder, files } = desk.options;
    const found = await desk.session?.find();
    const titles = found?.table?.preview.header.titles;
    const model = desk.model?.bundle.id;
    return listProfiles(dataFolder).map(({ path, profile }) => ({
      name: profile.name,
      version: profile.version ?? 1,
      file: files.register(path, 'profile') satisfies FileRef,
      fits:
        titles !== undefined &&
        model !== undefined &&
        profile.models.includes(model) &&
        titles.map(toQuoted).join() === profile.header.map(toQuoted).join(),
    }));
  },
  'import-close': (desk) => {
    desk.session = undefined;
    return null;
  },
} satisfies Partial<Handlers>;

/** Reads the whole file; what came of it is in the session and in the log. */
export async function checkImport(desk: Desk, session: ImportSession): Promise<CheckedImport | undefined> {
  await desk.checkModel();
  const bundle = toBundleName(session.bundle);
  try {
    const result = await desk.doJob('check', ({ signal, tell }) => session.check(signal, tell));
    if (result !== undefined) {
      const { checked, counts, profileDigest } = result;
      const problems: Record<string, number> = {};
      for (const { code, rows } of counts.faults) problems[code] = (problems[code] ?? 0) + rows;
      await desk.log.append([
        {
          type: 'import-read',
          file: { sha256: checked.sha256, bytes: checked.bytes },
          profile: { sha256: profileDigest },
          bundle,
          rows: counts.read,
          refused: counts.refused,
          problems,
        },
      ]);
    }
    return result;
  } catch (error) {
    if (!(error instanceof InputRefused || error instanceof FileError)) throw error;
    const file = 'file' in error && error.file !== undefined ? { file: error.file } : {};
    await desk.log.append([{ type: 'import-refused', what: 'export', bundle, code: error.code, ...file }]);
    if (error instanceof FileError) throw error;
    return undefined;
  }
}
