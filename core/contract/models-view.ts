import type { Card } from '#core/bundle/card.ts';
import type { Language } from '#core/bundle/fields.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { Reference } from '#core/bundle/reference.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { Failure } from '#core/contract/failure.ts';

/** `demo`: of the demonstration, outside the store of the hospital. */
export type ModelState = 'released' | 'installed' | 'withdrawn' | 'revoked' | 'refused' | 'demo';

/** `id@version`. */
export type ModelRef = string;

export interface ModelSummary {
  readonly ref: ModelRef;
  readonly id: string;
  readonly version: string;
  /** Title in each of the bundle's languages; empty where the bundle was refused. */
  readonly titles: Partial<Record<Language, string>>;
  readonly state: ModelState;
  readonly sha256: string;
  readonly inUse: boolean;
  readonly refusal?: Failure;
}

/** One link of the chain of trust. Each is a fact of this computer, checked when `checkedAt` says. */
export interface TrustStep {
  readonly step: 'file' | 'signature' | 'release' | 'not-revoked' | 'golden' | 'limits';
  /** `open`: not done yet, such as a release that is still missing. */
  readonly state: 'passed' | 'failed' | 'open';
  readonly failure?: Failure;
}

export interface GoldenRow {
  readonly name: string;
  /** Outputs of the manifest's decision, else the first two: as the bundle has them, and as this computer gave them. */
  readonly there: readonly number[];
  readonly here: readonly number[];
  readonly equal: boolean;
}

/** What of a card and its bundle a new version changed, a line each: where, before, after. */
export interface ModelChange {
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** A bundle on its page: verified or refused, with what was looked at. */
export interface ModelView {
  readonly summary: ModelSummary;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly steps: readonly TrustStep[];
  readonly file: { readonly name: string; readonly bytes: number; readonly parts: number };
  readonly signer?: {
    readonly publisher: string;
    readonly mode: 'key' | 'certificate';
    readonly sha256: string;
    /** Of the signature's algorithm, such as ECDSA P-256. */
    readonly algorithm: string;
  };
  /** Who released it on this computer. */
  readonly releases: readonly { readonly name: string; readonly at: string; readonly key: string }[];
  readonly releasesNeeded: number;
  readonly trustList?: {
    readonly version: number;
    readonly expires: string;
    readonly expired: boolean;
  };
  readonly golden?: {
    readonly patients: number;
    readonly equal: number;
    readonly ms: number;
    readonly rows: readonly GoldenRow[];
  };
  /** Granted by the machine, asked by the bundle, measured here with the golden patients. */
  readonly limits?: {
    readonly memoryMiB: { readonly granted: number; readonly asked: number };
    readonly msPerPatient: { readonly granted: number; readonly measured: number };
    readonly fuelPerPatient: { readonly granted: number; readonly measured: number };
    /** What the model's process gave up: each layer of this system, and whether it is in force. */
    readonly confinement: Readonly<Record<string, boolean>>;
  };
  /** Absent where the bundle was refused. */
  readonly content?: ModelContent;
  /** Against the version that is in use or was before. */
  readonly changes?: { readonly than: string; readonly list: readonly ModelChange[] };
  /** What may be done with it now. */
  readonly may: readonly ('use' | 'install' | 'release' | 'withdraw' | 'roll-back')[];
}

/** What a bundle says: all that screens are made of. */
export interface ModelContent {
  readonly ref: ModelRef;
  readonly sha256: string;
  readonly manifest: Manifest;
  readonly card: Card;
  readonly reference: Reference;
  readonly texts: Partial<Record<Language, Texts>>;
}

export interface TrustView {
  /** Absent where no trust file was pinned on this computer. */
  readonly pinned?: {
    readonly rootVersion: number;
    readonly rootSha256: string;
    readonly listVersion: number;
    readonly expires: string;
    readonly expired: boolean;
    readonly clockSetBack: boolean;
    readonly publishers: readonly { readonly name: string; readonly uri: string }[];
    readonly releasePeople: readonly string[];
    readonly releaseThreshold: number;
    readonly revoked: readonly { readonly sha256: string; readonly reason: string }[];
  };
  readonly demo: boolean;
}
