import { z } from 'zod';
import { compareVersions } from '#core/bundle/compare-versions.ts';
import { Name, Sha256, Uri, Version } from '#core/bundle/fields.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { ModelError } from '#core/models/model-error.ts';

const Time = z.iso.datetime({ precision: 3 });

const InstalledModel = z.strictObject({
  id: Name,
  version: Version,
  /** Root digest of the bundle, and the name of its file. */
  sha256: Sha256,
  publisher: Uri,
  installedAt: Time,
  /** Who released it on this computer: never the same account twice. */
  releasedBy: z.array(z.strictObject({ key: Sha256, account: z.string().min(1).max(256) })).max(64),
  /** A release counts from a later time only. */
  withdrawn: z.strictObject({ at: Time, reason: z.string().min(1).max(256) }).optional(),
});

/** What was ever installed on a computer. Nothing is taken away: withdrawn versions stay, marked. */
const ModelStore = z.strictObject({ format: z.literal(1), models: z.array(InstalledModel).max(4096) });

export type InstalledModel = z.infer<typeof InstalledModel>;
export type ModelStore = z.infer<typeof ModelStore>;

/** Throws ModelError `model-store-damaged`. */
export function parseModelStore(bytes: Uint8Array): ModelStore {
  const parsed = ModelStore.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  throw new ModelError(
    'model-store-damaged',
    `models/state.json: expected its form, got ${z.prettifyError(parsed.error)}`,
  );
}

/** The model that `id@version` names. Throws ModelError `model-not-installed`. */
export function findModel({ models }: ModelStore, name: string): InstalledModel {
  const found = models.find(({ id, version }) => `${id}@${version}` === name);
  if (found !== undefined) return found;
  throw new ModelError('model-not-installed', `expected an installed id@version, got "${name}"`);
}

/**
 * Whether a bundle may be installed beside what is there: never another bundle under the same version, and never a lower
 * version than the highest that ever was, unless `allowOlder`. Gives whether that was used. Throws ModelError.
 */
export function checkInstall(
  { models }: ModelStore,
  bundle: { readonly id: string; readonly version: string; readonly digest: string },
  allowOlder: boolean,
): { readonly older: boolean } {
  const same = models.filter(({ id }) => id === bundle.id);
  const taken = same.find(({ version }) => version === bundle.version);
  if (taken !== undefined && taken.sha256 !== bundle.digest) {
    throw new ModelError(
      'version-taken',
      `expected the bundle ${taken.sha256} that is installed as ${bundle.id}@${bundle.version}, got ${bundle.digest}`,
    );
  }
  const highest = same
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .at(-1);
  const older = highest !== undefined && taken === undefined && compareVersions(bundle.version, highest) < 0;
  if (older && !allowOlder) {
    throw new ModelError(
      'version-lower',
      `expected version ${highest} of ${bundle.id} or a higher one, got ${bundle.version}; --allow-older installs it, and the log says so`,
    );
  }
  return { older };
}

/** The store with this model in the place of the one with its id and version, or added. */
export function withModel({ models }: ModelStore, model: InstalledModel): ModelStore {
  const others = models.filter(({ id, version }) => id !== model.id || version !== model.version);
  return { format: 1, models: [...others, model].toSorted(compareModels) };
}

function compareModels(a: InstalledModel, b: InstalledModel): number {
  return a.id === b.id ? compareVersions(a.version, b.version) : a.id < b.id ? -1 : 1;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseJsonStrict(bytes, 'models/state.json');
  } catch (error) {
    if (error instanceof BundleError) throw new ModelError('model-store-damaged', error.message);
    throw error;
  }
}
