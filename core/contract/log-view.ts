import type { Entry } from '#core/audit/entry.ts';

export interface LogFilter {
  /** The patient's number as the record has it. */
  readonly patient?: string | undefined;
  readonly account?: string | undefined;
  readonly model?: string | undefined;
  readonly type?: string | undefined;
  /** Calendar dates, UTC, inclusive. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export interface LogRow {
  readonly entry: Entry;
  /** One sentence in English; screens have their own words for the type. */
  readonly text: string;
}

export interface LogPage {
  /** Newest first. */
  readonly rows: readonly LogRow[];
  /** Index to go on before; undefined at the end. */
  readonly before: number | undefined;
  readonly size: number;
}

export interface LogHealth {
  readonly size: number;
  readonly root: string;
  /** `sound` as far as it was checked; `broken` with the first bad entry; `unchecked` since the start. */
  readonly state: 'sound' | 'broken' | 'unchecked';
  readonly firstBad?: number;
  readonly fault?: string;
  readonly checkedAt?: string;
  /** Where the log stands. */
  readonly folder: string;
}
