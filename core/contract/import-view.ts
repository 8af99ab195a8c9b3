import type { InputCounts } from '#core/report/input-counts.ts';
import type { FaultCount } from '#core/report/pass-counter.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import type { OpenPoint } from '#core/mapping/resolve-answers.ts';
import type { Source } from '#core/mapping/source.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { DialectFacet, Sureness } from '#core/detect/dialect-suggestion.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { FileKind } from '#core/detect/file-kind.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { ProgressView } from '#core/contract/progress.ts';

/** One thing that was understood of how the file is written, with what speaks for it. */
export interface Reading {
  readonly facet: DialectFacet | 'sheet';
  /** As the dialect has it: `windows-1252`, `;`, `,`; a line number of the header; the name of a sheet. */
  readonly value: string;
  readonly sureness: Sureness | 'stated';
  readonly evidence: readonly DialectEvidence[];
  /** What it can be changed to by hand. */
  readonly choices: readonly string[];
}

/** How an input of the model is read, as far as it is answered. */
export interface MappingRow {
  readonly input: string;
  /** Best first. */
  readonly suggestions: readonly SuggestedSource[];
  /** What is taken now: answered by a person, or the first suggestion; undefined where there is none. */
  readonly source: Source | undefined;
  /** `confirmed` by a person; `certain`, nothing of it is in doubt; `open`, a person must look; `absent`, said to be. */
  readonly state: 'confirmed' | 'certain' | 'open' | 'absent';
  readonly reasons: readonly SuggestionReason[];
  readonly doubts: readonly SuggestionDoubt[];
  /** A cell as the file has it and what it becomes, such as `4,5` and `45`. */
  readonly example?: { readonly cells: readonly string[]; readonly value: number | string | null };
  /** Texts of a column of codes that no category is called. */
  readonly unmatched: readonly { readonly text: string; readonly count: number }[];
}

export interface ImportBooks {
  readonly read: number;
  /** Would be given to the model without a remark; with one; no advice can be given. */
  readonly fine: number;
  readonly flagged: number;
  readonly withoutAdvice: number;
  readonly refused: number;
  readonly skipped: number;
  readonly patients: number;
  readonly duplicateRows: number;
  readonly faults: readonly FaultCount[];
  readonly skips: Readonly<Record<string, number>>;
  /** By `code` or `code:input`. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly inputs: readonly InputCounts[];
}

export interface SampleRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly kind: 'row' | 'blank' | 'repeated-header' | 'broken' | 'skipped';
  /** Titles of columns whose cell is refused. */
  readonly refused: readonly string[];
}

/** All that the import screen shows, made anew after each change. */
export interface ImportView {
  readonly file: FileRef;
  readonly kind: FileKind;
  /** SHA-256 once the whole file was read. */
  readonly sha256?: string;
  readonly readings: readonly Reading[];
  readonly dialect?: Dialect;
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly sample: readonly SampleRow[];
  readonly columns: readonly ColumnSuggestion[];
  /** Whether only head, middle and tail were looked at: the full pass has not confirmed it. */
  readonly provisional: boolean;
  readonly patientColumn: { readonly column: string | undefined; readonly confirmed: boolean };
  readonly rows: RowRule | undefined;
  readonly skip: readonly { readonly column: string; readonly equals: string; readonly reason: string }[];
  readonly mapping: readonly MappingRow[];
  readonly open: readonly OpenPoint[];
  /** Counts of the whole file with the answers as they are; absent until it was read so. */
  readonly books?: ImportBooks;
  readonly accepted: readonly ('refused-rows' | 'no-expectation' | 'moved-columns')[];
  /** The profile that is used, or that was saved. */
  readonly profile?: { readonly name: string; readonly version: number; readonly changed: boolean };
  readonly refusal?: Failure;
  readonly remarks: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** All is answered and the whole file was read with it. */
  readonly ready: boolean;
  readonly running?: ProgressView;
}
