import { join } from 'node:path';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { ModelError } from '#core/models/model-error.ts';
import { type InstalledModel, type ModelStore, parseModelStore } from '#core/models/model-store.ts';
import { maximumReleaseBytes, parseReleaseFile } from '#core/models/release.ts';
import type { Envelope } from '#core/trust/envelope.ts';
import { FileError } from '#host/files/file-error.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { writeWhole } from '#host/files/write-whole.ts';

/** Largest bundle file, in bytes. */
export const maximumBundleBytes = 256 * 1024 * 1024;
const maximumStoreBytes = 16 * 1024 * 1024;

/** The models of a data folder; none where nothing was installed yet. Throws ModelError, FileError. */
export function readModelStore(folder: string): ModelStore {
  const bytes = readIfThere(toStatePath(folder), maximumStoreBytes);
  return bytes === undefined ? { format: 1, models: [] } : parseModelStore(bytes);
}

/** Durable, whole or not at all. One writer at a time: whoever writes holds the log of the data folder open. */
export function writeModelStore(folder: string, store: ModelStore): void {
  makeFolder(join(folder, 'models'));
  writeWhole(toStatePath(folder), toCanonicalBytes(store), { overwrite: true });
}

/** The bundle's bytes, under its root digest. @throws FileError */
export function writeBundle(folder: string, digest: string, bytes: Uint8Array): void {
  makeFolder(join(folder, 'models'));
  writeWhole(toBundlePath(folder, digest), bytes, { overwrite: true });
}

/** Throws ModelError `model-changed` where the file is gone. */
export function readInstalledBytes(folder: string, { id, version, sha256 }: InstalledModel): Uint8Array {
  try {
    return readWhole(toBundlePath(folder, sha256), maximumBundleBytes);
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'input-not-found') throw error;
    throw new ModelError(
      'model-changed',
      `expected the file of ${id}@${version}, got none; install it again`,
    );
  }
}

/** Undefined where nobody released it. Throws ModelError `release-malformed`. */
export function readRelease(folder: string, digest: string): Envelope | undefined {
  const bytes = readIfThere(toReleasePath(folder, digest), maximumReleaseBytes);
  return bytes === undefined ? undefined : parseReleaseFile(bytes);
}

/** @throws FileError */
export function writeRelease(folder: string, digest: string, release: Envelope): void {
  writeWhole(toReleasePath(folder, digest), toCanonicalBytes(release), { overwrite: true });
}

/** The file of an installed bundle. */
export function toBundlePath(folder: string, digest: string): string {
  return join(folder, 'models', `${digest}.visite`);
}

/** The file of its release. */
export function toReleasePath(folder: string, digest: string): string {
  return join(folder, 'models', `${digest}.release.json`);
}

/** The file that lists what is installed. */
export function toStatePath(folder: string): string {
  return join(folder, 'models', 'state.json');
}
