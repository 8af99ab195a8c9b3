import { basename } from 'node:path';
import type { LogHealth } from '#core/contract/log-view.ts';
import type { TrustView } from '#core/contract/models-view.ts';
import type { StartView } from '#core/contract/start-view.ts';
import { version } from '#core/version.ts';
import type { Desk } from '#host/desk/desk.ts';
import { toModelContent, toRef } from '#host/desk/models/to-content.ts';
import { toFileBytes } from '#host/files/file-bytes.ts';
import { readTrust, toExpiry, toTrustTime } from '#host/trust/trust-store.ts';

/** All that the frame and the start screen show. */
export async function toStartView(desk: Desk): Promise<StartView> {
  const { options, settings, model, demo } = desk;
  const { account, name, role } = desk.log.who;
  const used = model === undefined ? undefined : toRef(model.bundle);
  const models = demo ? desk.demoModels : desk.siteModels;
  const msPerPatient = model?.msPerPatient;
  // The log first: opening it tells what is to be noticed.
  const log = await toLogHealth(desk);
  const siteKey = desk.siteKey.view;
  return {
    version,
    who: { account, ...(name === undefined ? {} : { name }), ...(role === undefined ? {} : { role }) },
    demo,
    demoAvailable: desk.demoModels.available && settings.values.allowDemo,
    settings: settings.view(),
    models: models.summaries(used, desk.now()),
    ...(model === undefined ? {} : { model: toModelContent(model.bundle) }),
    ...(msPerPatient === undefined ? {} : { msPerPatient }),
    trust: toTrustView(desk),
    log,
    siteKey,
    recent: settings.values.rememberFiles ? toRecent(desk) : [],
    ...toLastList(desk),
    batch: desk.batch.view,
    notices: [
      ...(options.notices ?? []),
      ...(siteKey.form === 'plain' ? ['no-system-key'] : []),
      ...(siteKey.form === 'sealed' && !siteKey.copied ? ['key-not-copied'] : []),
      ...(desk.log.missed === undefined ? [] : [desk.log.missed]),
      ...settings.notices,
    ],
    ...(options.opened === undefined ? {} : { opened: options.opened }),
  };
}

/** Files that are still there. */
function toRecent({ memory, options }: Desk): StartView['recent'] {
  return memory.recent
    .filter(({ path }) => toFileBytes(path) > 0)
    .map(({ path, openedAt }) => ({ ...options.files.register(path, 'export'), openedAt }));
}

/** What list-reopen would make, where nothing stands in its way that is known beforehand. */
function toLastList({ lastList: made, settings, demo }: Desk): Pick<StartView, 'lastList'> {
  const { rememberFiles, allowDemo } = settings.values;
  if (made === undefined || !rememberFiles || (made.demo ? !allowDemo : demo) || toFileBytes(made.path) === 0)
    return {};
  return { lastList: { name: basename(made.path), readAt: made.readAt } };
}

export async function toLogHealth(desk: Desk): Promise<LogHealth> {
  const { size, root } = await desk.log.run((log) => log.head());
  return { size, root, folder: desk.log.folder, ...desk.logState };
}

/** What is trusted on this computer. Throws TrustFileError, FileError. */
export function toTrustView(desk: Desk): TrustView {
  const trust = readTrust(desk.options.dataFolder);
  if (trust === undefined) return { demo: desk.demo };
  const time = toTrustTime(trust, desk.now().getTime());
  const { expires, expired } = toExpiry(trust, time);
  const { list } = trust.list;
  return {
    demo: desk.demo,
    pinned: {
      rootVersion: trust.root.root.version,
      rootSha256: trust.root.sha256,
      listVersion: list.version,
      expires,
      expired,
      clockSetBack: time.anomaly === 'set-back',
      publishers: list.publishers.map(({ name, uri }) => ({ name, uri })),
      releasePeople: list.release.people.map(({ name }) => name),
      releaseThreshold: list.release.threshold,
      revoked: [...list.revokedBundles, ...list.revokedFingerprints],
    },
  };
}
