import { randomBytes, randomFillSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#core/audit/draft.ts';
import type { Who } from '#core/audit/entry.ts';
import { toHex, toJoined } from '#core/audit/hash.ts';
import { toPeaks, toRoot } from '#core/audit/merkle-tree.ts';
import { parseLogEnd } from '#core/audit/parse-log-end.ts';
import { toStamp, type Clock } from '#core/audit/stamp.ts';
import { toBatch, type Envelope, type LogCrypto, type LogEnd } from '#core/audit/to-batch.ts';
import { toSealDrafts } from '#core/audit/to-seal-drafts.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { mustHold } from '#core/must-hold.ts';
import { nonceBytes, toLogCrypto } from '#host/store/log-crypto.ts';
import { LogError, toLogError } from '#host/store/log-error.ts';
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
}

type NativeWriter = ReturnType<Addon['LogWriter']['open']>;
type BatchDrafts = Parameters<typeof toBatch>[1];

/**
 * Opens the log of a folder for writing, and begins one where there is none. One writer at a time, over all
 * processes. Throws LogError, such as `log-in-use`, `log-wrong-key`, `log-damaged` or `log-not-writable`.
 */
export function openLog(options: OpenLogOptions): AuditLog {
  const path = join(options.directory, logFileName);
  makeFolder(options.directory, path);
  const writer = refusing(path, () => loadAddon().LogWriter.open(path));
  try {
    const crypto = toLogCrypto(options.key);
    const end = readEnd(path, writer, crypto, options.key.id);
    giveKeys(writer, options.key);
    const log = new AuditLog(path, writer, crypto, end, options);
    if (end.tree.size === 0) log.begin(options.key.id);
    return log;
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** An open log. It is closed once nothing more is to be logged; a process that ends closes it too. */
export class AuditLog {
  readonly path: string;
  /** Whether this opening began the log: there was none in the folder. */
  readonly created: boolean;
  readonly #writer: NativeWriter;
  readonly #crypto: LogCrypto;
  readonly #options: OpenLogOptions;
  #end: LogEnd;
  #state: 'open' | 'busy' | 'failed' | 'closed' = 'open';

  /** Use openLog. */
  constructor(path: string, writer: NativeWriter, crypto: LogCrypto, end: LogEnd, options: OpenLogOptions) {
    this.path = path;
    this.created = end.tree.size === 0;
    this.#writer = writer;
    this.#crypto = crypto;
    this.#end = end;
    this.#options = options;
  }

  /**
   * Adds all drafts, in this order and at one time of the clock, or none. When it returns they are on the disk, and
   * only then may what they speak of be shown. Throws LogError; after that nothing more is accepted, since the state
   * on the disk is unknown until the log is opened anew.
   */
  append(drafts: readonly Draft[]): Head {
    return this.#append(drafts);
  }

  /**
   * As `append`, sealed and written on another thread: the entries are on the disk when the promise is kept. One batch at
   * a time, and nothing else is added meanwhile.
   */
  async appendAside(drafts: readonly Draft[]): Promise<Head> {
    this.#checkOpen();
    const seal = toSealDrafts(drafts, this.#toEnvelope());
    if (seal === undefined || drafts.length === 0) return this.#append(drafts);
    const { tree, mac, heads, headMac } = this.#end;
    const nonces = randomFillSync(new Uint8Array(nonceBytes * seal.asked.length));
    const end = { size: tree.size, peaks: toJoined(tree.peaks), mac, heads, headMac };
    this.#state = 'busy';
    try {
      const { root, ...next } = await this.#writer.appendSealed(end, { ...seal, nonces });
      this.#end = { ...next, tree: { size: next.size, peaks: toPeaks(next.peaks) } };
      this.#leaveBusy('open');
      return { size: next.size, root: toHex(root) };
    } catch (error) {
      this.#leaveBusy('failed');
      throw toLogError(this.path, error);
    }
  }

  /** A log that was closed meanwhile stays closed. */
  #leaveBusy(state: 'open' | 'failed'): void {
    if (this.#state === 'busy') this.#state = state;
  }

  /** The first entry of a new log. */
  begin(keyId: string): void {
    const log = randomBytes(16).toString('hex');
    this.#append([{ type: 'log-created', format: 1, log, key: keyId, software: this.#options.software }]);
  }

  /** Size and root after the last entry: worth keeping in another place. */
  head(): Head {
    return { size: this.#end.tree.size, root: toHex(toRoot(this.#end.tree, this.#crypto.sha256)) };
  }

  /** Gives the log free for another writer, once a batch that is sealed aside is written. */
  close(): void {
    this.#state = 'closed';
    this.#writer.close();
  }

  #append(drafts: BatchDrafts): Head {
    this.#checkOpen();
    const batch = toBatch(this.#end, drafts, this.#toEnvelope(), this.#crypto);
    this.#state = 'failed';
    const { number, root, peaks, mac } = batch.head;
    refusing(this.path, () => {
      this.#writer.append(this.#end.tree.size, [...batch.entries], { number, root, peaks, mac });
    });
    this.#end = batch.end;
    this.#state = 'open';
    return { size: batch.head.size, root: toHex(root) };
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

function readEnd(path: string, writer: NativeWriter, crypto: LogCrypto, keyId: string): LogEnd {
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
  return end;
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
