import type { RefusedLine } from '#core/advice/refused-rows.ts';
import type { RowResult } from '#core/advice/row-result.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import type { Row } from '#core/table/row.ts';
import type { OutputMark } from '#host/files/output-file.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';

/** A record whose fate is known: what the result and the file of refused rows say of it. */
export interface FinishedSlot {
  readonly line: number;
  readonly row: Row | undefined;
  /** The row as inputs, where its cells were read. */
  readonly mapped: MappedRow | undefined;
  readonly result: RowResult;
  readonly refused: readonly RefusedLine[];
  /** The patient it was scored as, if it was. */
  readonly patient: ScoredPatient | undefined;
}

/** A file as the log and the report speak of it. */
export interface WrittenFile {
  readonly kind: 'result' | 'refused-rows' | 'risk-assessments';
  readonly sha256: string;
  readonly bytes: number;
}

/** One file that a run writes, in one format. It has no name before `finish`. */
export interface ResultFile {
  /**
   * A chunk, in the order of the export. Gives how many cells of the export were made text, because a spreadsheet
   * would have taken them for formulas. @throws FileError
   */
  write(slots: readonly FinishedSlot[]): number | Promise<number>;
  /** What was written so far, durable; where a stopped run can go on from it. @throws FileError */
  readonly mark?: () => OutputMark;
  /** Closes it as it is, for a run that goes on from its mark. */
  readonly leave?: () => void;
  /** Makes the file whole and durable, not yet under its name. Nothing is written after it. @throws FileError */
  sync(): WrittenFile | Promise<WrittenFile>;
  /** As OutputFile's: gives the path that the file has. @throws FileError */
  finish(orOther?: boolean): string;
  /** Takes the name away again, where it was new. */
  withdraw(): void;
  /** Removes what was written. Does nothing after `finish`. */
  discard(): void;
}
