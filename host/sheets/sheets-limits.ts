import type { LayerName } from '#host/runner/confinement.ts';

/** What reading a workbook may cost, beside the limits of the reader itself (docs/formats/workbook.md). */
export interface SheetsLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Resident memory of the reader's process; looked at every 20 ms, so it may be passed by what is taken in that time. */
  readonly maxMemoryBytes: number;
  /** Wall time for starting its process, for opening it, and for making a sheet ready. */
  readonly openDeadlineMs: number;
  /** Wall time for some thousand cells. */
  readonly batchDeadlineMs: number;
  /** What its process must have given up before it gets the bytes; by default what a model's must. */
  readonly neededLayers?: readonly LayerName[];
}

const MiB = 1024 * 1024;

export const defaultSheetsLimits: SheetsLimits = {
  maxBytes: 256 * MiB,
  maxMemoryBytes: 1536 * MiB,
  openDeadlineMs: 60_000,
  batchDeadlineMs: 30_000,
};
