import { randomBytes } from 'node:crypto';
import { OpenBooks, type Books } from '#core/advice/books.ts';
import { toResultColumns } from '#core/advice/result-columns.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import { mustHold } from '#core/must-hold.ts';
import type { InputCounter } from '#core/report/input-counts.ts';
import type { TableItem } from '#core/table/row.ts';
import type { Runner } from '#host/runner/open-runner.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { readExport } from '#host/scoring/read-export.ts';
import { ResultWriter } from '#host/scoring/result-writer.ts';
import type { FinishedSlot, WrittenFile } from '#host/scoring/results/result-file.ts';
import { toResultMakers, type ResultRequest } from '#host/scoring/results/result-makers.ts';
import { logSlots, scoreSlots } from '#host/scoring/score-slots.ts';
import { toSlot, type Slot } from '#host/scoring/slot.ts';
import { UnderWay } from '#host/scoring/under-way.ts';
import type { AuditLog, Head } from '#host/store/audit-log.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

export interface ScoreRequest extends ResultRequest {
  readonly export: CheckedExport;
  /** SHA-256 of the profile's bytes, hexadecimal. */
  readonly profileDigest: string;
  readonly bundle: VerifiedBundle;
  readonly runner: Runner;
  /** Expected wall time of one row. */
  readonly rowMs: number;
  readonly log: AuditLog;
  readonly software: { readonly visite: string; readonly engine: string };
  /** Counts for a report what became of each input. */
  readonly inputs?: InputCounter;
  /** Throws where the model may not run any longer; asked before each chunk is logged. */
  readonly checkAllowed?: () => void;
  readonly onProgress: (progress: ScoreProgress) => void;
  readonly signal: AbortSignal;
}

export interface ScoreProgress {
  readonly rows: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface ScoreSummary {
  readonly run: string;
  readonly books: Books;
  readonly written: readonly WrittenFile[];
  /** Where the log ends after this run. */
  readonly head: Head;
}

/** Records that are scored, logged and written together: one block for the model, one transaction of the log. */
const chunkRecords = 1024;

/**
 * Scores an export from file to file. A chunk's entries are durable in the log before any of its rows is written, and
 * the files get their names when all is written; whatever stops the run leaves neither, and the log says that it
 * stopped.
 * @throws FileError, RunnerError, LogError, or the signal's reason
 */
export async function scoreFile(request: ScoreRequest): Promise<ScoreSummary> {
  let bytesRead = 0;
  const items = readExport(request.export, (bytes) => (bytesRead = bytes));
  try {
    return await scoreItems(items, () => bytesRead, request);
  } finally {
    // Closes the export, also where the run stopped before its first row.
    await items.return(undefined);
  }
}

async function scoreItems(
  items: AsyncGenerator<readonly TableItem[]>,
  toBytesRead: () => number,
  request: ScoreRequest,
): Promise<ScoreSummary> {
  const { log, signal } = request;
  const { profile, manifest, header, duplicates, visits } = request.export;
  mustHold(manifest === request.bundle.bundle.manifest, 'the export was checked for another model');
  const { delimiter } = profile.dialect;
  const run = `run-${randomBytes(8).toString('hex')}`;
  const first = await readHeader(items);
  const columns = toResultColumns(manifest, header.titles, { decimal: profile.dialect.decimal, run });
  const mapRow = toRowMapper(profile, header, manifest, visits);
  const books = new OpenBooks();
  const at = new Date().toISOString().replace(/\.[0-9]+Z$/, 'Z');
  const assessed = { run, software: `Visite ${request.software.visite}`, at };
  const writer = await ResultWriter.create(toResultMakers(request, request.export, columns, assessed));
  let read = 0;
  let logged = 0;
  const underWay = new UnderWay<FinishedSlot[]>({
    log: async (slots) => {
      signal.throwIfAborted();
      request.checkAllowed?.();
      logged += await logSlots(slots, log, run);
    },
    write: async (slots) => {
      await writer.write(slots, books);
      if (request.inputs !== undefined) enterInputs(slots, request.inputs);
      request.onProgress({ rows: books.rows(), bytesRead: toBytesRead(), bytesTotal: request.export.bytes });
    },
  });
  try {
    log.append([toRunStarted(request, run)]);
    // Each record becomes its slot when it is read, so that none waits with all its cells.
    for await (const slots of inChunks(first, items, (item) => toSlot(item, mapRow, duplicates, delimiter))) {
      signal.throwIfAborted();
      read += slots.length;
      await underWay.add(scoreSlots(slots, request));
    }
    signal.throwIfAborted();
    await underWay.finish();
    signal.throwIfAborted();
    const closed = books.close(read);
    const written = await writer.sync();
    const head = log.append([{ type: 'run-finished', run, books: closed, outputs: [...written] }]);
    writer.finish();
    return { run, books: closed, written, head };
  } catch (error) {
    await underWay.settle();
    writer.discard();
    const cause: unknown = signal.aborted ? signal.reason : error;
    logAborted(log, run, cause, logged);
    throw cause;
  }
}

function enterInputs(slots: readonly FinishedSlot[], inputs: InputCounter): void {
  for (const { mapped } of slots) if (mapped !== undefined) inputs.enter(mapped);
}

type Record = Exclude<TableItem, { kind: 'header' }>;

/** Takes the header, which is the one that was checked. Gives the records that came with it. */
async function readHeader(items: AsyncGenerator<readonly TableItem[]>): Promise<readonly Record[]> {
  const batch = await items.next();
  mustHold(!batch.done && batch.value[0]?.kind === 'header', 'a table begins with its header');
  return batch.value.slice(1).map(toRecord);
}

function toRecord(item: TableItem): Record {
  if (item.kind === 'header') throw new Error('a table has one header');
  return item;
}

async function* inChunks(
  first: readonly Record[],
  items: AsyncGenerator<readonly TableItem[]>,
  toSlotOf: (record: Record) => Slot,
): AsyncGenerator<readonly Slot[]> {
  let held = first.map(toSlotOf);
  for (;;) {
    while (held.length >= chunkRecords) {
      yield held.slice(0, chunkRecords);
      held = held.slice(chunkRecords);
    }
    const batch = await items.next();
    if (batch.done) break;
    for (const item of batch.value) held.push(toSlotOf(toRecord(item)));
  }
  if (held.length > 0) yield held;
}

function toRunStarted({ export: input, profileDigest, bundle, software }: ScoreRequest, run: string) {
  return {
    type: 'run-started',
    run,
    input: { sha256: input.sha256, bytes: input.bytes },
    profile: { sha256: profileDigest },
    bundle: { id: bundle.id, version: bundle.version, sha256: bundle.digest },
    dialect: input.profile.dialect,
    software,
  } as const;
}

/** Says in the log why the run stopped. Where the log itself is the reason it cannot, and the first error stands. */
function logAborted(log: AuditLog, run: string, error: unknown, logged: number): void {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  try {
    log.append([{ type: 'run-aborted', run, code: toLogCode(code), logged }]);
  } catch {
    // the caller gets the error that stopped the run
  }
}

/** `engine:trap-deadline` → `trap-deadline`; anything that is no code of ours → `unknown`. */
function toLogCode(code: string): string {
  const plain = code.replace(/^engine:/, '').toLowerCase();
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plain) && plain.length <= 64 ? plain : 'unknown';
}
