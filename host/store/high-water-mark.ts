import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The newest checkpoint of the log of one folder, in another folder of this computer. Two files: `.mark` is on the disk when
 * it is named, `.latest` is written with every batch and only as durable as the system makes it, since a sync costs as much as
 * the batch itself. After a power cut the first stands; after a killed process both do.
 */
export class HighWaterMark {
  readonly #folder: string;
  readonly #name: string;
  #syncedAt = Number.NEGATIVE_INFINITY;
  #latest: number | undefined;

  constructor(folder: string, logFolder: string) {
    this.#folder = folder;
    // The folder of the log as text: a log that is taken away leaves its mark behind.
    this.#name = createHash('sha256').update(resolve(logFolder)).digest('hex').slice(0, 32);
  }

  /** The notes that are there, unchecked. @throws an error of the system where one cannot be read */
  read(): readonly Uint8Array[] {
    return ['mark', 'latest'].flatMap((kind) => {
      try {
        return [readFileSync(this.#path(kind))];
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
    });
  }

  /** `durable`: on the disk on return. @throws an error of the system */
  keep(note: string, durable: boolean): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const now = performance.now();
    const synced = durable || now - this.#syncedAt > syncEveryMs;
    if (synced) this.#syncedAt = now;
    this.#writeLatest(Buffer.from(note));
    if (synced) this.#writeMark(note);
  }

  close(): void {
    if (this.#latest !== undefined) closeSync(this.#latest);
    this.#latest = undefined;
  }

  /** In place, in one write: a process that is killed leaves the old note or the new one. */
  #writeLatest(note: Buffer): void {
    this.#latest ??= openSync(this.#path('latest'), constants.O_RDWR | constants.O_CREAT, 0o600);
    writeSync(this.#latest, note, 0, note.length, 0);
    if (fstatSync(this.#latest).size > note.length) ftruncateSync(this.#latest, note.length);
  }

  #writeMark(note: string): void {
    const path = this.#path('mark');
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, note);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  }

  #path(kind: string): string {
    return join(this.#folder, `${this.#name}.${kind}`);
  }
}

const syncEveryMs = 5000;
