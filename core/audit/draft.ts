import type { Entry, EntryType, LoggedAdvice } from '#core/audit/entry.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Advice } from '#core/advice/advise.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';

type Envelope = 'index' | 'at' | 'offsetMinutes' | 'who' | 'client' | 'demo';
type ResultType = 'inference' | 'what-if';
/** `sealed` is made by the log: where an entry may have sealed text, the draft has the text. */
type DraftOf<Type extends EntryType> = Type extends ResultType | 'log-created'
  ? never
  : Extract<Entry, { type: Type }> extends { sealed?: unknown }
    ? Omit<Extract<Entry, { type: Type }>, Envelope | 'sealed'> & SealedTextDraft
    : Omit<Extract<Entry, { type: Type }>, Envelope>;

interface SealedTextDraft {
  /** Free text that may tell of a patient: a note, what was searched for, where a request went. Sealed. */
  readonly text?: string;
}

/**
 * One result of a model, as the log takes it. Values, advice and remarks are sealed; the entry itself holds codes and keyed
 * digests only.
 */
export interface ResultDraft {
  readonly run: string;
  /** Line of the export, 1-based. */
  readonly line: number;
  /** The patient's number as the record has it: exact text, leading zeros kept. */
  readonly patient: string;
  /** One per input of the manifest, a text as such, NaN for missing, as given: before anything is imputed. */
  readonly inputs: ArrayLike<ModelCell>;
  /** One per output of the manifest; null where the model was not run. */
  readonly outputs: ArrayLike<number> | null;
  readonly advice: Advice;
  readonly remarks: readonly Remark[];
  readonly fuel?: number;
}

export interface InferenceDraft extends ResultDraft {
  readonly type: 'inference';
}

/** A result for inputs that were changed by hand. */
export interface WhatIfDraft extends ResultDraft {
  readonly type: 'what-if';
  /** Names of the inputs that are not as the record has them. */
  readonly changed: string[];
}

/**
 * What a caller asks to be logged. Index, time, account and hashes are added by the log, which makes a pseudonym of every
 * `patient`, the patient's number as the record has it.
 */
export type Draft = InferenceDraft | WhatIfDraft | DraftOf<EntryType>;

/** What of an advice may be read without the key: codes, no values. */
export function toLoggedAdvice(advice: Advice): LoggedAdvice {
  switch (advice.state) {
    case 'favours':
      return { state: 'favours', arm: advice.arm, over: advice.over };
    case 'uncertain':
      return { state: 'uncertain' };
    case 'no-recommendation':
      return { state: 'no-recommendation', reasons: advice.reasons.map(toCode) };
    default:
      throw advice satisfies never;
  }
}

/** `code`, or `code:input` where it speaks of one input or output. */
export function toCode(item: Reason | Remark): string {
  if ('input' in item) return `${item.code}:${item.input}`;
  return 'output' in item ? `${item.code}:${item.output}` : item.code;
}
