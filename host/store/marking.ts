import { dirname } from 'node:path';
import { parseCheckpoint } from '#core/audit/checkpoint.ts';
import type { Draft } from '#core/audit/draft.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';
import { toCheckpointSigner, type CheckpointSigner } from '#host/store/checkpoint-signer.ts';
import { HighWaterMark } from '#host/store/high-water-mark.ts';
import { compareWithKept, type KnownEnd } from '#host/store/kept-checkpoint.ts';
import { LogError } from '#host/store/log-error.ts';
import type { SiteKey } from '#host/store/site-key.ts';

export type MissedCode = 'mark-absent' | 'mark-damaged' | 'mark-not-kept';

/** The high-water mark of a log that is open for writing. Without a folder for it nothing is looked at or kept. */
export class Marking {
  readonly signer: CheckpointSigner;
  readonly #path: string;
  readonly #mark: HighWaterMark | undefined;
  readonly #missed: MissedCode[] = [];
  #failing = false;

  constructor(path: string, markFolder: string | undefined, key: SiteKey, log: string) {
    this.#path = path;
    this.#mark = markFolder === undefined ? undefined : new HighWaterMark(markFolder, dirname(path));
    this.signer = toCheckpointSigner(key, log);
  }

  /** @throws LogError `log-rolled-back` where the mark says that the log had more entries than these, or others */
  check(end: KnownEnd): void {
    if (this.#mark === undefined) return;
    const notes = readNotes(this.#mark);
    if (notes === undefined) this.#missed.push('mark-damaged');
    else if (notes.length === 0 && end.size > 0) this.#missed.push('mark-absent');
    else if (notes.length > 0) this.#compare(notes, end);
  }

  /** Keeps this head, and remembers where it could not. */
  keep(head: TreeHead, durable: boolean): void {
    try {
      this.#mark?.keep(this.signer.sign(head), durable);
      this.#failing = false;
    } catch {
      // Once for each time that it begins to fail: the entry itself is on the disk.
      if (!this.#failing) this.#missed.push('mark-not-kept');
      this.#failing = true;
    }
  }

  close(): void {
    this.#mark?.close();
  }

  /** What the log must say of the mark, once. */
  takeMissed(): readonly Draft[] {
    return this.#missed.splice(0).map((code) => ({ type: 'checkpoint-missed', place: 'mark', code }));
  }

  #compare(notes: readonly Uint8Array[], end: KnownEnd): void {
    const kept = notes
      .flatMap((note) => this.signer.open(note) ?? [])
      .toSorted((left, right) => right.size - left.size)[0];
    if (kept !== undefined) {
      const standing = compareWithKept(this.#path, end, kept);
      if (standing !== 'holds') throw rolledBack(this.#path, `${kept.size} entries`, end);
      return;
    }
    const other = notes.map(toUnverified).find((checkpoint) => checkpoint !== undefined);
    if (other !== undefined) throw rolledBack(this.#path, `another log, of ${other.size} entries`, end);
    this.#missed.push('mark-damaged');
  }
}

/** Undefined where one cannot be read. */
function readNotes(mark: HighWaterMark): readonly Uint8Array[] | undefined {
  try {
    return mark.read();
  } catch {
    return undefined;
  }
}

/** What a note says that was signed with another key or for another log. */
function toUnverified(note: Uint8Array) {
  const text = parseUtf8(note);
  return text === undefined ? undefined : parseCheckpoint(text.slice(0, text.indexOf('\n\n') + 1));
}

/** `kept`: what stood here by a checkpoint that was kept. */
export function rolledBack(path: string, kept: string, found: TreeHead): LogError {
  return new LogError(
    'log-rolled-back',
    path,
    `a checkpoint was kept of ${kept}, and the log here has ${found.size} and does not go on from it. ` +
      'Restore the log as it was; where that cannot be, "visite log replace" begins a new one and keeps this one beside it',
  );
}
