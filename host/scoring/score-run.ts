import { randomBytes } from 'node:crypto';
import { OpenBooks, type Books, type BooksSoFar } from '#core/advice/books.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import { mustHold } from '#core/must-hold.ts';
import type { TableItem } from '#core/table/row.ts';
import { toLoggedConfinement } from '#host/runner/confinement.ts';
import { meterFuel } from '#host/runner/meter-fuel.ts';
import type { Runner } from '#host/runner/open-runner.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { readExport } from '#host/scoring/read-export.ts';
import type { FinishedSlot, WrittenFile } from '#host/scoring/results/result-file.ts';
import { RunLeft } from '#host/scoring/run-left.ts';
import type { RunLog } from '#host/scoring/run-log.ts';
import { logSlots, scoreSlots } from '#host/scoring/score-slots.ts';
import { toSlot, type Slot } from '#host/scoring/slot.ts';
import { UnderWay } from '#host/scoring/under-way.ts';
import type { Head } from '#host/store/audit-log.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

export interface RunRequest {
  readonly export: CheckedExport;
  /** SHA-256 of the profile's bytes, hexadecimal. */
  readonly profileDigest: string;
  readonly bundle: VerifiedBundle;
  readonly runner: Pick<Runner, 'predict' | 'confinement'>;
  /** Expected wall time of one row. */
  readonly rowMs: number;
  readonly log: RunLog;
  readonly software: { readonly visite: string; readonly engine: string };
  /** Throws where the model may not run any longer; asked before each chunk is logged. */
  readonly checkAllowed?: () => void | Promise<void>;
  readonly onProgress: (progress: ScoreProgress) => void;
  /** Told after each chunk that reached the sink. */
  readonly onChunk?: (run: string, state: RunState) => void;
  /** Whether the run can go on after this error, from what had reached its sink. */
  readonly canGoOn?: (error: unknown) => boolean;
  /** A run that was stopped, and goes on behind what had reached its sink. */
  readonly resume?: { readonly run: string; readonly state: RunState };
  readonly signal: AbortSignal;
}

/** How far a run is: all that is needed to go on from there. */
export interface RunState {
  /** Records below the header. */
  readonly records: number;
  readonly books: BooksSoFar;
}

