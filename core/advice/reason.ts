/** What is wrong with an output of a model: docs/formats/result.md explains each. */
export type OutputFault =
  | 'wrong-count'
  | 'not-a-number'
  | 'infinite'
  | 'out-of-range'
  | 'interval-crossed'
  | 'survival-rises'
  | 'difference-disagrees'
  | 'benefit-disagrees';

/**
 * Why a patient gets no recommendation. `input` and `output` are names of the manifest and of toOutputName; a
 * category is given by its name. Everything is JSON without loss, since the log holds reasons as they stand here.
 */
export type Reason =
  | {
      readonly code: 'outside-population';
      readonly input: string;
      readonly value: number | string;
      /** Key of the condition: `population.<text>` in the bundle's texts. */
      readonly text: string;
    }
  | {
      readonly code: 'outside-limits';
      readonly input: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'input-missing'; readonly input: string }
  /** `value` is what the model gave, as text: it may be NaN or infinite. */
  | {
      readonly code: 'output-invalid';
      readonly output: string;
      readonly value: string;
      readonly fault: OutputFault;
    }
  | { readonly code: 'no-decision-rule' };

/** What a reader must know beside advice that is given. */
export type Remark =
  | {
      readonly code: 'outside-development-range';
      readonly input: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  /** Absent in the record; the manifest's declared value was used. */
  | { readonly code: 'imputed'; readonly input: string; readonly value: number | string }
  /** Absent in the record; the model was told so and made its estimate without it. */
  | { readonly code: 'left-missing'; readonly input: string }
  /** The same patient number stands on this other line of the file too. */
  | { readonly code: 'duplicate-patient'; readonly line: number };

export type ReasonCode = Reason['code'];
export type RemarkCode = Remark['code'];
