import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { bundleVerified } from '#host/desk/log-drafts.ts';
import { ModelInUse } from '#host/desk/models/model-in-use.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { toStartView, toTrustView } from '#host/desk/to-start-view.ts';
import { watchSite } from '#host/models/check-again.ts';
import { openReleased } from '#host/models/open-installed.ts';

export const modelCalls = {
  'model-use': async (desk, { ref }) => {
    if (desk.model === undefined || toRef(desk.model.bundle) !== ref) desk.use(await openUsable(desk, ref));
    if (!desk.demo) desk.memory.keepModel(ref);
    return toStartView(desk);
  },
  trust: (desk) => toTrustView(desk),
} satisfies Partial<Handlers>;

/** A model that may be used now, with its verification in the log. */
export async function openUsable(desk: Desk, ref: string): Promise<ModelInUse> {
  if (!desk.demo) return openReleasedModel(desk, ref);
  const hasChanged = watchSite(desk.options.dataFolder);
  const bundle = desk.demoModels.find(ref, desk.now());
  await desk.log.append([bundleVerified(bundle)]);
  return new ModelInUse(bundle, 'demo', hasChanged);
}

/** Throws ModelError, TrustFileError, TrustError, BundleError, FileError, LogError. */
export async function openReleasedModel(desk: Desk, ref: string): Promise<ModelInUse> {
  const { dataFolder } = desk.options;
  const hasChanged = watchSite(dataFolder);
  const bundle = openReleased(dataFolder, ref, desk.now());
  await desk.log.append([bundleVerified(bundle)]);
  return new ModelInUse(bundle, 'released', hasChanged);
}
