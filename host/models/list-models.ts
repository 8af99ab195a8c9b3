import { BundleError } from '#core/bundle/bundle-error.ts';
import { ModelError } from '#core/models/model-error.ts';
import type { InstalledModel } from '#core/models/model-store.ts';
import { FileError } from '#host/files/file-error.ts';
import { readModelStore } from '#host/models/model-files.ts';
import { isWithdrawn, openModel, toRelease } from '#host/models/open-installed.ts';
import type { VerifiedRelease } from '#host/models/verify-release.ts';
import type { KeptTrust } from '#host/trust/trust-store.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Whether an installed version runs, and why not. `refused` has the code of what a run would say. */
export type ModelState = 'released' | 'installed' | 'withdrawn' | 'revoked' | 'refused';

export interface ListedModel {
  readonly model: InstalledModel;
  readonly state: ModelState;
  /** Code and message where it is revoked or refused. */
  readonly refusal?: { readonly code: string; readonly message: string };
  readonly release?: VerifiedRelease;
  /** What the bundle is called, where it could be opened. */
  readonly titles?: Readonly<Record<string, string>>;
}

/** Every version that is installed, each verified as for a run. Throws ModelError, FileError of the store itself. */
export function listModels(folder: string, trust: KeptTrust, nowMs: number): readonly ListedModel[] {
  return readModelStore(folder).models.map((model) => toListed(folder, trust, nowMs, model));
}

function toListed(folder: string, trust: KeptTrust, nowMs: number, model: InstalledModel): ListedModel {
  try {
    const opened = openModel(folder, model, trust, new Date(nowMs));
    const release = toRelease(folder, model, opened, trust);
    const titles = toTitles(opened.bundle);
    if (isWithdrawn(model, release)) return { model, state: 'withdrawn', titles };
    if (release === undefined) return { model, state: 'installed', titles };
    return { model, state: release.complete ? 'released' : 'installed', release, titles };
  } catch (error) {
    if (
      error instanceof ModelError ||
      error instanceof TrustError ||
      error instanceof BundleError ||
      error instanceof FileError
    ) {
      const { code, message } = error;
      return { model, state: isRevoked(code) ? 'revoked' : 'refused', refusal: { code, message } };
    }
    throw error;
  }
}

/** The title of a bundle in each of its languages. */
export function toTitles({ id, bundle }: VerifiedBundle): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...bundle.texts].map(([language, texts]) => [language, texts['title'] ?? id] as const),
  );
}

function isRevoked(code: string): boolean {
  return ['bundle-revoked', 'key-revoked', 'certificate-revoked'].includes(code);
}
