import type { Advice } from '#core/advice/advise.ts';
import type { Books } from '#core/advice/books.ts';
import type { Remark } from '#core/advice/reason.ts';
import type { ModelContent, ModelRef } from '#core/contract/models-view.ts';
import type { Problem } from '#core/table/problem.ts';

/** A value as screens take it: a number in the manifest's unit, the name of a category, a text; null where missing. */
export type ShownValue = number | string | null;

/** Why a clinician decides otherwise. Coded, so that it can be counted. */
export const overrideReasons = [
  'patient-wish',
  'condition',
  'contraindication',
  'other-findings',
  'model-doubted',
  'other',
] as const;
export type OverrideReason = (typeof overrideReasons)[number];

export interface DecisionView {
  readonly kind: 'agreed' | 'overridden' | 'chosen';
  /** The arm that was decided for; absent where the reason stands alone. */
  readonly arm?: string;
  readonly reason?: OverrideReason;
  readonly note?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  /** Index of its entry in the log. */
  readonly entry: number;
}

/**
 * All patients of a file, column after column, so that 100,000 of them cross at once. Each column has one element for
 * each row. Numbers are NaN where there are none to show.
 */
export interface PatientColumns {
  readonly line: Uint32Array;
  readonly patient: readonly string[];
  /** 0 favours, 1 uncertain, 2 no recommendation, 3 refused. */
  readonly state: Uint8Array;
  /** Index of the favoured arm in the manifest, 255 where none is. */
  readonly arm: Uint8Array;
  readonly probability: Float64Array;
  /** Of the decision's difference: mean, lower and upper, as shares (0.1 is 10 of 100). */
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Inputs missing or imputed; outside the range of the development data; other remarks. */
  readonly missing: Uint8Array;
  readonly outside: Uint8Array;
  readonly other: Uint8Array;
  /** Why no number, `code:input` joined by spaces; empty where there is one. */
  readonly reasons: readonly string[];
  /** The first inputs of the manifest, at most six, as they are shown in the list: one column of values each. */
  readonly inputs: readonly { readonly input: string; readonly values: readonly ShownValue[] }[];
}

export interface ListView {
  readonly run: string;
  readonly file: string;
  readonly sha256: string;
  readonly readAt: string;
  readonly model: ModelContent;
  readonly profile: { readonly name: string; readonly version: number };
  readonly books: Books;
  readonly patients: PatientColumns;
  /** By row of the list. */
  readonly decisions: Readonly<Record<number, DecisionView>>;
  /** Wall time of one patient in this model, measured here. */
  readonly msPerPatient: number;
  /** Entered by hand, not from a file. */
  readonly byHand: boolean;
}

export interface InputView {
  readonly input: string;
  readonly value: ShownValue;
  /** Titles of its columns and the cells as the file has them; none where entered by hand. */
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  readonly state:
    | 'fine'
    | 'missing'
    | 'imputed'
    | 'left-missing'
    | 'outside-development'
    | 'outside-limits'
    | 'outside-population'
    | 'refused';
  /** The declared value that stands in for a missing one. */
  readonly imputed?: number | string;
  readonly problem?: Problem;
}

/** A result of the model, for the patient as entered or for a what-if. */
export interface ResultView {
  readonly advice: Advice;
  readonly remarks: readonly Remark[];
  /** In the manifest's order; undefined where none may be shown. */
  readonly outputs: readonly number[] | undefined;
  /** Wall time that the model took, milliseconds. */
  readonly ms: number;
  readonly fuel?: number;
}

/** The difference of the decision with one input changed: a plain answer to why. Shares, as `PatientColumns.mean`. */
export interface WhyRow {
  readonly input: string;
  readonly from: ShownValue;
  readonly to: ShownValue;
  readonly difference: number;
}

export interface WhyView {
  readonly difference: number;
  /** The strongest first; each within the range of the development data. */
  readonly rows: readonly WhyRow[];
  /** Of the training patients, as far as the bundle's aggregates tell: for each input how many share this value's bin. */
  readonly alike?: {
    readonly of: number;
    readonly fewest: { readonly input: string; readonly patients: number | '1-9' };
  };
}

export interface PatientView {
  /** Row of the list. */
  readonly row: number;
  readonly line: number;
  readonly patient: string;
  readonly inputs: readonly InputView[];
  readonly result: ResultView;
  /** Problems of a row that was refused; then there is no result to show. */
  readonly problems: readonly Problem[];
  /** Index of the entry that says this result was shown: durable before this view exists. */
  readonly entry: number;
  readonly decision?: DecisionView;
}

export interface CompareView {
  readonly with: ModelRef;
  readonly content: ModelContent;
  /** Undefined where the other model cannot be asked, and why. */
  readonly result: ResultView | undefined;
  /** Inputs of the other model that this file does not give it. */
  readonly lacking: readonly string[];
  readonly entry: number;
}
