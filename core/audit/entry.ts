import { z } from 'zod';
import { parseCanonical } from '#core/audit/canonical.ts';
import { deskEntries } from '#core/audit/desk-entries.ts';
import {
  BundleName,
  Code,
  CodeAbout,
  Confinement,
  Count,
  Counts,
  envelope,
  File,
  Index,
  KeyedDigest,
  Line,
  ProfileName,
  Run,
  Sealed,
  Text,
  Time,
  type Who as WhoSchema,
} from '#core/audit/entry-fields.ts';
import { Name, Sha256, Uri } from '#core/bundle/fields.ts';
import { Dialect } from '#core/table/dialect.ts';

/**
 * The leaves of the audit log, format 1 (docs/formats/log.md). Unknown fields and types are refused. Nothing here is
 * content of a patient's record: what a result was made of stands in the sealed content.
 */

export const LoggedAdvice = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('favours'), arm: Name, over: Name }),
  z.strictObject({ state: z.literal('uncertain') }),
  z.strictObject({ state: z.literal('no-recommendation'), reasons: z.array(CodeAbout).min(1) }),
]);

/** Rows of a run; read = scored + flagged + refused + skipped. */
const Books = z.strictObject({
  read: Count,
  scored: Count,
  flagged: Count,
  refused: Count,
  skipped: Count,
  advice: Counts,
  codes: z.strictObject({ reason: Counts, remark: Counts, problem: Counts, skip: Counts }),
  escapedCells: Count,
});

const BundleVerified = {
  bundle: BundleName,
  publisher: Uri,
  /** Digest of the public key or of the leaf certificate that signed. */
  signer: z.strictObject({ mode: z.enum(['key', 'certificate']), sha256: Sha256 }),
};

/** No run began: the profile or the export was not as it must be. What was known by then is told. */
const ImportRefused = {
  what: z.enum(['export', 'profile']),
  code: Code,
  /** The refused file. */
  file: File.optional(),
  /** The profile that the export was read with. */
  profile: ProfileName.optional(),
  bundle: BundleName.optional(),
};

const RunStarted = {
  run: Run,
  input: File,
  profile: ProfileName,
  bundle: BundleName,
  dialect: Dialect,
  software: z.strictObject({ visite: Text, engine: Text }),
  confinement: Confinement.optional(),
};

/** A result of a model: `inference` for the record as it is, `what-if` where inputs were changed by hand. */
const Result = {
  run: Run,
  /** Line of the export, 1-based, on which the patient's record starts. */
  line: Line,
  /** Pseudonym of the patient number. */
  patient: KeyedDigest,
  inputs: KeyedDigest,
  outputs: KeyedDigest,
  advice: LoggedAdvice,
  remarks: z.array(CodeAbout),
  /** Of the model's run for this patient alone, where it was counted. */
  fuel: Count.optional(),
  sealed: Sealed,
};

const RunFinished = {
  run: Run,
  books: Books,
  /** What was written: a kind such as `result` or `refused-rows`, and the finished bytes. */
  outputs: z.array(z.strictObject({ kind: Name, sha256: Sha256, bytes: Count })),
  /** Of all calls of the model; the same for the same rows. Absent where a run went on after an interruption. */
  fuel: Count.optional(),
};

/** Random name of a log, 16 bytes. */
const LogName = z.string().regex(/^[0-9a-f]{32}$/);

const LogCreated = {
  format: z.literal(1),
  log: LogName,
  /** Name of the site key (not the key). */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  software: Text,
  /** The public key that the checkpoints of this log are signed with: `name+id+key` of the signed note format. */
  verifier: Text.optional(),
};

/** Where checkpoints are kept beside the log: the high-water mark on this computer, the anchor outside of it. */
const Place = z.enum(['mark', 'anchor']);
const Head = z.strictObject({ log: LogName, size: Count, root: Sha256 });

/** This log took the place of one that was not as a kept checkpoint says. `found` is what was there. */
const LogReplaced = { place: Place, expected: Head, found: Head.optional(), reason: Text };

/** A version of the root or of the list of a trust file, and the SHA-256 of its payload. */
const TrustPart = z.strictObject({ version: Index.min(1), sha256: Sha256 });

/** What was looked for, and in which entries. `patient` is the pseudonym of the one who was asked for. */
const LookedThrough = {
  from: Index,
  through: Index,
  patient: KeyedDigest.optional(),
  question: z
    .strictObject({
      account: Text.optional(),
      model: Text.optional(),
      run: Text.optional(),
      type: Name.optional(),
      since: Text.optional(),
      until: Text.optional(),
    })
    .optional(),
};

