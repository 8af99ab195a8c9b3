import type { Problem } from '#core/table/problem.ts';
import type { TableItem } from '#core/table/row.ts';

/** A file of records, opened to be read once from start to end. Must be closed. */
export interface TableSource {
  readonly path: string;
  /** Bytes of the file at opening. */
  readonly size: number;
  /** Bytes of it whose items were given. */
  bytesRead(): number;
  /**
   * The header first and once, then every record, a batch at a time; then what is doubtful about the file as a whole.
   * @throws TableError, FileError
   */
  items(): AsyncGenerator<readonly TableItem[], readonly Problem[]>;
  /** What must be known beside the items that were given so far, a sentence each; holds nothing of a cell. */
  readonly remarks?: () => readonly string[];
  /** SHA-256, hexadecimal, of exactly the bytes that the items were made of; only after all items were taken. */
  digest(): string;
  /**
   * Digest and size of the whole file, read on to its end; after a refusal.
   * @throws FileError
   */
  readToEnd(signal: AbortSignal | undefined): Promise<{ readonly sha256: string; readonly bytes: number }>;
  close(): Promise<void>;
}
