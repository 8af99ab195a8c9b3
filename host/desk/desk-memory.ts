import { join } from 'node:path';
import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { openSealedFile, sealFile } from '#host/store/sealed-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const Kept = z.strictObject({
  desk: z.literal(1),
  /** `id@version` that was in use. */
  model: z.string().max(256).optional(),
  /** SHA-256 of the policy file that was seen last. */
  policy: z.string().optional(),
  recent: z.array(z.strictObject({ path: z.string(), openedAt: z.string() })).max(64),
});
type Kept = z.infer<typeof Kept>;

const fileName = 'desk.sealed';
const maxBytes = 1024 * 1024;
const mostRecent = 12;

/** What is kept from one start to the next, sealed with the site key: names of files may be patient data. */
export class DeskMemory {
  readonly #folder: string;
  readonly #key: () => SiteKey;
  #kept: Kept | undefined;

  constructor(folder: string, key: () => SiteKey) {
    this.#folder = folder;
    this.#key = key;
  }

  get model(): string | undefined {
    return this.#read().model;
  }

  get policy(): string | undefined {
    return this.#read().policy;
  }

  get recent(): Kept['recent'] {
    return this.#read().recent;
  }

  /** @throws FileError */
  keepModel(ref: string): void {
    this.#write({ ...this.#read(), model: ref });
  }

  keepPolicy(sha256: string): void {
    this.#write({ ...this.#read(), policy: sha256 });
  }

  keepRecent(path: string, openedAt: string): void {
    const others = this.recent.filter((file) => file.path !== path);
    this.#write({ ...this.#read(), recent: [{ path, openedAt }, ...others].slice(0, mostRecent) });
  }

  clearRecent(): void {
    if (this.recent.length > 0) this.#write({ ...this.#read(), recent: [] });
  }

  /** One that cannot be read is begun anew: nothing in it is needed. */
  #read(): Kept {
    this.#kept ??= this.#open() ?? { desk: 1, recent: [] };
    return this.#kept;
  }

  #open(): Kept | undefined {
    const sealed = readIfThere(join(this.#folder, fileName), maxBytes);
    const bytes = sealed && openSealedFile(this.#key(), fileName, sealed);
    if (bytes === undefined) return undefined;
    try {
      return Kept.safeParse(parseJsonStrict(bytes, fileName)).data;
    } catch (error) {
      if (error instanceof BundleError) return undefined;
      throw error;
    }
  }

  #write(next: Kept): void {
    makeFolder(this.#folder);
    const sealed = sealFile(this.#key(), fileName, toCanonicalBytes(next));
    writeWhole(join(this.#folder, fileName), sealed, { overwrite: true });
    this.#kept = next;
  }
}
