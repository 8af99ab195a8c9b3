import type { Manifest } from '#core/bundle/manifest.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { OpenPoint } from '#core/mapping/resolve-answers.ts';
import type { PassCounts } from '#core/report/pass-counter.ts';
import { checkExport, type CheckedExport } from '#host/scoring/check-export.ts';
import type { ReadProgress } from '#host/files/read-progress.ts';
import { countExport } from '#host/import/full-pass.ts';

/** A profile that was tried on the whole file, and what still has to be answered. */
export interface TriedProfile {
  /** The profile, with what it is to expect from now on. */
  readonly profile: Profile;
  readonly counts: PassCounts;
  /** The file as it was read with the profile. */
  readonly checked: CheckedExport;
  readonly open: readonly RowPoint[];
}

/** An open point, and the answer that would close it; without one a person must change something else. */
export interface RowPoint extends OpenPoint {
  readonly needs: 'rows' | 'refused-rows' | 'no-expectation' | undefined;
}

/**
 * Reads the whole file with a profile that is not written yet. What contradicts the answers, and was not accepted, is
 * an open point.
 * @throws FileError, InputRefused, or the signal's reason
 */
export async function tryProfile(
  path: string,
  profile: Profile,
  manifest: Manifest,
  accept: Answers['accept'],
  signal: AbortSignal,
  onProgress: (pass: 'checking' | 'counting', progress: ReadProgress) => void,
): Promise<TriedProfile> {
  const checked = await checkExport(path, profile, manifest, signal, 'tell', (progress) =>
    onProgress('checking', progress),
  );
  const counts = await countExport(checked, signal, (progress) => onProgress('counting', progress));
  const open: RowPoint[] = [];
  if (counts.usable === 0) {
    open.push({ about: 'profile', needs: undefined, message: 'no row could be read as a patient' });
  }
  if (counts.duplicateRows > 0 && profile.rows === undefined) {
    open.push({
      about: 'rows',
      needs: 'rows',
      message: `${counts.duplicateRows} rows are of patients who stand in the file more than once: say which row counts (rows), or that every row does`,
    });
  }
  if (counts.refused > 0 && !accept.includes('refused-rows')) {
    open.push({
      about: 'rows',
      needs: 'refused-rows',
      message: `${counts.refused} rows would be refused, for what is listed above: correct the answers, or accept refused-rows`,
    });
  }
  const expect = checked.look?.expectation;
  if (expect === undefined && !accept.includes('no-expectation')) {
    open.push({
      about: 'expectation',
      needs: 'no-expectation',
      message:
        'too few patients to say what the columns look like, so a later file that moved would not be noticed: use a larger file, or accept no-expectation',
    });
  }
  return { profile: expect === undefined ? profile : { ...profile, expect }, counts, checked, open };
}
