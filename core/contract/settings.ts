import { z } from 'zod';
import { Language } from '#core/bundle/fields.ts';

/** What can be set, with its default. Each may be fixed by the machine's policy file (docs/policy.md). */
export const Settings = z.strictObject({
  /** Of the window; `system`: that of the operating system, else Dutch. */
  language: z.union([Language, z.literal('system')]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Whether single letters are shortcuts (WCAG 2.1.4). */
  letterKeys: z.boolean(),
  /** Names of recent files may be patient data. */
  rememberFiles: z.boolean(),
  /** Minutes without a key or a movement after which the screen is covered; 0: never. */
  lockMinutes: z.int().min(0).max(240),
  /** `cover`: patients stay in memory behind the cover; `close`: they are let go. */
  lockDoes: z.enum(['cover', 'close']),
  /** Whether a name and a role are asked for once in a session. */
  askWho: z.boolean(),
  /** How results are written by default: as the export is, or for machines. */
  resultForm: z.enum(['same-dialect', 'machine']),
  /** A second place for the head of the log, such as a share of the network; empty: none. */
  anchorFolder: z.string().max(1024),
  /** Whether the demonstration may be opened. */
  allowDemo: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  letterKeys: true,
  rememberFiles: true,
  lockMinutes: 10,
  lockDoes: 'cover',
  askWho: false,
  resultForm: 'same-dialect',
  anchorFolder: '',
  allowDemo: true,
};

/** Who decided a setting. `organisation`: the policy of the machine, which nobody changes in the window. */
export type SetBy = 'default' | 'user' | 'organisation';

export interface SettingsView {
  readonly values: Settings;
  readonly setBy: Readonly<Record<SettingName, SetBy>>;
  /** Where the policy file stands, if there is one. */
  readonly policyFile: string | undefined;
  readonly dataFolder: string;
}
