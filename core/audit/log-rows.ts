/** The rows of a log as its tables hold them (docs/formats/log.md). */
export interface EntryRow {
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly mac: Uint8Array;
}

export interface SealedRow {
  readonly idx: number;
  readonly ciphertext: Uint8Array;
}

export interface HeadRow {
  readonly number: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly peaks: Uint8Array;
  readonly mac: Uint8Array;
}

/** Stands for the next row of a table that cannot be read: the file is damaged there. */
export const unreadable = 'unreadable';
export type Unreadable = typeof unreadable;
