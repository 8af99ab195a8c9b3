import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { Profile } from '#core/mapping/profile.ts';

export type ProfileErrorCode = 'profile-json' | 'profile-schema';

/** A refusal of a profile as a document. */
export class ProfileError extends Error {
  readonly code: ProfileErrorCode;

  constructor(code: ProfileErrorCode, message: string) {
    super(message);
    this.name = 'ProfileError';
    this.code = code;
  }
}

/** Bytes or text of a profile → profile. Unknown fields and duplicate keys are refused. Throws ProfileError. */
export function parseProfile(source: Uint8Array | string): Profile {
  const parsed = Profile.safeParse(parseJson(source));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'profile'}: ${issue.message}`);
  throw new ProfileError('profile-schema', faults.join('; '));
}

function parseJson(source: Uint8Array | string): unknown {
  try {
    return parseJsonStrict(source, 'profile');
  } catch (error) {
    if (error instanceof BundleError) throw new ProfileError('profile-json', error.message);
    throw error;
  }
}
