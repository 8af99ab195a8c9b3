import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { bundleVerified } from '#host/desk/log-drafts.ts';
import { ModelInUse } from '#host/desk/models/model-in-use.ts';
import { watchSite } from '#host/models/check-again.ts';

/** From now on all is of the demonstration, with its first model in use. Throws DeskError, TrustError, BundleError, FileError. */
export async function openDemo(desk: Desk): Promise<void> {
  if (!desk.settings.values.allowDemo) {
    throw new DeskError('demo-not-allowed', 'the demonstration is closed by a setting');
  }
  if (!desk.demoModels.available) throw new DeskError('demo-not-available', 'no demonstration is installed');
  const hasChanged = watchSite(desk.options.dataFolder);
  const [bundle] = desk.demoModels.all(desk.now());
  if (bundle === undefined) throw new DeskError('demo-not-available', 'no demonstration is installed');
  if (desk.demo && desk.model !== undefined) return;
  checkNoRun(desk);
  await desk.log.change({ demo: true });
  await desk.log.append([bundleVerified(bundle)]);
  desk.use(new ModelInUse(bundle, 'demo', hasChanged));
}

/** Entries of one run are all of the demonstration, or none is. @throws DeskError `job-running` */
export function checkNoRun(desk: Desk): void {
  if (desk.batch.isRunning) throw new DeskError('job-running', 'expected that no run is under way');
}
