import { join } from 'node:path';
import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { mustHold } from '#core/must-hold.ts';
import { Profile } from '#core/mapping/profile.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { toRef } from '#host/desk/models/to-content.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { removeIfThere } from '#host/files/remove-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { openSealedFile, sealFile } from '#host/store/sealed-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a list was made of. Nothing of a patient: values are read from the file again. */
const Made = z.strictObject({
  list: z.literal(1),
  path: z.string(),
  /** When it was read first. */
  readAt: z.string(),
  /** Of the export. */
  sha256: Digest,
  profile: Profile,
  profileDigest: Digest,
  /** `id@version`, and the root digest of the bundle. */
  model: z.string(),
  bundle: Digest,
  demo: z.boolean(),
  /** Runs that made it, the last one last; decisions are on the results of any of them. */
  runs: z.array(z.strictObject({ run: z.string(), firstEntry: z.int().min(0) })).max(64),
});
export type MadeList = z.infer<typeof Made>;

/** What a list of a file was made of. `before`: what it is made again of, with the runs that made it until now. */
export function toMade(list: PatientList, demo: boolean, before: MadeList | undefined): MadeList {
  const { path, profile, sha256, profileDigest, bundle } = list.source;
  mustHold(path !== undefined && profile !== undefined, 'a list of a file');
  return {
    list: 1,
    path,
    readAt: before?.readAt ?? list.source.readAt,
    sha256,
    profile,
    profileDigest,
    model: toRef(bundle),
    bundle: bundle.digest,
    demo,
    runs: [...(before?.runs ?? []), { run: list.run, firstEntry: list.row(0).entry }].slice(-64),
  };
}

const name = 'list.sealed';
const maxBytes = 1024 * 1024;

/** Which list was open last, so that it can be made again after a crash or at the next start. Sealed with the site key. */
export class KeptList {
  readonly #folder: string;
  readonly #key: () => SiteKey;

  constructor(dataFolder: string, key: () => SiteKey) {
    this.#folder = dataFolder;
    this.#key = key;
  }

  /** Undefined where none was open, or where it cannot be read. @throws FileError */
  read(): MadeList | undefined {
    const sealed = readIfThere(join(this.#folder, name), maxBytes);
    const bytes = sealed && openSealedFile(this.#key(), name, sealed);
    if (bytes === undefined) return undefined;
    try {
      return Made.safeParse(parseJsonStrict(bytes, name)).data;
    } catch (error) {
      if (error instanceof BundleError) return undefined;
      throw error;
    }
  }

  /** @throws FileError */
  keep(made: MadeList): void {
    makeFolder(this.#folder);
    const sealed = sealFile(this.#key(), name, toCanonicalBytes(made));
    writeWhole(join(this.#folder, name), sealed, { overwrite: true });
  }

  /** @throws FileError */
  forget(): void {
    removeIfThere(join(this.#folder, name));
  }
}
