import { join } from 'node:path';
import type { Draft } from '#core/audit/draft.ts';
import type { Who } from '#core/audit/entry.ts';
import type { Clock } from '#core/audit/stamp.ts';
import { toFileNumber } from '#host/files/file-number.ts';
import { openAnchoredLog, type AnchoredLog, type AnchorMissed } from '#host/store/anchored-log.ts';
import { logFileName, type AuditLog, type Head } from '#host/store/audit-log.ts';
import { LogError } from '#host/store/log-error.ts';
import type { SiteKey } from '#host/store/site-key.ts';

export interface DeskLogOptions {
  /** Folder of the log. */
  readonly directory: string;
  readonly key: () => Promise<SiteKey>;
  readonly clock: Clock;
  readonly client: string | undefined;
  readonly software: string;
  /** Told after entries were added, once they are on the disk. */
  readonly grew: (head: Head) => void;
  /** Folder of the high-water mark. */
  readonly markFolder: string;
  /** Folder outside of this computer; undefined where there is none. */
  readonly anchor: () => string | undefined;
}

/** Refusals that say that the log is another's or not sound; all others mean that it cannot be written now. */
const ownCodes: readonly string[] = [
  'log-in-use',
  'log-wrong-key',
  'log-damaged',
  'log-rolled-back',
  'log-foreign',
];

/**
 * The one writer of a data folder's log. What writes comes one after another, and is on the disk when its promise is kept;
 * after a failure the log is opened anew for the next, and must be the file that it was.
 */
export class DeskLog {
  readonly path: string;
  readonly #options: DeskLogOptions;
  #who: Who;
  #demo = false;
  /** What the last opening or keeping could not do with the anchor. */
  missed: AnchorMissed | undefined;
  #open: AnchoredLog | undefined;
  #number: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DeskLogOptions, who: Who) {
    this.#options = options;
    this.#who = who;
    this.path = join(options.directory, logFileName);
  }

  get folder(): string {
    return this.#options.directory;
  }

  get demo(): boolean {
    return this.#demo;
  }

  get who(): Who {
    return this.#who;
  }

  /** Does something with the log while nothing else does. @throws LogError `log-not-writable`, or one of `ownCodes` */
  run<Value>(work: (log: AuditLog) => Value | Promise<Value>): Promise<Value> {
    const done = this.#last.then(() => this.#run(work));
    this.#last = done.catch(() => undefined);
    return done;
  }

  append(drafts: readonly Draft[]): Promise<Head> {
    return this.run((log) => log.append(drafts));
  }

  appendAside(drafts: readonly Draft[]): Promise<Head> {
    return this.run((log) => log.appendAside(drafts));
  }

  /** Who acts from now on, and whether entries are marked as the demonstration's. */
  change({ who = this.#who, demo = this.#demo }: { who?: Who; demo?: boolean }): Promise<void> {
    const changed = this.#last.then(async () => {
      this.#who = who;
      this.#demo = demo;
      await this.#close();
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }

  /** Sends the newest head to the anchor. */
  keep(): Promise<void> {
    const kept = this.#last.then(() => this.#open?.keep());
    this.#last = kept.catch(() => undefined);
    return kept;
  }

  /** Gives the log free, once nothing writes any more. */
  close(): Promise<void> {
    return this.change({});
  }

  async #run<Value>(work: (log: AuditLog) => Value | Promise<Value>): Promise<Value> {
    try {
      const log = await this.#opened();
      const { size } = log.head();
      const value = await work(log);
      const head = log.head();
      if (head.size !== size) this.#options.grew(head);
      return value;
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      await this.#close().catch(() => undefined);
      if (ownCodes.includes(error.code)) throw error;
      throw new LogError('log-not-writable', this.path, `nothing may be shown without it (${error.message})`);
    }
  }

  async #opened(): Promise<AuditLog> {
    if (this.#number !== undefined && toFileNumber(this.path) !== this.#number) {
      // Its bytes would go where nobody finds them.
      throw new LogError('log-missing', this.path, 'the file is gone, or another one stands in its place');
    }
    if (this.#open !== undefined) return this.#open.log;
    const { key, directory, clock, client, software, markFolder, anchor } = this.#options;
    this.missed = undefined;
    this.#open = await openAnchoredLog({
      directory,
      key: await key(),
      clock,
      who: this.#who,
      ...(client === undefined ? {} : { client }),
      demo: this.#demo,
      software,
      markFolder,
      anchor: anchor(),
      onMissed: (code) => (this.missed = code),
    });
    this.#number ??= toFileNumber(this.path);
    return this.#open.log;
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }
}
