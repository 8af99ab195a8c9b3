import { CompileError } from '#compiler/errors.ts';
import type { Keys } from '#compiler/ir/lookup-op.ts';
import { elementsOf, toTypeText, type TensorType } from '#compiler/ir/tensor.ts';
import type { TokenPattern } from '#compiler/text/token-pattern.ts';

/** How a text becomes tokens, as scikit-learn's vectorisers do it. */
export type TokenRule = {
  /** Letters are lowered first, as `str.lower` of Python does. */
  readonly lower: boolean;
  /** Then accents go: all but ASCII of the decomposition NFKD, or only its combining marks. */
  readonly accents: 'kept' | 'ascii' | 'unicode';
  /**
   * White space: `plain`; two or more of it `merged` to one space (the character analyser); or gone, with one space before and
   * after each word and no n-gram across words (`around-words`: `char_wb`).
   */
  readonly spaces: 'plain' | 'merged' | 'around-words';
  readonly pattern: TokenPattern;
};

/**
 * How often each n-gram of items stands in a sequence: counts, one for each of `columns`. The sequence is a row of elements
 * (i64 or string), [C] or [rows,C] → [columns] or [rows,columns]; or the tokens of one text, a string of any shape of one
 * element → [1,columns]. An n-gram with skips takes every (s+1)-th item for the same s throughout, 0 ≤ s ≤ `maxSkip`.
 * A text is NaN throughout where it is missing, no UTF-8, or has a character that is not known to be handled as the
 * original does: one that Unicode had not assigned (version in text/unicode-data.ts), with `lower` U+0130 and U+03A3, and with
 * `accents: 'unicode'` combining marks and Hangul syllables.
 */
export type NgramsOp = {
  readonly kind: 'ngrams';
  readonly tokens: TokenRule | null;
  readonly items: Keys;
  /** Items from this index on are left out of the sequence. */
  readonly firstStopItem: number;
  readonly maxSkip: number;
  /** Distinct; items by index. */
  readonly grams: readonly { readonly items: readonly number[]; readonly column: number }[];
  readonly columns: number;
  readonly dtype: 'f32' | 'f64';
};

/**
 * The tokens of a text, before something counts them. Their number depends on the text, so this has no code of its own:
 * the last axis has size 0, and only `ngrams` takes it, in its own `tokens`.
 */
export type TokensOp = { readonly kind: 'tokens'; readonly rule: TokenRule };

/** Lower case of texts; as `tokens` it has no code of its own, and only `tokens` takes it. */
export type LowerTextOp = { readonly kind: 'lower-text' };

export function inferNgrams(op: NgramsOp, [input]: readonly TensorType[], origin: string): TensorType[] {
  const { columns, dtype } = op;
  const refuse = (): never => {
    throw new CompileError(
      'shape',
      `${origin}: n-grams of ${input === undefined ? 'nothing' : toTypeText(input)}`,
    );
  };
  if (input === undefined || input.dtype !== op.items.dtype) return refuse();
  if (op.tokens !== null) {
    if (input.dtype !== 'string' || elementsOf(input.shape) !== 1) return refuse();
    return [{ dtype, shape: [1, columns] }];
  }
  if (input.shape.length === 1) return [{ dtype, shape: [columns] }];
  const [rows] = input.shape;
  return rows !== undefined && input.shape.length === 2 ? [{ dtype, shape: [rows, columns] }] : refuse();
}

export function inferLowerText([input]: readonly TensorType[], origin: string): readonly TensorType[] {
  if (input?.dtype !== 'string')
    throw new CompileError('shape', `${origin}: lower case of ${input?.dtype ?? 'nothing'}`);
  return [input];
}

export function inferTokens([input]: readonly TensorType[], origin: string): TensorType[] {
  if (input?.dtype !== 'string')
    throw new CompileError('shape', `${origin}: tokens of ${input?.dtype ?? 'nothing'}`);
  return [{ dtype: 'string', shape: [...input.shape, 0] }];
}
