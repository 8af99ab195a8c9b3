import type { Profile } from '#core/mapping/profile.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { writeWhole } from '#host/files/write-whole.ts';

/** Writes a profile as JSON for people. @throws FileError; an existing file is refused unless `overwrite` */
export function writeProfile(path: string, profile: Profile, overwrite: boolean): void {
  const text = `${JSON.stringify(profile, null, 2)}\n`;
  parseProfile(text);
  writeWhole(path, toUtf8(text), { overwrite });
}
