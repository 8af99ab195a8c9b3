import type { ModelSummary } from '#core/contract/models-view.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { watchSite } from '#host/models/check-again.ts';
import { listModels } from '#host/models/list-models.ts';
import { readTrust } from '#host/trust/trust-store.ts';

/** The models of the hospital's store; each is verified again where trust or store was written. */
export class SiteModels {
  readonly #folder: string;
  readonly #hasChanged: () => boolean;
  #listed: readonly Omit<ModelSummary, 'inUse'>[] | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#hasChanged = watchSite(folder);
  }

  /** None where no trust file is pinned. Throws ModelError, TrustFileError, FileError. */
  summaries(used: string | undefined, now: Date): readonly ModelSummary[] {
    if (this.#hasChanged() || this.#listed === undefined) this.#listed = this.#list(now);
    return this.#listed.map((model) => ({ ...model, inUse: model.ref === used }));
  }

  #list(now: Date): readonly Omit<ModelSummary, 'inUse'>[] {
    const trust = readTrust(this.#folder);
    if (trust === undefined) return [];
    return listModels(this.#folder, trust, now.getTime()).map(({ model, state, refusal, titles }) => ({
      ref: toRef(model),
      id: model.id,
      version: model.version,
      titles: titles ?? {},
      state,
      sha256: model.sha256,
      ...(refusal === undefined ? {} : { refusal }),
    }));
  }
}