export interface ScoreProgress {
  readonly rows: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Rows that are in the log. */
export interface LoggedChunk {
  readonly slots: readonly FinishedSlot[];
  /** Index of the first entry of these rows; they follow each other in the order of the rows that have one. */
  readonly firstEntry: number;
}

/** Where the rows of a run go, a chunk at a time, in the order of the export. */
export interface RunSink {
  /** Gives how many cells were made text. */
  write(chunk: LoggedChunk): number | Promise<number>;
  /** Makes all of it durable; nothing is written after it. */
  sync(): readonly WrittenFile[] | Promise<readonly WrittenFile[]>;
  /** The run is finished in the log: now it may be seen. */
  finish(): unknown;
  discard(): void;
  /** Leaves what was written for a run that goes on later; where there is none, it is discarded. */
  leave?(): void;
}

export interface RunSummary {
  readonly run: string;
  readonly books: Books;
  readonly written: readonly WrittenFile[];
  /** Where the log ends after this run. */
  readonly head: Head;
}

/** Records that are scored, logged and written together: one block for the model, one transaction of the log. */
const chunkRecords = 1024;

/**
 * Scores the rows of an export. A chunk's entries are durable in the log before any of its rows reaches the sink, and the
 * sink is finished when all is; whatever stops the run discards it, and the log says that it stopped. `RunLeft` leaves it.
 * @throws FileError, RunnerError, LogError, or the signal's reason
 */
export async function scoreRun(
  request: RunRequest,
  openSink: (run: string) => RunSink | Promise<RunSink>,
): Promise<RunSummary> {
  let bytesRead = 0;
  const items = readExport(request.export, (bytes) => (bytesRead = bytes));
  try {
    return await scoreItems(items, () => bytesRead, request, openSink);
  } finally {
    // Closes the export, also where the run stopped before its first row.
    await items.return(undefined);
  }
}

/** A name that no other run has. */
export function toRunName(): string {
  return `run-${randomBytes(8).toString('hex')}`;
}

/** On its way through the log. */
interface Chunk {
  readonly slots: readonly FinishedSlot[];
  firstEntry: number;
}

async function scoreItems(
  items: AsyncGenerator<readonly TableItem[]>,
  toBytesRead: () => number,
  request: RunRequest,
  openSink: (run: string) => RunSink | Promise<RunSink>,
): Promise<RunSummary> {
  const { log, signal } = request;
  const { profile, manifest, header, duplicates, visits } = request.export;
  const { delimiter } = profile.dialect;
  mustHold(manifest === request.bundle.bundle.manifest, 'the export was checked for another model');
  const run = request.resume?.run ?? toRunName();
  const first = await readHeader(items);
  const mapRow = toRowMapper(profile, header, manifest, visits);
  const done = request.resume?.state;
  const books = done === undefined ? new OpenBooks() : OpenBooks.resume(done.books);
  const metered = meterFuel(request.runner);
  const sink = await openSink(run);
  let read = 0;
  let written = done?.records ?? 0;
  let logged = 0;
  const underWay = new UnderWay<Chunk>({
    log: async (chunk) => {
      signal.throwIfAborted();
      await request.checkAllowed?.();
      const entries = await logSlots(chunk.slots, log, run);
      chunk.firstEntry = entries.first;
      logged += entries.count;
    },
    write: async (chunk) => {
      for (const slot of chunk.slots) books.enter(slot.result);
      books.enterEscapedCells(await sink.write(chunk));
      written += chunk.slots.length;
      request.onChunk?.(run, { records: written, books: books.soFar() });
      request.onProgress({ rows: books.rows(), bytesRead: toBytesRead(), bytesTotal: request.export.bytes });
    },
  });
  const score = async (slots: readonly Slot[]): Promise<Chunk> => ({
    slots: await scoreSlots(slots, { ...request, runner: metered.model }),
    firstEntry: 0,
  });
  try {
    const confinement = toLoggedConfinement(await request.runner.confinement());
    await log.append([
      done === undefined
        ? { ...toRunStarted(request, run), confinement }
        : { type: 'run-resumed', run, rows: done.records, confinement },
    ]);
    // Each record becomes its slot when it is read, so that none waits with all its cells.
    const records = toSkipping(first, items, done?.records ?? 0, (count) => (read += count));
    for await (const slots of inChunks(records, (item) => toSlot(item, mapRow, duplicates, delimiter))) {
      signal.throwIfAborted();
      read += slots.length;
      await underWay.add(score(slots));
    }
    signal.throwIfAborted();
    await underWay.finish();
    signal.throwIfAborted();
    const closed = books.close(read);
    const outputs = await sink.sync();
    const fuel = done === undefined ? { fuel: metered.fuel() } : {};
    const head = await log.append([
      { type: 'run-finished', run, books: closed, outputs: [...outputs], ...fuel },
    ]);
    sink.finish();
    return { run, books: closed, written: outputs, head };
  } catch (error) {
    await underWay.settle();
    const cause: unknown = signal.aborted ? signal.reason : error;
    if (sink.leave !== undefined) {
      if (cause instanceof RunLeft) {
        sink.leave();
        throw cause;
      }
      if (!signal.aborted && request.canGoOn?.(cause) === true) {
        sink.leave();
        await logStopped(log, cause);
        throw cause;
      }
    }
    discard(sink);
    await logAborted(log, run, cause, logged);
    throw cause;
  }
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

/** The records, without the first `skip`, which are counted. */
async function* toSkipping(
  first: readonly Record[],
  items: AsyncGenerator<readonly TableItem[]>,
  skip: number,
  onSkipped: (count: number) => void,
): AsyncGenerator<readonly Record[]> {
  let left = skip;
  let batch = first;
  for (;;) {
    const skipped = Math.min(left, batch.length);
    left -= skipped;
    onSkipped(skipped);
    yield skipped === 0 ? batch : batch.slice(skipped);
    const next = await items.next();
    if (next.done) return;
    batch = next.value.map(toRecord);
  }
}

async function* inChunks(
  batches: AsyncGenerator<readonly Record[]>,
  toSlotOf: (record: Record) => Slot,
): AsyncGenerator<readonly Slot[]> {
  let held: Slot[] = [];
  for await (const batch of batches) {
    for (const item of batch) held.push(toSlotOf(item));
    while (held.length >= chunkRecords) {
      yield held.slice(0, chunkRecords);
      held = held.slice(chunkRecords);
    }
  }
  if (held.length > 0) yield held;
}

function toRunStarted({ export: input, profileDigest, bundle, software }: RunRequest, run: string) {
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

/** Where the disk went away that holds it, what is left there is left: the first error stands. */
function discard(sink: RunSink): void {
  try {
    sink.discard();
  } catch {
    // the caller gets the error that stopped the run
  }
}

/** Says in the log that a run stopped which can go on. */
async function logStopped(log: RunLog, error: unknown): Promise<void> {
  try {
    await log.append([{ type: 'error-met', action: 'run', code: toLogCode(toCode(error)) }]);
  } catch {
    // as below
  }
}

/** Says in the log why the run stopped. Where the log itself is the reason it cannot, and the first error stands. */
async function logAborted(log: RunLog, run: string, error: unknown, logged: number): Promise<void> {
  try {
    await log.append([{ type: 'run-aborted', run, code: toLogCode(toCode(error)), logged }]);
  } catch {
    // the caller gets the error that stopped the run
  }
}

function toCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** `engine:trap-deadline` → `trap-deadline`; anything that is no code of ours → `unknown`. */
function toLogCode(code: string): string {
  const plain = code.replace(/^engine:/, '').toLowerCase();
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plain) && plain.length <= 64 ? plain : 'unknown';
}
