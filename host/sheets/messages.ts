import type { LayerState } from '#host/runner/confinement.ts';
import type { SheetBatch } from '#core/table/sheet-batch.ts';

/** A worksheet by its name. */
export interface SheetName {
  readonly name: string;
  /** `very-hidden` where only a program can show it. */
  readonly visibility: 'visible' | 'hidden' | 'very-hidden';
}

/** What a workbook is, before any of its sheets is read. */
export interface WorkbookFacts {
  readonly format: 'xlsx' | 'xlsb' | 'xls' | 'ods';
  readonly sheets: readonly SheetName[];
  /** Whether its days are counted from 1904. */
  readonly epoch1904: boolean;
  /** Links to other workbooks and data sources; none is followed. Not looked for in XLS. */
  readonly externalLinks: number;
  /** Whether it holds macros; none is run. */
  readonly hasMacros: boolean;
}

/** What the reader's process is told: bytes and places in them, no names of files. One question at a time. */
export type ToSheets =
  | { readonly kind: 'start'; readonly maxMemoryBytes: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'open' }
  | { readonly kind: 'sheet'; readonly index: number }
  | { readonly kind: 'next'; readonly cells: number };

export type FromSheets =
  /** It has given up what it can, and waits for bytes. */
  | { readonly kind: 'ready'; readonly confinement: readonly LayerState[] }
  | { readonly kind: 'opened'; readonly facts: WorkbookFacts }
  | { readonly kind: 'sheet'; readonly mergedRegions: number }
  /** No batch at the end of the sheet. */
  | { readonly kind: 'batch'; readonly batch: SheetBatch | undefined }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** The exit code of a process that reached its cap of memory. */
export const memoryExitCode = 86;
