import type { Expectation } from '#core/mapping/expect/expectation.ts';
import type { Profile } from '#core/mapping/profile.ts';

/** The next version of a profile, which expects what an export was found to look like. A person asked for it. */
export function confirmAnew(profile: Profile, expect: Expectation | undefined): Profile {
  const { expect: _, ...rest } = profile;
  const next = { ...rest, version: (profile.version ?? 1) + 1 };
  return expect === undefined ? next : { ...next, expect };
}
