import type { Draft } from '#core/audit/draft.ts';
import type { ModelView } from '#core/contract/models-view.ts';
import { maximumTrustFileBytes } from '#core/trust/trust-file.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { bundleVerified } from '#host/desk/log-drafts.ts';
import { findInstalled, lookAtModel, toUnreadView } from '#host/desk/models/look-at-model.ts';
import { ModelInUse } from '#host/desk/models/model-in-use.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { toStartView, toTrustView } from '#host/desk/to-start-view.ts';
import { FileError } from '#host/files/file-error.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { watchSite } from '#host/models/check-again.ts';
import { installModel, type StoreContext } from '#host/models/install.ts';
import { toLogCode, toModelRefused } from '#host/models/log-refused-model.ts';
import { maximumBundleBytes, readInstalledBytes, toBundlePath } from '#host/models/model-files.ts';
import { openReleased, readPinnedTrust } from '#host/models/open-installed.ts';
import { releaseModel } from '#host/models/release-model.ts';
import { rollBackModel, withdrawModel } from '#host/models/withdraw.ts';
import { keepTime } from '#host/trust/keep-time.ts';
import { takeFirstTrustFile, takeNextTrustFile } from '#host/trust/take-trust-file.ts';

type Action = Extract<Draft, { type: 'model-refused' }>['action'];

const maxKeyBytes = 65_536;

export const modelCalls = {
  'model-look': (desk, args) =>
    'ref' in args ? lookAtInstalled(desk, args.ref) : lookAtFile(desk, desk.options.files.resolve(args.file)),
  'model-use': async (desk, { ref }) => {
    if (desk.model === undefined || toRef(desk.model.bundle) !== ref) desk.use(await openUsable(desk, ref));
    if (!desk.demo) desk.memory.keepModel(ref);
    return toStartView(desk);
  },
  'model-install': async (desk, { file, allowOlder }) => {
    const path = desk.options.files.resolve(file);
    const bundle = await changing(desk, 'install', (context) =>
      installModel(context, readWhole(path, maximumBundleBytes), { allowOlder }),
    );
    return lookAtInstalled(desk, toRef(bundle));
  },
  'model-release': async (desk, { ref, key }) => {
    const path = desk.options.files.resolve(key);
    await changing(desk, 'release', (context) =>
      releaseModel(context, ref, Buffer.from(readWhole(path, maxKeyBytes)).toString('latin1')),
    );
    return lookAtInstalled(desk, ref);
  },
  'model-withdraw': async (desk, { ref, reason }) => {
    await changing(desk, 'withdraw', (context) => withdrawModel(context, ref, reason));
    return lookAtInstalled(desk, ref);
  },
  'model-roll-back': async (desk, { id, reason }) => {
    const { to } = await changing(desk, 'roll-back', (context) => rollBackModel(context, id, reason));
    return lookAtInstalled(desk, toRef(to));
  },
  trust: (desk) => toTrustView(desk),
  'trust-init': async (desk, { file, root }) => {
    const bytes = readWhole(desk.options.files.resolve(file), maximumTrustFileBytes + 1);
    await desk.withSite((site) => void takeFirstTrustFile(site, bytes, root));
    return toTrustView(desk);
  },
  'trust-import': async (desk, { file }) => {
    const bytes = readWhole(desk.options.files.resolve(file), maximumTrustFileBytes + 1);
    await desk.withSite((site) => takeNextTrustFile(site, bytes, readPinnedTrust(site.folder)));
    await stopWhereRefused(desk);
    return toTrustView(desk);
  },
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

async function lookAtInstalled(desk: Desk, ref: string): Promise<ModelView> {
  const { dataFolder } = desk.options;
  if (desk.demo) return lookAtFile(desk, desk.demoModels.path(ref, desk.now()));
  const installed = findInstalled(dataFolder, ref);
  const path = toBundlePath(dataFolder, installed.sha256);
  return lookAtModel(desk, { path, bytes: readInstalledBytes(dataFolder, installed), installed });
}

/** A bundle file. What was found, verified or refused, is in the log. */
async function lookAtFile(desk: Desk, path: string): Promise<ModelView> {
  const bytes = readBundleFile(path);
  const view =
    bytes instanceof FileError
      ? toUnreadView(desk, path, bytes)
      : await lookAtModel(desk, { path, bytes, installed: undefined });
  const failed = view.steps.find(({ state }) => state === 'failed')?.failure;
  if (failed !== undefined) {
    const { sha256 } = view.summary;
    const file = sha256 === '' ? {} : { file: { sha256, bytes: view.file.bytes } };
    await desk.log.append([{ type: 'bundle-refused', code: toLogCode(failed.code), ...file }]);
  }
  return view;
}

function readBundleFile(path: string): Uint8Array | FileError {
  try {
    return readWhole(path, maximumBundleBytes);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

/** A change to the models of the data folder. A refusal is in the log before it goes on. */
async function changing<Value>(
  desk: Desk,
  action: Action,
  work: (context: StoreContext) => Value | Promise<Value>,
): Promise<Value> {
  const value = await desk.withSite(async (site) => {
    try {
      const trust = readPinnedTrust(site.folder);
      keepTime(site, trust);
      return await work({ ...site, trust });
    } catch (error) {
      const refused = toModelRefused(action, error);
      if (refused !== undefined) site.log(refused);
      throw error;
    }
  });
  await stopWhereRefused(desk);
  return value;
}

/** What was changed may stop the model in use; the window is told then, and this call goes on. */
async function stopWhereRefused(desk: Desk): Promise<void> {
  const { model } = desk;
  try {
    await desk.checkModel();
  } catch (error) {
    if (desk.model === model) throw error;
  }
}
