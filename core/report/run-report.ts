import type { Books } from '#core/advice/books.ts';
import type { InputCounts } from '#core/report/input-counts.ts';

/** What must be known beside the books. */
export type ReportWarning =
  /** The profile says nothing about what its columns look like: one that moved is not noticed. */
  | { readonly code: 'no-expectation' }
  /** More than one row in twenty. */
  | { readonly code: 'many-refused'; readonly rows: number; readonly of: number }
  /** Rows of patients who stand in the file more than once. */
  | { readonly code: 'duplicate-patients'; readonly rows: number }
  /** More than one patient's row in five, of an input. */
  | {
      readonly code: 'many-missing' | 'many-unusual';
      readonly label: string;
      readonly rows: number;
      readonly of: number;
    };

/** What a run report says: values only, no patient's. Digests are SHA-256 in hexadecimal. */
export interface RunReport {
  readonly run: string;
  /** Local time at the end of the run, `yyyy-mm-dd hh:mm`, with its difference to UTC: `2026-11-24 09:12 (UTC+1)`. */
  readonly at: string;
  readonly account: string;
  readonly software: { readonly visite: string; readonly engine: string };
  readonly demo: boolean;
  readonly model: {
    readonly id: string;
    readonly version: string;
    readonly digest: string;
    readonly title: string;
    readonly intendedUse: string;
    /** What each arm is called. */
    readonly arms: ReadonlyMap<string, string>;
    readonly status: 'research-and-demonstration' | 'clinical-use';
    readonly publisher: string;
    /** SHA-256 of the signer's key or certificate. */
    readonly signer: string;
  };
  /** The export: its name without its folder. */
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number };
  readonly profile: { readonly name: string; readonly version: number | undefined; readonly sha256: string };
  /** How the file is written, as the profile says: `UTF-8, semicolon, decimal comma`. */
  readonly written: string;
  readonly books: Books;
  readonly inputs: readonly (InputCounts & { readonly label: string; readonly unit: string | undefined })[];
  readonly warnings: readonly ReportWarning[];
  readonly outputs: readonly {
    readonly kind: string;
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
  /** Where the log ends after the run. */
  readonly head: { readonly size: number; readonly root: string };
}