const ModelReleased = {
  bundle: BundleName,
  /** Digests of the public keys that released it. */
  keys: z.array(Sha256).min(1).max(64),
  /** Whether as many people released it as the trust file asks for. */
  complete: z.boolean(),
};

const ModelRefused = {
  action: z.enum(['install', 'release', 'withdraw', 'roll-back']),
  code: Code,
  bundle: BundleName.optional(),
};

export const Entry = z.discriminatedUnion('type', [
  /** Always the first entry, and only the first. */
  z.strictObject({ ...envelope, type: z.literal('log-created'), ...LogCreated }),
  z.strictObject({ ...envelope, type: z.literal('bundle-verified'), ...BundleVerified }),
  z.strictObject({ ...envelope, type: z.literal('bundle-refused'), code: Code, file: File.optional() }),
  z.strictObject({ ...envelope, type: z.literal('import-refused'), ...ImportRefused }),
  z.strictObject({ ...envelope, type: z.literal('run-started'), ...RunStarted }),
  z.strictObject({ ...envelope, type: z.literal('inference'), ...Result }),
  /** `changed`: the inputs that are not as the record has them. */
  z.strictObject({
    ...envelope,
    type: z.literal('what-if'),
    ...Result,
    changed: z.array(Name).min(1).max(256),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('row-refused'),
    run: Run,
    line: Line,
    problems: z.array(Code).min(1),
  }),
  z.strictObject({ ...envelope, type: z.literal('run-finished'), ...RunFinished }),
  /** `logged`: how many rows of the run had been logged when it ended. */
  z.strictObject({ ...envelope, type: z.literal('run-aborted'), run: Run, code: Code, logged: Count }),
  z.strictObject({
    ...envelope,
    type: z.literal('log-verified'),
    size: Count,
    root: Sha256,
    ok: z.boolean(),
  }),
  /** Entries were looked through and shown on a screen. */
  z.strictObject({ ...envelope, type: z.literal('log-viewed'), ...LookedThrough }),
  z.strictObject({
    ...envelope,
    type: z.literal('log-exported'),
    form: Name,
    sha256: Sha256,
    ...LookedThrough,
  }),
  z.strictObject({ ...envelope, type: z.literal('log-replaced'), ...LogReplaced }),
  /** No checkpoint could be kept there, or none was found where one must be. */
  z.strictObject({ ...envelope, type: z.literal('checkpoint-missed'), place: Place, code: Code }),
  /** The folder outside of this computer that checkpoints go to; absent: none any more. */
  z.strictObject({
    ...envelope,
    type: z.literal('anchor-changed'),
    folder: z.string().min(1).max(4096).optional(),
  }),
  /** Sealed content of the entries up to `through` was deleted: it was written before `before`. */
  z.strictObject({
    ...envelope,
    type: z.literal('sealed-deleted'),
    through: Index,
    count: Count,
    before: Time,
  }),
  z.strictObject({ ...envelope, type: z.literal('trust-changed'), root: TrustPart, list: TrustPart }),
  z.strictObject({ ...envelope, type: z.literal('trust-refused'), code: Code, file: File.optional() }),
  /** `older`: a lower version than one that was installed before, by a stated override. */
  z.strictObject({ ...envelope, type: z.literal('model-installed'), ...BundleVerified, older: z.boolean() }),
  z.strictObject({ ...envelope, type: z.literal('model-released'), ...ModelReleased }),
  z.strictObject({ ...envelope, type: z.literal('model-withdrawn'), bundle: BundleName, reason: Text }),
  z.strictObject({
    ...envelope,
    type: z.literal('model-rolled-back'),
    from: BundleName,
    to: BundleName,
    reason: Text,
  }),
  z.strictObject({ ...envelope, type: z.literal('model-refused'), ...ModelRefused }),
  /** The clock stands before a time that this computer has seen, or more than a year after it. */
  z.strictObject({
    ...envelope,
    type: z.literal('clock-anomaly'),
    kind: z.enum(['set-back', 'set-ahead']),
    newest: Time,
  }),
  ...deskEntries,
]);

export type Entry = z.infer<typeof Entry>;
export type EntryType = Entry['type'];
export type Who = z.infer<typeof WhoSchema>;
export type LoggedAdvice = z.infer<typeof LoggedAdvice>;

/** The entry in these bytes; undefined where they are not canonical, or not an entry of format 1. */
export function parseEntry(leaf: Uint8Array): Entry | undefined {
  const parsed = Entry.safeParse(parseCanonical(leaf));
  return parsed.success ? parsed.data : undefined;
}
