import styles from './sentence.module.css';
import { toEstimateText } from '#core/advice/sentence.ts';
import { isInPersons } from '#core/estimates/to-answer.ts';
import { toLeading, type ShownResult } from '#renderer/parts/result/shown-result.ts';

/** Marks what is emphasised; no text of a bundle or a file gets between them. */
const [open, close] = ['\uE000', '\uE001'];

/** The result in one plain sentence of `core`, its numbers of persons in bold; behind what it is of, where that is said. */
export function ResultSentence({ shown, lead }: { readonly shown: ShownResult; readonly lead?: string }) {
  const text = toSentenceText(shown, (part) => `${open}${part}${close}`);
  const parts = text.split(open).flatMap((part, at) => {
    if (at === 0) return [part];
    const [strong = '', ...rest] = part.split(close);
    return [<strong key={`${at}`}>{strong}</strong>, rest.join('')];
  });
  return (
    <p className={styles.sentence}>
      {lead === undefined ? '' : `${lead}: `}
      {parts}
    </p>
  );
}

/** The same as text. Of an outcome that is no number of persons, each arm with its value. */
export function toSentenceText(shown: ShownResult, emphasise?: (text: string) => string): string {
  const { question, pair, model, outputs, answer, words } = shown;
  const { outcome, horizon } = question;
  if (isInPersons(outcome) && pair !== undefined && toLeading(shown) !== undefined) {
    const at = horizon === undefined ? {} : { horizon };
    const comparison = { outcome: outcome.name, ...at, ...pair };
    const text = toEstimateText(model.wording, comparison, outputs, emphasise);
    return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
  }
  const arms = answer.arms.map((of) => {
    const said =
      of.category === undefined ? (words.ofArm(of) ?? '') : model.category(outcome.name, of.category);
    return `${model.arm(of.arm)}: ${emphasise?.(said) ?? said}`;
  });
  return `${model.outcome(outcome.name)}. ${arms.join('; ')}.`;
}
