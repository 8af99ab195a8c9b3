import { createHash } from 'node:crypto';
import { parseProfile, ProfileError } from '#core/mapping/parse-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';

const maxProfileBytes = 1024 * 1024;

/** A profile with the SHA-256 of its bytes, hexadecimal. @throws FileError, InputRefused */
export function readProfile(path: string): { readonly profile: Profile; readonly sha256: string } {
  const bytes = readWhole(path, maxProfileBytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    return { profile: parseProfile(bytes), sha256 };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new InputRefused(path, [{ code: error.code, text: error.message }], {
      sha256,
      bytes: bytes.length,
    });
  }
}
