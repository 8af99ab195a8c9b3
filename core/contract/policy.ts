import { z } from 'zod';
import { Settings } from '#core/contract/settings.ts';

/** The machine's policy file, format 1 (docs/policy.md): what an organisation decides for everybody on a computer. */
export const Policy = z.strictObject({
  policy: z.literal(1),
  /** Where the application keeps its data, absolute; otherwise the system's place. */
  dataFolder: z.string().min(1).max(1024).optional(),
  /** Nobody changes these in the window. */
  settings: Settings.partial(),
});
export type Policy = z.infer<typeof Policy>;
