import type { Books } from '#core/advice/books.ts';
import type { InputCounts } from '#core/report/input-counts.ts';

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
  /** What must be known beside the books, such as a column that looks otherwise than the profile expects. */
  readonly warnings: readonly string[];
  readonly outputs: readonly {
    readonly kind: string;
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
  }[];
  /** Where the log ends after the run. */
  readonly head: { readonly size: number; readonly root: string };
}
