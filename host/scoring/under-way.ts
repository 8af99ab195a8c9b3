/** What becomes of a chunk that the model has answered. */
export interface ChunkSteps<Chunk> {
  readonly log: (chunk: Chunk) => Promise<void>;
  readonly write: (chunk: Chunk) => Promise<void>;
}

/** Chunks at once: one that the model computes, one that is logged, and one that is ready for either. */
const most = 3;

/**
 * Chunks on their way through model, log and files, in the order of the export: while one is logged, the next is computed
 * and another is read. A chunk is written when it is logged, and not after a chunk before it has failed.
 */
export class UnderWay<Chunk> {
  readonly #steps: ChunkSteps<Chunk>;
  readonly #chunks: Promise<void>[] = [];
  #logged: Promise<unknown> = Promise.resolve();
  #written: Promise<void> = Promise.resolve();

  constructor(steps: ChunkSteps<Chunk>) {
    this.#steps = steps;
  }

  /** Takes a chunk, once there is room. Rejects with what stopped an earlier one. */
  async add(chunk: Promise<Chunk>): Promise<void> {
    const logged = this.#log(chunk, this.#logged);
    const written = this.#write(logged, this.#written);
    // Their failures are met where they are awaited.
    logged.catch(() => undefined);
    written.catch(() => undefined);
    this.#logged = logged;
    this.#written = written;
    this.#chunks.push(written);
    if (this.#chunks.length >= most) await this.#chunks.shift();
  }

  /** Until all are written. Rejects with what stopped one. */
  async finish(): Promise<void> {
    await Promise.all(this.#chunks);
  }

  /** Until nothing goes on any more, whatever came of it. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#chunks);
  }

  async #log(chunk: Promise<Chunk>, before: Promise<unknown>): Promise<Chunk> {
    const [answered] = await Promise.all([chunk, before]);
    await this.#steps.log(answered);
    return answered;
  }

  async #write(logged: Promise<Chunk>, before: Promise<void>): Promise<void> {
    await before;
    await this.#steps.write(await logged);
  }
}
