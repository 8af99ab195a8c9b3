import { join } from 'node:path';
import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { Profile } from '#core/mapping/profile.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readIfThere } from '#host/files/read-if-there.ts';
import { removeIfThere } from '#host/files/remove-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { openSealedFile, sealFile } from '#host/store/sealed-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);
const Counts = z.record(z.string(), Count);

/** What is to be done from file to file. */
export const BatchPlan = z.strictObject({
  path: z.string(),
  /** Of the export that the profile was confirmed for; absent where the profile was chosen as a file. */
  sha256: Digest.optional(),
  profile: Profile,
  profileDigest: Digest,
  /** `id@version`, and the root digest of the bundle. */
  model: z.string(),
  bundle: Digest,
  demo: z.boolean(),
  folder: z.string(),
  form: z.enum(['same-dialect', 'machine', 'workbook', 'parquet', 'risk-assessments']),
  report: z.boolean(),
  overwrite: z.boolean(),
});
export type BatchPlan = z.infer<typeof BatchPlan>;

const Mark = z.strictObject({ path: z.string(), partialPath: z.string(), bytes: Count, sha256: Digest });
const InputCounts = z.strictObject({
  input: z.string(),
  columns: z.array(z.string()),
  fine: Count,
  missing: Count,
  policy: z.enum(['refuse', 'impute', 'model']),
  outsideDevelopment: Count,
  outsideLimits: Count,
  notUnderstood: Count,
});

/** How far a run is that writes files. */
const Begun = z.strictObject({
  run: z.string(),
  /** SHA-256 of the export. */
  sha256: Digest,
  records: Count,
  books: z.strictObject({
    scored: Count,
    flagged: Count,
    refused: Count,
    skipped: Count,
    advice: Counts,
    codes: z.strictObject({ reason: Counts, remark: Counts, problem: Counts, skip: Counts }),
    escapedCells: Count,
  }),
  inputs: z.array(InputCounts),
  /** The result's, then that of the refused rows; none where the form does not allow to go on. */
  marks: z.tuple([Mark, Mark]).optional(),
});
export type Begun = z.infer<typeof Begun>;

/** The plan that is carried out, and how far it is; before the first row of the run is scored, the plan alone. */
const Journal = z.strictObject({ journal: z.literal(2), plan: BatchPlan, begun: Begun.optional() });
export type Journal = z.infer<typeof Journal>;

const maxBytes = 16 * 1024 * 1024;
const name = 'run.sealed';

/** The journal of the one run that writes files, sealed with the site key since it names them. */
export class BatchJournal {
  readonly #folder: string;
  readonly #key: () => SiteKey;

  constructor(dataFolder: string, key: () => SiteKey) {
    this.#folder = join(dataFolder, 'batch');
    this.#key = key;
  }

  /** What a run left that did not end; undefined where none did, or where it cannot be read. @throws FileError */
  read(): Journal | undefined {
    const sealed = readIfThere(join(this.#folder, name), maxBytes);
    const bytes = sealed && openSealedFile(this.#key(), name, sealed);
    if (bytes === undefined) return undefined;
    try {
      return Journal.safeParse(parseJsonStrict(bytes, name)).data;
    } catch (error) {
      if (error instanceof BundleError) return undefined;
      throw error;
    }
  }

  /** Durable when it returns. @throws FileError */
  keep(journal: Journal): void {
    makeFolder(this.#folder);
    const sealed = sealFile(this.#key(), name, toCanonicalBytes(journal));
    writeWhole(join(this.#folder, name), sealed, { overwrite: true });
  }

  /** @throws FileError */
  remove(): void {
    removeIfThere(join(this.#folder, name));
  }
}
