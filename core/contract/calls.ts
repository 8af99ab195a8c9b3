import { z } from 'zod';
import { Language } from '#core/bundle/fields.ts';
import { overrideReasons } from '#core/contract/patients-view.ts';
import type {
  CompareView,
  DecisionView,
  ListView,
  PatientView,
  ResultView,
  WhyView,
} from '#core/contract/patients-view.ts';
import type { BatchView } from '#core/contract/batch-view.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { ImportView, SampleRow } from '#core/contract/import-view.ts';
import type { LogHealth, LogPage } from '#core/contract/log-view.ts';
import type { ModelView, TrustView } from '#core/contract/models-view.ts';
import { Settings, type SettingsView } from '#core/contract/settings.ts';
import type { AboutView, BlockedRequest, StartView } from '#core/contract/start-view.ts';
import { Source } from '#core/mapping/source.ts';
import { RowRule } from '#core/mapping/visits/row-rule.ts';

/**
 * The one contract between windows and host. A call has a name, one object of arguments that is checked where it arrives,
 * and an answer (`Answer<CallResults[name]>`). Unknown names and fields are refused.
 */
const Token = z.string().regex(/^[0-9a-f]{32}$/);
const Ref = z
  .string()
  .max(160)
  .regex(/^[a-z][a-z0-9-]*@[0-9A-Za-z.-]+$/);
const Word = z.string().max(256);
const Name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/);
const RowIndex = z.int().min(0).max(10_000_000);
const Nothing = z.strictObject({});
/** A value typed in a field, already read by the strict parser of `core`. */
const TypedValue = z.union([z.number(), z.string().max(65_536), z.null()]);
const TypedValues = z.record(Name, TypedValue);

/** A change on the import screen; each can be undone. */
export const ImportEdit = z.discriminatedUnion('edit', [
  z.strictObject({ edit: z.literal('reading'), facet: Word, value: Word }),
  z.strictObject({ edit: z.literal('patient-column'), column: Word }),
  /** A source of a person, or `suggested`: yes to the first suggestion as it stands. */
  z.strictObject({
    edit: z.literal('input'),
    input: Name,
    source: z.union([z.literal('suggested'), Source]),
  }),
  /** Another column for an input: taken as the best source that it could be, and open until a person says yes. */
  z.strictObject({ edit: z.literal('input-column'), input: Name, column: Word }),
  z.strictObject({ edit: z.literal('confirm-certain') }),
  z.strictObject({ edit: z.literal('rows'), rule: RowRule.optional() }),
  z.strictObject({
    edit: z.literal('skip'),
    rules: z.array(z.strictObject({ column: Word, equals: Word, reason: Word })).max(64),
  }),
  z.strictObject({
    edit: z.literal('accept'),
    what: z.enum(['refused-rows', 'no-expectation', 'moved-columns']),
    yes: z.boolean(),
  }),
  z.strictObject({ edit: z.literal('undo') }),
  z.strictObject({ edit: z.literal('redo') }),
]);
export type ImportEdit = z.infer<typeof ImportEdit>;

const LogFilter = z.strictObject({
  patient: Word.optional(),
  account: Word.optional(),
  model: Word.optional(),
  type: Word.optional(),
  since: Word.optional(),
  until: Word.optional(),
});

