import { createHash } from 'node:crypto';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { Policy } from '#core/contract/policy.ts';
import { FileError } from '#host/files/file-error.ts';
import { readIfThere } from '#host/files/read-if-there.ts';

const maxPolicyBytes = 1024 * 1024;

/** A policy file as it is found. One that cannot be taken whole is not taken at all. */
export type FoundPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'policy'; readonly policy: Policy; readonly sha256: string }
  | { readonly kind: 'refused'; readonly message: string };

/** What the machine's policy file says. */
export function readPolicy(path: string): FoundPolicy {
  try {
    const bytes = readIfThere(path, maxPolicyBytes);
    if (bytes === undefined) return { kind: 'none' };
    const parsed = Policy.safeParse(parseJsonStrict(bytes, 'policy'));
    if (parsed.success) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { kind: 'policy', policy: parsed.data, sha256 };
    }
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'policy'}: ${issue.message}`,
    );
    return { kind: 'refused', message: faults.join('; ') };
  } catch (error) {
    if (!(error instanceof BundleError) && !(error instanceof FileError)) throw error;
    return { kind: 'refused', message: error.message };
  }
}

/** What a machine asks of the site key. A policy that cannot be read asks for nothing: else it would stop all work. */
export function toKeyRule(found: FoundPolicy): 'any' | 'system' {
  return found.kind === 'policy' ? (found.policy.siteKey ?? 'any') : 'any';
}
