import type { BatchView } from '#core/contract/batch-view.ts';
import type { FileRef, RecentFile } from '#core/contract/files.ts';
import type { LogHealth } from '#core/contract/log-view.ts';
import type { ModelContent, ModelSummary, TrustView } from '#core/contract/models-view.ts';
import type { SettingsView } from '#core/contract/settings.ts';

/** All that the frame and the start screen show. */
export interface StartView {
  readonly version: string;
  /** Account of the operating system; name and role where they were confirmed. */
  readonly who: { readonly account: string; readonly name?: string; readonly role?: string };
  /** The demonstration publisher is trusted: marked on every screen and in every entry. */
  readonly demo: boolean;
  readonly demoAvailable: boolean;
  readonly settings: SettingsView;
  readonly models: readonly ModelSummary[];
  /** The model in use, with all that screens are made of. */
  readonly model?: ModelContent;
  readonly msPerPatient?: number;
  readonly trust: TrustView;
  readonly log: LogHealth;
  readonly siteKey: SiteKeyView;
  readonly recent: readonly RecentFile[];
  /** The list that was open when the window was closed: its file, and when that was read. `list-reopen` makes it again. */
  readonly lastList?: { readonly name: string; readonly readAt: string };
  readonly batch: BatchView;
  /** What can be told of this computer that a person should know, such as `no-system-key`, `key-not-copied`, `no-landlock`. */
  readonly notices: readonly string[];
  /** A file that the window was opened with. */
  readonly opened?: FileRef;
}

/** Where the key of this site is, and what is known of it; never the key. */
export interface SiteKeyView {
  /** Name of the key; tells nothing about it. */
  readonly id: string;
  /** `plain`: in a file that only this account reads; `sealed`: in a file that only the operating system's store opens. */
  readonly form: 'plain' | 'sealed';
  readonly path: string;
  /** Of the machine's policy: `system` asks for the system's store. */
  readonly rule: 'any' | 'system';
  /** A recovery copy was written once. */
  readonly copied: boolean;
}

export interface AboutView {
  readonly product: string;
  readonly version: string;
  readonly manufacturer: string;
  readonly status: 'research';
  /** Names and versions: engine, electron, chromium, node, wasmtime. */
  readonly versions: Readonly<Record<string, string>>;
  /** Name of a file of the program and its SHA-256. */
  readonly digests: Readonly<Record<string, string>>;
  readonly licences: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
  }[];
}

/** A request that this program did not let out. */
export interface BlockedRequest {
  readonly at: string;
  /** Scheme and host, never more of the address: it may hold patient data. */
  readonly target: string;
  readonly what: string;
}
