import type { SheetsErrorCode as AddonCode } from '#native/load.ts';

/**
 * Why a workbook could not be read. Codes of the reader pass through as they are (docs/formats/workbook.md); the ones below
 * are the process boundary's own, and the writer's.
 */
export type SheetsErrorCode =
  | 'sheets-deadline' // the process was killed at its deadline
  | 'sheets-memory' // the process ended at its cap of memory
  | 'sheets-died' // the process ended on its own
  | 'sheets-closed' // a call after close
  | 'sheets-not-confined' // the process could not give up what it must, and got no bytes
  | 'sheet-missing' // the workbook has no sheet of that name
  | 'workbook-too-many-rows' // more rows than a sheet can have were to be written
  | 'workbook-too-many-columns'
  | 'workbook-text-too-long' // a text longer than a cell can hold was to be written
  | 'workbook-too-large' // more bytes than a package without zip64 can hold were to be written
  | AddonCode;

export class SheetsError extends Error {
  override readonly name = 'SheetsError';
  readonly code: SheetsErrorCode;
  constructor(code: SheetsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