/** Answered by the host, in a process of its own. */
export const deskCalls = {
  start: Nothing,
  about: Nothing,
  'who-confirm': z.strictObject({ name: Word.min(1), role: Word.min(1) }),
  'setting-change': z.strictObject({ values: Settings.partial() }),
  'recent-clear': Nothing,
  /** Puts the site key under the operating system's store. */
  'site-key-seal': Nothing,
  /** A recovery copy of the site key, to a new file that was chosen. */
  'site-key-copy': z.strictObject({ file: Token }),
  'demo-open': Nothing,
  'demo-close': Nothing,

  /** Looks at a bundle: of the store, or a file. Installs nothing. */
  'model-look': z.union([z.strictObject({ ref: Ref }), z.strictObject({ file: Token })]),
  'model-use': z.strictObject({ ref: Ref }),
  'model-install': z.strictObject({ file: Token, allowOlder: z.boolean() }),
  'model-release': z.strictObject({ ref: Ref, key: Token }),
  'model-withdraw': z.strictObject({ ref: Ref, reason: Word.min(1) }),
  'model-roll-back': z.strictObject({ id: Name, reason: Word.min(1) }),
  trust: Nothing,
  'trust-init': z.strictObject({
    file: Token,
    root: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  'trust-import': z.strictObject({ file: Token }),

  'import-open': z.strictObject({ file: Token, profile: Token.optional() }),
  'import-edit': ImportEdit,
  /** Reads the whole file with the answers as they are. */
  'import-check': Nothing,
  /** A record of a checked file by the line that it begins on. */
  'import-line': z.strictObject({ line: z.int().min(1).max(2_000_000_000) }),
  'import-save': z.strictObject({ name: Word.min(1) }),
  /** The file that is open, for a window that was drawn anew. */
  import: Nothing,
  'import-profiles': Nothing,
  'import-close': Nothing,

  /** Scores every patient of the import into the list. */
  'list-score': Nothing,
  list: Nothing,
  /** Makes the list again that was open when the host ended or the window was closed; nothing where none was. */
  'list-reopen': Nothing,
  'list-enter': z.strictObject({ patient: Word.min(1), values: TypedValues }),
  'list-close': Nothing,
  'patient-open': z.strictObject({ row: RowIndex }),
  'patient-why': z.strictObject({ row: RowIndex }),
  'patient-what-if': z.strictObject({ row: RowIndex, values: TypedValues }),
  'patient-decide': z.strictObject({
    row: RowIndex,
    decision: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('agreed'), arm: Name }),
      z.strictObject({ kind: z.literal('chosen'), arm: Name }),
      z.strictObject({
        kind: z.literal('overridden'),
        arm: Name.optional(),
        reason: z.enum(overrideReasons),
        note: z.string().max(2000).optional(),
      }),
      z.strictObject({ kind: z.literal('undone') }),
    ]),
  }),
  'patient-compare': z.strictObject({ row: RowIndex, with: Ref }),
  /** That a text left the window: the log says so before it does. */
  'patient-taken': z.strictObject({ row: RowIndex, how: z.enum(['copied', 'printed', 'pdf', 'picture']) }),

  'batch-start': z.strictObject({
    file: Token,
    profile: Token.optional(),
    folder: Token,
    form: z.enum(['same-dialect', 'machine', 'workbook', 'parquet', 'risk-assessments']),
    report: z.boolean(),
    overwrite: z.boolean(),
  }),
  batch: Nothing,
  'batch-resume': Nothing,
  'batch-forget': Nothing,
  /** Stops the job that is under way, whichever it is. */
  'job-cancel': Nothing,

  'log-page': z.strictObject({
    filter: LogFilter,
    before: z.int().min(0).optional(),
    limit: z.int().min(1).max(500),
  }),
  'log-verify': Nothing,
  'log-export': z.strictObject({
    folder: Token,
    form: z.enum(['full', 'jsonl', 'csv', 'fhir']),
    filter: LogFilter,
  }),

  'diagnostic-look': Nothing,
  'diagnostic-save': z.strictObject({ folder: Token }),
  'window-locked': z.strictObject({
    locked: z.boolean(),
    /** What covered it; the log says so. */
    reason: z.enum(['idle', 'key', 'system']).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

/** What becomes of a batch that runs when the window closes: it goes on at the next start, or nothing of it stays. */
const BatchAtClose = z.enum(['leave', 'discard']);
export type BatchAtClose = z.infer<typeof BatchAtClose>;

/** Answered by the process that has the window. */
export const shellCalls = {
  /** The system's own dialog; nothing where it was cancelled. */
  'file-choose': z.strictObject({ kind: z.enum(['export', 'bundle', 'profile', 'trust', 'key', 'folder']) }),
  /** The same for a new file, which a call of the host then writes: a recovery copy of the site key. */
  'file-name': z.strictObject({ kind: z.literal('key-copy') }),
  'blocked-requests': Nothing,
  /** The tagged PDF of what the window shows for print; asks where to put it. Gives its name. */
  'print-pdf': z.strictObject({ title: Word }),
  print: Nothing,
  copy: z.strictObject({ text: z.string().max(100_000) }),
  /** A PNG in base64: the page itself has no way to the clipboard. */
  'copy-picture': z.strictObject({
    png: z
      .string()
      .max(8_000_000)
      .regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/),
  }),
  /** How large the page is; another percentage where one is given. */
  zoom: z.strictObject({ percent: z.int().min(50).max(300).optional() }),
  /** What the window is in: the language of menus and dialogs. */
  'language-set': z.strictObject({ language: Language }),
  'folder-show': z.strictObject({ which: z.enum(['log', 'data', 'results']) }),
  /** Without a word on a batch that runs the window asks first (`close-asked`). */
  'window-close': z.strictObject({ batch: BatchAtClose.optional() }),
} as const satisfies Record<string, z.ZodType>;

export const calls = { ...deskCalls, ...shellCalls } as const;

export type DeskCall = keyof typeof deskCalls;
export type ShellCall = keyof typeof shellCalls;
export type CallName = keyof typeof calls;
export type CallArguments<Name extends CallName> = z.infer<(typeof calls)[Name]>;

export interface CallResults {
  start: StartView;
  about: AboutView;
  'who-confirm': StartView;
  'setting-change': SettingsView;
  'recent-clear': StartView;
  'site-key-seal': StartView;
  'site-key-copy': StartView;
  /** The demonstration's export, ready to be imported. */
  'demo-open': { readonly start: StartView; readonly file: FileRef; readonly profile: FileRef };
  'demo-close': StartView;
  'model-look': ModelView;
  'model-use': StartView;
  'model-install': ModelView;
  'model-release': ModelView;
  'model-withdraw': ModelView;
  'model-roll-back': ModelView;
  trust: TrustView;
  'trust-init': TrustView;
  'trust-import': TrustView;
  'import-open': ImportView;
  'import-edit': ImportView;
  'import-line': SampleRow | null;
  'import-check': ImportView;
  'import-save': ImportView;
  import: ImportView | null;
  'import-profiles': readonly {
    readonly name: string;
    readonly version: number;
    readonly file: FileRef;
    readonly fits: boolean;
  }[];
  'import-close': null;
  'list-score': ListView;
  list: ListView | null;
  'list-reopen': ListView | null;
  'list-enter': ListView;
  'list-close': null;
  'patient-open': PatientView;
  'patient-why': WhyView;
  'patient-what-if': ResultView & { readonly entry: number };
  'patient-decide': DecisionView | null;
  'patient-compare': CompareView;
  'patient-taken': { readonly entry: number };
  'batch-start': BatchView;
  batch: BatchView;
  'batch-resume': BatchView;
  'batch-forget': BatchView;
  'job-cancel': null;
  'log-page': LogPage;
  'log-verify': LogHealth;
  'log-export': { readonly name: string; readonly folder: string };
  'diagnostic-look': { readonly text: string };
  'diagnostic-save': { readonly name: string; readonly folder: string };
  'window-locked': null;
  'file-choose': FileRef | null;
  'file-name': FileRef | null;
  'blocked-requests': { readonly count: number; readonly last: readonly BlockedRequest[] };
  'print-pdf': { readonly name: string; readonly folder: string } | null;
  print: { readonly printed: boolean };
  copy: null;
  'copy-picture': null;
  zoom: { readonly percent: number };
  'language-set': null;
  'folder-show': null;
  'window-close': null;
}
