import { ModelError } from '#core/models/model-error.ts';
import { findModel, type InstalledModel, type ModelStore, withModel } from '#core/models/model-store.ts';
import type { StoreContext } from '#host/models/install.ts';
import { listModels, type ListedModel } from '#host/models/list-models.ts';
import { readModelStore, writeModelStore } from '#host/models/model-files.ts';
import { toTrustTime } from '#host/trust/trust-store.ts';

/**
 * Withdraws an installed version, with a reason: it does not run until it is released anew. An expired trust file does not
 * hinder it. Throws ModelError, FileError.
 */
export function withdrawModel(context: StoreContext, name: string, reason: string): InstalledModel {
  checkReason(reason);
  const store = readModelStore(context.folder);
  const model = findModel(store, name);
  context.log({ type: 'model-withdrawn', bundle: toName(model), reason });
  return keepWithdrawn(context, store, model, reason);
}

/**
 * Withdraws the highest released version of a model where a lower one is released and runs on.
 * Throws ModelError `model-no-earlier`, FileError.
 */
export function rollBackModel(
  context: StoreContext,
  id: string,
  reason: string,
): { readonly from: InstalledModel; readonly to: InstalledModel } {
  checkReason(reason);
  const store = readModelStore(context.folder);
  const released = listModels(context.folder, context.trust, context.nowMs).filter(
    ({ model, state }: ListedModel) => model.id === id && state === 'released',
  );
  const [to, from] = released.slice(-2).map(({ model }) => model);
  if (to === undefined || from === undefined) {
    throw new ModelError(
      'model-no-earlier',
      `expected two released versions of "${id}", got ${released.length}; visite model withdraw stops one`,
    );
  }
  context.log({ type: 'model-rolled-back', from: toName(from), to: toName(to), reason });
  keepWithdrawn(context, store, from, reason);
  return { from, to };
}

function keepWithdrawn(
  { folder, trust, nowMs }: StoreContext,
  store: ModelStore,
  model: InstalledModel,
  reason: string,
): InstalledModel {
  const at = new Date(toTrustTime(trust, nowMs).effectiveMs).toISOString();
  const withdrawn = { ...model, releasedBy: [], withdrawn: { at, reason } };
  writeModelStore(folder, withModel(store, withdrawn));
  return withdrawn;
}

function checkReason(reason: string): void {
  if (/^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u.test(reason)) return;
  throw new ModelError('model-reason', 'expected a reason of one line, at most 200 characters, got another');
}

function toName({ id, version, sha256 }: InstalledModel) {
  return { id, version, sha256 };
}
