import { createHash } from 'node:crypto';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';

/** A profile as its file has it, JSON for people, with the SHA-256 of the bytes. */
export function toProfileBytes(profile: Profile): { readonly bytes: Uint8Array; readonly sha256: string } {
  const text = `${JSON.stringify(profile, null, 2)}\n`;
  parseProfile(text);
  const bytes = toUtf8(text);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
