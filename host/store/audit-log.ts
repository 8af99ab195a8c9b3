import { randomBytes, randomFillSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#core/audit/draft.ts';
import { parseEntry, type Who } from '#core/audit/entry.ts';
import { toHex, toJoined } from '#core/audit/hash.ts';
import { toPeaks, toRoot } from '#core/audit/merkle-tree.ts';
import { parseLogEnd } from '#core/audit/parse-log-end.ts';
import { isOldEnough } from '#core/audit/retention.ts';
import { toStamp, type Clock } from '#core/audit/stamp.ts';
import { toBatch, type Envelope, type LogCrypto, type LogEnd } from '#core/audit/to-batch.ts';
import { toSealDrafts } from '#core/audit/to-seal-drafts.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { mustHold } from '#core/must-hold.ts';
import { toKnownTime } from '#core/trust/known-time.ts';
import type { CheckpointSigner } from '#host/store/checkpoint-signer.ts';
import { compareWithKept } from '#host/store/kept-checkpoint.ts';
import { nonceBytes, toLogCrypto } from '#host/store/log-crypto.ts';
import { LogError, toLogError } from '#host/store/log-error.ts';
import { Marking } from '#host/store/marking.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { loadAddon, type Addon } from '#native/load.ts';

/** Size and root of the log after its last entry. */
export type Head = TreeHead;

/** Name of the log in its folder. */
export const logFileName = 'audit-log.sqlite';

export interface OpenLogOptions {
  /** Folder of the log; made, for this account only, where it is not there. */
  readonly directory: string;
  readonly key: SiteKey;
  readonly clock: Clock;
  readonly who: Who;
  /** Name of the computer, for every entry. */
  readonly client?: string;
  /** Whether demonstration keys are trusted: marked in every entry. */
  readonly demo: boolean;
  /** Name and version of the program that writes. */
  readonly software: string;
  /** Folder of the high-water mark, in another place than the log. Without it none is looked at or kept. */
  readonly markFolder?: string;
  /** See replaceLog: a new log is begun although a mark speaks of another. */
  readonly replaces?: Omit<LogReplacedDraft, 'type'>;
}

type LogReplacedDraft = Extract<Draft, { type: 'log-replaced' }>;

type NativeWriter = ReturnType<Addon['LogWriter']['open']>;
type BatchDrafts = Parameters<typeof toBatch>[1];

/**
 * Opens the log of a folder for writing, and begins one where there is none. One writer at a time, over all
 * processes. Throws LogError, such as `log-in-use`, `log-wrong-key`, `log-damaged`, `log-not-writable`, or
 * `log-rolled-back` where the high-water mark says that there were more entries, or others.
 */
export function openLog(options: OpenLogOptions): AuditLog {
  const path = join(options.directory, logFileName);
  makeFolder(options.directory, path);
  const writer = refusing(path, () => loadAddon().LogWriter.open(path));
  try {
    const crypto = toLogCrypto(options.key);
    const found = readEnd(path, writer, crypto, options.key.id);
    const name = found.name ?? randomBytes(16).toString('hex');
    const marking = new Marking(path, options.markFolder, options.key, name);
    const log = new AuditLog({ ...found, name, path, writer, crypto, marking, options });
    if (options.replaces === undefined) marking.check({ ...log.head(), heads: found.end.heads });
    else mustHold(log.created, 'only a log that is not there is replaced');
    giveKeys(writer, options.key);
    log.begin();
    return log;
  } catch (error) {
    writer.close();
    throw error;
  }
}

interface LogParts {
  readonly path: string;
  readonly writer: NativeWriter;
  readonly crypto: LogCrypto;
  readonly end: LogEnd;
  /** Of the last entry. */
  readonly newestTime: string | undefined;
  readonly name: string;
  readonly marking: Marking;
  readonly options: OpenLogOptions;
}

/** An open log. It is closed once nothing more is to be logged; a process that ends closes it too. */
export class AuditLog {
  readonly path: string;
  /** Random name of this log, 32 hexadecimal digits. */
  readonly name: string;
  /** Whether this opening began the log: there was none in the folder. */
  readonly created: boolean;
  readonly #writer: NativeWriter;
  readonly #crypto: LogCrypto;
  readonly #marking: Marking;
  readonly #options: OpenLogOptions;
  #end: LogEnd;
  #newestTime: string | undefined;
  #state: 'open' | 'busy' | 'failed' | 'closed' = 'open';

  /** Use openLog. */
  constructor({ path, name, writer, crypto, end, newestTime, marking, options }: LogParts) {
    this.path = path;
    this.name = name;
    this.created = end.tree.size === 0;
    this.#writer = writer;
    this.#crypto = crypto;
    this.#end = end;
    this.#newestTime = newestTime;
    this.#marking = marking;
    this.#options = options;
  }

  /**
   * Adds all drafts, in this order and at one time of the clock, or none. When it returns they are on the disk, and
   * only then may what they speak of be shown. Throws LogError; after that nothing more is accepted, since the state
   * on the disk is unknown until the log is opened anew.
   */
  append(drafts: readonly Draft[]): Head {
    this.#tellFirst();
    return this.#append(drafts);
  }

  /**
   * As `append`, sealed and written on another thread: the entries are on the disk when the promise is kept. One batch at
   * a time, and nothing else is added meanwhile.
   */
  async appendAside(drafts: readonly Draft[]): Promise<Head> {
    this.#tellFirst();
    const envelope = this.#toEnvelope();
    const seal = toSealDrafts(drafts, envelope);
    if (seal === undefined || drafts.length === 0) return this.#append(drafts);
    const { tree, mac, heads, headMac } = this.#end;
    const nonces = randomFillSync(new Uint8Array(nonceBytes * seal.asked.length));
    const end = { size: tree.size, peaks: toJoined(tree.peaks), mac, heads, headMac };
    this.#state = 'busy';
    try {
      const { root, ...next } = await this.#writer.appendSealed(end, { ...seal, nonces });
      this.#leaveBusy('open');
      return this.#keepEnd(
        { ...next, tree: { size: next.size, peaks: toPeaks(next.peaks) } },
        { size: next.size, root: toHex(root) },
        envelope,
      );
    } catch (error) {
      this.#leaveBusy('failed');
      throw toLogError(this.path, error);
    }
  }

  /** A log that was closed meanwhile stays closed. */
  #leaveBusy(state: 'open' | 'failed'): void {
    if (this.#state === 'busy') this.#state = state;
  }

  /** The first entry of a new log, and what must be said of the clock and the mark when a log is opened. */
  begin(): void {
    const { key, software, replaces } = this.#options;
    const { verifierKey: verifier } = this.#marking.signer;
    if (this.created)
      this.#append([
        { type: 'log-created', format: 1, log: this.name, key: key.id, software, verifier },
        ...(replaces === undefined ? [] : [{ type: 'log-replaced' as const, ...replaces }]),
      ]);
    else this.#marking.keep(this.head(), true);
    this.#tellFirst();
  }

  /** Size and root after the last entry: worth keeping in another place. */
  head(): Head {
    return { size: this.#end.tree.size, root: toHex(toRoot(this.#end.tree, this.#crypto.sha256)) };
  }

  /**
   * Deletes the sealed content of all entries up to `through`, and logs that it did, in one step. `count`: how many there are.
   * Throws LogError as `append` does.
   */
  deleteSealed(deleted: { readonly through: number; readonly count: number; readonly before: string }): Head {
    this.#tellFirst();
    mustHold(isOldEnough(deleted.before, this.#toEnvelope().at), 'this must be kept longer');
    return this.#append([{ type: 'sealed-deleted', ...deleted }], deleted);
  }

  /** Signs checkpoints of this log, and reads them. */
  get signer(): CheckpointSigner {
    return this.#marking.signer;
  }

  /** Whether this log has the head that a checkpoint of it was made over. @throws LogError */
  goesOnFrom(kept: TreeHead): boolean {
    return compareWithKept(this.path, { ...this.head(), heads: this.#end.heads }, kept) === 'holds';
  }

  /** The head as a signed note, which anybody can check who has the log's verifier key. */
  checkpoint(): string {
    return this.#marking.signer.sign(this.head());
  }

  /** Gives the log free for another writer, once a batch that is sealed aside is written. */
  close(): void {
    try {
      if (this.#state !== 'open') return;
      this.#marking.keep(this.head(), true);
      this.#tellFirst();
    } finally {
      this.#state = 'closed';
      this.#writer.close();
      this.#marking.close();
    }
  }

  /** A batch of its own before the next one: the clock cannot be right, or the high-water mark could not be kept. */
  #tellFirst(): void {
    this.#checkOpen();
    const { utcMs } = this.#options.clock();
    const { anomaly } = toKnownTime(utcMs, this.#newestTime);
    const drafts = [...this.#marking.takeMissed()];
    if (anomaly !== undefined && this.#newestTime !== undefined)
      drafts.push({ type: 'clock-anomaly', kind: anomaly, newest: this.#newestTime });
    if (drafts.length > 0) this.#append(drafts);
  }

  #append(drafts: BatchDrafts, deleted?: { readonly through: number; readonly count: number }): Head {
    this.#checkOpen();
    const envelope = this.#toEnvelope();
    const batch = toBatch(this.#end, drafts, envelope, this.#crypto);
    this.#state = 'failed';
    const { number, root, peaks, mac } = batch.head;
    const head = { number, root, peaks, mac };
    refusing(this.path, () => {
      const { size } = this.#end.tree;
      if (deleted === undefined) this.#writer.append(size, [...batch.entries], head);
      else this.#writer.appendDeleting(size, [...batch.entries], head, deleted.through, deleted.count);
    });
    this.#state = 'open';
    return this.#keepEnd(batch.end, { size: batch.head.size, root: toHex(root) }, envelope);
  }

  /** What is on the disk now is where the log ends. */
  #keepEnd(end: LogEnd, head: Head, { at }: Envelope): Head {
    this.#end = end;
    this.#newestTime = at;
    this.#marking.keep(head, this.#state !== 'open');
    if (this.#state === 'closed') this.#marking.close();
    return head;
  }

  #toEnvelope(): Envelope {
    const { clock, who, client, demo } = this.#options;
    return { ...toStamp(clock()), who, ...(client === undefined ? {} : { client }), demo };
  }

  #checkOpen(): void {
    mustHold(this.#state !== 'busy', 'one batch at a time');
    if (this.#state === 'closed') throw new LogError('log-closed', this.path, 'this log was closed');
    if (this.#state === 'failed') {
      throw new LogError('log-failed', this.path, 'an earlier entry could not be written; open the log anew');
    }
  }
}

/** The addon's own copy of the keys, which it needs to seal many entries at once. */
function giveKeys(writer: NativeWriter, { keys }: SiteKey): void {
  const [chain, seal, digest, pseudonym] = [
    keys['log-chain'].export(),
    keys['log-seal'].export(),
    keys['log-digest'].export(),
    keys['patient-pseudonym'].export(),
  ];
  writer.useKeys({ chain, seal, digest, pseudonym });
  for (const bytes of [chain, seal, digest, pseudonym]) bytes.fill(0);
}

/** Where the log ends, its name and the time of its last entry; of a log that is not begun neither. */
function readEnd(
  path: string,
  writer: NativeWriter,
  crypto: LogCrypto,
  keyId: string,
): Pick<LogParts, 'end' | 'newestTime'> & { readonly name: string | undefined } {
  const rows = refusing(path, () => ({
    first: writer.firstEntry() ?? undefined,
    entries: writer.lastEntries(2),
    heads: writer.lastHeads(2),
  }));
  const end = parseLogEnd(rows, { sha256: crypto.sha256, chainMac: crypto.chainMac, keyId });
  if (end === 'wrong-key') {
    throw new LogError(
      'log-wrong-key',
      path,
      `this log was begun with another site key; give the key file it was begun with (this one is ${keyId})`,
    );
  }
  if (end === 'damaged') {
    throw new LogError(
      'log-damaged',
      path,
      'its last entries are not as they were written, so nothing may be added; run "visite log verify"',
    );
  }
  const first = rows.first === undefined ? undefined : parseEntry(rows.first.leaf);
  const last = rows.entries[0] === undefined ? undefined : parseEntry(rows.entries[0].leaf);
  return { end, name: first?.type === 'log-created' ? first.log : undefined, newestTime: last?.at };
}

function makeFolder(directory: string, path: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new LogError(
      'log-not-writable',
      path,
      `the folder cannot be made: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function refusing<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw toLogError(path, error);
  }
}
