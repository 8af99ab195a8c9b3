import { useMemo } from 'react';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { ResultView } from '#core/contract/patients-view.ts';
import {
  toAnswer,
  toHarms,
  toLeadingPair,
  type Answer,
  type Pair,
  type Question,
} from '#core/estimates/to-answer.ts';
import { toResultWords, toTimeText, type ResultWords } from '#renderer/parts/result/result-words.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';

/** A result with numbers, as the tabs show it: all of them over the same ones. */
export interface ShownResult {
  readonly content: ModelContent;
  readonly result: ResultView;
  readonly outputs: readonly number[];
  readonly question: Question;
  readonly answer: Answer;
  /** The pair whose difference leads; undefined where the model compares none. */
  readonly pair: Pair | undefined;
  readonly model: ModelWords;
  readonly words: ResultWords;
  /** `5 jaar`, or empty. */
  readonly time: string;
  /** Of the same patient; none: the model knows none. */
  readonly harms: readonly ShownResult[];
}

/** Undefined where no number may be shown. */
export function useShownResult(
  content: ModelContent,
  result: ResultView | undefined,
  question: Question | undefined,
  model: ModelWords,
): ShownResult | undefined {
  const { units } = useWords(fieldWords);
  return useMemo(() => {
    if (result?.outputs === undefined || question === undefined) return undefined;
    const { outputs } = result;
    const toShown = (asked: Question, harms: readonly ShownResult[]): ShownResult => ({
      content,
      result,
      outputs,
      question: asked,
      answer: toAnswer(content.manifest, outputs, asked),
      pair: toLeadingPair(content.manifest, asked.outcome),
      model,
      words: toResultWords(asked.outcome, model, units),
      time: toTimeText(asked, model, units),
      harms,
    });
    return toShown(
      question,
      toHarms(content.manifest, question).map((harm) => toShown(harm, [])),
    );
  }, [content, result, question, model, units]);
}

/** The harms beside what is shown itself. */
export function toOtherHarms({ harms, question }: ShownResult): readonly ShownResult[] {
  return harms.filter((harm) => harm.question.outcome.name !== question.outcome.name);
}

/** The answer to the leading pair: its difference, both arms, and the persons that are shown of the reference. */
export function toLeading({ answer, pair }: ShownResult) {
  const difference = answer.differences.find(
    ({ arm, reference }) => arm === pair?.arm && reference === pair.reference,
  );
  const arm = answer.arms.find((found) => found.arm === pair?.arm);
  const reference = answer.arms.find((found) => found.arm === pair?.reference);
  const [ofArm, ofReference] = [arm?.estimate, reference?.estimate];
  return difference === undefined || ofArm === undefined || ofReference === undefined
    ? undefined
    : { difference, ofArm, ofReference, persons: reference?.persons };
}
