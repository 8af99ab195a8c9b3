import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { logRefusedImport } from '#host/scoring/log-refused-import.ts';
import { readProfile } from '#host/scoring/read-profile.ts';

export const batchCalls = {
  'batch-start': async (desk, { file, profile, folder, form, report, overwrite }) => {
    const { files } = desk.options;
    const { bundle } = desk.usedModel;
    await desk.checkModel();
    const path = files.resolve(file);
    const read = await findProfile(desk, path, profile === undefined ? undefined : files.resolve(profile));
    return desk.batch.start({
      path,
      ...('checked' in read ? { sha256: read.checked.sha256 } : {}),
      profile: read.profile,
      profileDigest: read.sha256,
      model: toRef(bundle),
      bundle: bundle.digest,
      demo: desk.demo,
      folder: files.resolve(folder),
      form,
      report,
      overwrite,
    });
  },
  batch: ({ batch }) => batch.view,
  'batch-resume': ({ batch }) => batch.resume(),
  'batch-forget': ({ batch }) => batch.forget(),
  'job-cancel': (desk) => {
    if (!desk.cancelJob()) desk.batch.cancel();
    return null;
  },
} satisfies Partial<Handlers>;

/** The profile that was chosen, or the one of the import screen for the same file. */
async function findProfile(desk: Desk, path: string, profile: string | undefined) {
  if (profile !== undefined)
    return logRefusedImport(desk.log, { what: 'profile' }, () => readProfile(profile));
  if (desk.session?.path === path) {
    const { profile: own, profileDigest, checked } = desk.session.ready;
    return { profile: own, sha256: profileDigest, checked };
  }
  throw new DeskError('profile-missing', 'expected a profile for this file, or the file as it is mapped');
}
