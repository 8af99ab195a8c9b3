import type { Books } from '#core/advice/books.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { ProgressView } from '#core/contract/progress.ts';

/** A run from file to file. */
export interface BatchView {
  readonly state: 'idle' | 'running' | 'finished' | 'cancelled' | 'failed' | 'interrupted';
  readonly file?: string;
  readonly model?: string;
  readonly profile?: string;
  readonly run?: string;
  readonly progress?: ProgressView;
  readonly books?: Books;
  /** The refused rows, at most 1,000: line, codes, columns. */
  readonly refused?: readonly {
    readonly line: number;
    readonly code: string;
    readonly column: string;
    readonly message: string;
  }[];
  readonly outputs?: readonly { readonly kind: string; readonly name: string; readonly folder: string }[];
  readonly failure?: Failure;
  /**
   * Rows that a run which was interrupted, or is now, goes on behind; absent where it would begin anew, since none was
   * scored or the form is whole only at its end.
   */
  readonly resumable?: { readonly rows: number };
}
