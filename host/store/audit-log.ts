import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#core/audit/draft.ts';
import type { Who } from '#core/audit/entry.ts';
import { toHex } from '#core/audit/hash.ts';
import { toRoot } from '#core/audit/merkle-tree.ts';
import { parseLogEnd } from '#core/audit/parse-log-end.ts';
import { toStamp, type Clock } from '#core/audit/stamp.ts';
import { toBatch, type LogCrypto, type LogEnd } from '#core/audit/to-batch.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { toLogCrypto } from '#host/store/log-crypto.ts';
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
  #state: 'open' | 'failed' | 'closed' = 'open';

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

  /** The first entry of a new log. */
  begin(keyId: string): void {
    const log = randomBytes(16).toString('hex');
    this.#append([{ type: 'log-created', format: 1, log, key: keyId, software: this.#options.software }]);
  }

  /** Size and root after the last entry: worth keeping in another place. */
  head(): Head {
    return { size: this.#end.tree.size, root: toHex(toRoot(this.#end.tree, this.#crypto.sha256)) };
  }

  /** Gives the log free for another writer. */
  close(): void {
    this.#state = 'closed';
    this.#writer.close();
  }

  #append(drafts: BatchDrafts): Head {
    this.#checkOpen();
    const { clock, who, demo } = this.#options;
    const batch = toBatch(this.#end, drafts, { ...toStamp(clock()), who, demo }, this.#crypto);
    this.#state = 'failed';
    const { number, root, peaks, mac } = batch.head;
    refusing(this.path, () => {
      this.#writer.append(this.#end.tree.size, [...batch.entries], { number, root, peaks, mac });
    });
    this.#end = batch.end;
    this.#state = 'open';
    return { size: batch.head.size, root: toHex(root) };
  }

  #checkOpen(): void {
    if (this.#state === 'closed') throw new LogError('log-closed', this.path, 'this log was closed');
    if (this.#state === 'failed') {
      throw new LogError('log-failed', this.path, 'an earlier entry could not be written; open the log anew');
    }
  }
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
