import type { Profile } from '#core/mapping/profile.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { toProfileBytes } from '#host/import/profile-text.ts';

/** Writes a profile as JSON for people. @throws FileError; an existing file is refused unless `overwrite` */
export function writeProfile(path: string, profile: Profile, overwrite: boolean): void {
  writeWhole(path, toProfileBytes(profile).bytes, { overwrite });
}
