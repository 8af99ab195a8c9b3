import { join } from 'node:path';
import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { defaultSettings, Settings, type SetBy, type SettingsView } from '#core/contract/settings.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { readPolicy, toKeyRule, type FoundPolicy } from '#host/desk/settings/read-policy.ts';
import { FileError } from '#host/files/file-error.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';

const UserFile = z.strictObject({ settings: z.literal(1), values: Settings.partial() });
const maxBytes = 64 * 1024;

/** What holds while a policy file is there that cannot be read: whatever it might forbid is not done. */
const closed: Partial<Settings> = { rememberFiles: false, allowDemo: false };

/** Settings in three layers: defaults, the user's file, the machine's policy. The last one wins. */
export class DeskSettings {
  readonly #policyFile: string;
  readonly #dataFolder: string;
  readonly #policy: FoundPolicy;
  #user: Partial<Settings>;
  #userRefused = false;

  constructor(policyFile: string, dataFolder: string) {
    this.#policyFile = policyFile;
    this.#dataFolder = dataFolder;
    this.#policy = readPolicy(policyFile);
    this.#user = this.#readUser();
  }

  get values(): Settings {
    // safe: Settings.partial() has no members but these, and none of them undefined
    return { ...defaultSettings, ...this.#user, ...this.#decided() } as Settings;
  }

  /** SHA-256 of the policy's bytes. */
  get policyDigest(): string | undefined {
    return this.#policy.kind === 'policy' ? this.#policy.sha256 : undefined;
  }

  get keyRule(): 'any' | 'system' {
    return toKeyRule(this.#policy);
  }

  /** What a person should know: `policy-refused: …`, `settings-refused`. */
  get notices(): readonly string[] {
    return [
      ...(this.#policy.kind === 'refused' ? [`policy-refused: ${this.#policy.message}`] : []),
      ...(this.#userRefused ? ['settings-refused'] : []),
    ];
  }

  view(): SettingsView {
    const decided = this.#decided();
    const toSetBy = (name: string): SetBy => {
      if (this.#policy.kind === 'refused' || name in decided) return 'organisation';
      return name in this.#user ? 'user' : 'default';
    };
    const names = Object.keys(defaultSettings);
    return {
      values: this.values,
      // safe: one member for each name of the settings
      setBy: Object.fromEntries(names.map((name) => [name, toSetBy(name)])) as SettingsView['setBy'],
      policyFile: this.#policy.kind === 'none' ? undefined : this.#policyFile,
      dataFolder: this.#dataFolder,
    };
  }

  /** Keeps what a person chose, durably. @throws DeskError `set-by-organisation`, FileError */
  change(values: Partial<Settings>): SettingsView {
    const { setBy } = this.view();
    for (const [name, by] of Object.entries(setBy)) {
      if (name in values && by === 'organisation') {
        throw new DeskError('set-by-organisation', `${name} is set by the organisation`);
      }
    }
    const next = { ...this.#user, ...values };
    makeFolder(this.#dataFolder);
    writeWhole(this.#userFile(), toCanonicalBytes({ settings: 1, values: next }), { overwrite: true });
    this.#user = next;
    this.#userRefused = false;
    return this.view();
  }

  #decided(): Partial<Settings> {
    switch (this.#policy.kind) {
      case 'none':
        return {};
      case 'policy':
        // safe: zod gives no member that is undefined
        return this.#policy.policy.settings as Partial<Settings>;
      case 'refused':
        return closed;
      default:
        return this.#policy satisfies never;
    }
  }

  #readUser(): Partial<Settings> {
    try {
      const bytes = readIfThere(this.#userFile(), maxBytes);
      if (bytes === undefined) return {};
      const parsed = UserFile.safeParse(parseJsonStrict(bytes, 'settings'));
      // safe: zod gives no member that is undefined
      if (parsed.success) return parsed.data.values as Partial<Settings>;
    } catch (error) {
      if (!(error instanceof BundleError) && !(error instanceof FileError)) throw error;
    }
    this.#userRefused = true;
    return {};
  }

  #userFile(): string {
    return join(this.#dataFolder, 'settings.json');
  }
}
