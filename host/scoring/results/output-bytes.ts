import { OutputFile } from '#host/files/output-file.ts';
import type { ResultFile, WrittenFile } from '#host/scoring/results/result-file.ts';

export interface OutputPlace {
  readonly path: string;
  readonly overwrite: boolean;
  /** A file of text that goes on where it was stopped. */
  readonly resumed?: OutputFile;
}

/** A format that is written through a sink of bytes. */
export interface ByteFormat {
  readonly write: ResultFile['write'];
  /** Writes what makes the file whole. */
  readonly end: () => void | Promise<void>;
}

/** A file of a format that starts with its sink; where that fails nothing stays. @throws FileError, and what `start` throws */
export async function createByteFile(
  { path, overwrite }: OutputPlace,
  kind: WrittenFile['kind'],
  start: (sink: (bytes: Uint8Array) => void) => ByteFormat | Promise<ByteFormat>,
): Promise<ResultFile> {
  const file = OutputFile.create(path, { overwrite });
  let format: ByteFormat;
  try {
    format = await start((bytes) => file.write(bytes));
  } catch (error) {
    file.discard();
    throw error;
  }
  return {
    write: format.write,
    sync: async () => {
      await format.end();
      return { kind, ...file.sync() };
    },
    finish: (orOther) => file.finish(orOther),
    withdraw: () => file.withdraw(),
    discard: () => file.discard(),
  };
}
