import { z } from 'zod';
import { Settings } from '#core/contract/settings.ts';

/** The machine's policy file, format 1 (docs/policy.md): what an organisation decides for everybody on a computer. */
export const Policy = z.strictObject({
  policy: z.literal(1),
  /** Nobody changes these in the window. */
  settings: Settings.partial(),
  /** `system`: the site key must be under the operating system's store; no setting, or a user could lock himself out. */
  siteKey: z.enum(['any', 'system']).optional(),
});
export type Policy = z.infer<typeof Policy>;
