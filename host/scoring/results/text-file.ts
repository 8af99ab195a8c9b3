import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { OutputFile } from '#host/files/output-file.ts';
import type { OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { FinishedSlot, ResultFile, WrittenFile } from '#host/scoring/results/result-file.ts';

/** Text of a chunk, and how many cells of the export were made text in it. */
export interface ChunkText {
  readonly text: string;
  readonly escapedCells: number;
}

/** A file of text in one encoding: `start`, then what `toText` makes of each chunk. @throws FileError */
export function createTextFile(
  { path, overwrite, resumed }: OutputPlace,
  kind: WrittenFile['kind'],
  encoding: Dialect['encoding'],
  start: string,
  toText: (slots: readonly FinishedSlot[]) => ChunkText,
): ResultFile {
  const file = resumed ?? OutputFile.create(path, { overwrite });
  try {
    if (resumed === undefined) file.write(encodeText(start, encoding));
  } catch (error) {
    file.discard();
    throw error;
  }
  return {
    write: (slots) => {
      const { text, escapedCells } = toText(slots);
      file.write(encodeText(text, encoding));
      return escapedCells;
    },
    mark: () => file.mark(),
    leave: () => file.leave(),
    sync: () => ({ kind, ...file.sync() }),
    finish: (orOther) => file.finish(orOther),
    withdraw: () => file.withdraw(),
    discard: () => file.discard(),
  };
}
