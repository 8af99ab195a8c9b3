import type { OutputMark } from '#host/files/output-file.ts';
import type { FinishedSlot, ResultFile, WrittenFile } from '#host/scoring/results/result-file.ts';

/** Opens one file of a run. @throws FileError */
export type ResultMaker = () => ResultFile | Promise<ResultFile>;

/** All files of a run. None has its name before `finish`. */
export class ResultWriter {
  /** The result first. */
  readonly #files: readonly ResultFile[];

  private constructor(files: readonly ResultFile[]) {
    this.#files = files;
  }

  /** Opens every file, the result first; where one cannot be, none stays. @throws FileError */
  static async create(makers: readonly ResultMaker[]): Promise<ResultWriter> {
    const files: ResultFile[] = [];
    try {
      for (const make of makers) files.push(await make());
      return new ResultWriter(files);
    } catch (error) {
      for (const file of files) file.discard();
      throw error;
    }
  }

  /** Writes a chunk, in the order of the export. Gives how many cells were made text. */
  async write(slots: readonly FinishedSlot[]): Promise<number> {
    let escaped = 0;
    for (const file of this.#files) escaped += await file.write(slots);
    return escaped;
  }

  /** What was written of each file so far; undefined where a stopped run cannot go on from it. @throws FileError */
  marks(): readonly OutputMark[] | undefined {
    const marks = this.#files.flatMap((file) => (file.mark === undefined ? [] : [file.mark()]));
    return marks.length === this.#files.length ? marks : undefined;
  }

  /** Makes all files durable, not yet under their names. */
  async sync(): Promise<readonly WrittenFile[]> {
    const written: WrittenFile[] = [];
    for (const file of this.#files) written.push(await file.sync());
    return written;
  }

  /** Gives the files their names; the result last, so that where it stands the others do too; or none. Gives their paths. */
  finish(orOther = false): readonly string[] {
    const named: ResultFile[] = [];
    const paths: string[] = [];
    try {
      for (const file of this.#files.toReversed()) {
        paths.unshift(file.finish(orOther));
        named.push(file);
      }
      return paths;
    } catch (error) {
      for (const file of named) file.withdraw();
      throw error;
    }
  }

  /** For a run that goes on later; where one of the files does not allow that, none stays. */
  leave(): void {
    if (this.#files.some((file) => file.leave === undefined)) return this.discard();
    for (const file of this.#files) file.leave?.();
  }

  discard(): void {
    for (const file of this.#files) file.discard();
  }
}
