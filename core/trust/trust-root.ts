import { z } from 'zod';
import { parseCanonicalForm } from '#core/trust/parse-form.ts';
import { FileVersion, Moment, Role } from '#core/trust/role.ts';

/** Who may change the root, and who may change the list (TUF 1.0, 4.3, with the two roles that a file needs). */
export const TrustRoot = z.strictObject({
  format: z.literal(1),
  type: z.literal('root'),
  version: FileVersion,
  expires: Moment,
  roles: z.strictObject({ root: Role, list: Role }),
});

export type TrustRoot = z.infer<typeof TrustRoot>;

/** The payload of a root. Throws TrustFileError. */
export function parseTrustRoot(payload: Uint8Array): TrustRoot {
  return parseCanonicalForm(TrustRoot, payload, 'root');
}
