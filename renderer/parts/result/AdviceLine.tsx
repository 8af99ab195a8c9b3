import styles from './advice-line.module.css';
import { phrases } from '#core/advice/phrases.ts';
import type { Advice } from '#core/advice/advise.ts';
import { toThresholds } from '#core/estimates/to-answer.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { PatientState } from '#core/estimates/find-patients.ts';
import { AdviceMark } from '#renderer/parts/AdviceMark.tsx';
import { toTimeText } from '#renderer/parts/result/result-words.ts';
import type { ShownResult } from '#renderer/parts/result/shown-result.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

/** The state of advice, as the decision's arm sees it. */
export function toAdviceState(advice: Advice, { decision }: Manifest): Exclude<PatientState, 'refused'> {
  switch (advice.state) {
    case 'favours':
      return advice.arm === decision?.arm ? 'benefit' : 'harm';
    case 'uncertain':
      return 'uncertain';
    case 'no-recommendation':
      return 'no-advice';
    default:
      throw advice satisfies never;
  }
}

/** The advice in words, without its numbers. */
export function useAdviceText(advice: Advice, model: ModelWords): string {
  const words = useWords(patientWords);
  switch (advice.state) {
    case 'favours':
      return phrases[model.wording.language].favours(model.arm(advice.arm));
    case 'uncertain':
      return words.uncertain;
    case 'no-recommendation':
      return advice.estimates === 'shown' ? words.noRule : words.noAdvice;
    default:
      throw advice satisfies never;
  }
}

/** The time that the decision is about, such as `5 jaar`; empty where the model has no rule. */
export function useDecisionTime({ manifest }: ModelContent, model: ModelWords): string {
  const { units } = useWords(fieldWords);
  const { decision, outcomes } = manifest;
  const outcome = outcomes.find(({ name }) => name === decision?.outcome);
  if (decision === undefined || outcome === undefined) return '';
  return toTimeText({ outcome, horizon: decision.horizon }, model, units);
}

/** The advice, and how sure it is in the same type size. It stays that of the decision's time, whichever is looked at. */
export function AdviceLine({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const { model, content, result, question } = shown;
  const { advice } = result;
  const { decision } = content.manifest;
  const text = useAdviceText(advice, model);
  const time = useDecisionTime(content, model);
  const isOther =
    decision !== undefined &&
    (decision.horizon !== question.horizon || decision.outcome !== question.outcome.name);
  return (
    <div className={styles.line}>
      <AdviceMark state={toAdviceState(advice, content.manifest)} size={20} />
      <strong className={styles.text}>{text}</strong>
      {advice.state !== 'no-recommendation' && decision !== undefined && (
        <span className={styles.sure}>
          {words.chance} <strong>{model.numbers.chance(advice.probability, toThresholds(decision))}</strong>,{' '}
          <Threshold advice={advice} decision={decision} model={model} />
        </span>
      )}
      {isOther && <span className={styles.other}>{words.adviceAt(time)}</span>}
    </div>
  );
}

function Threshold(props: {
  readonly advice: Exclude<Advice, { state: 'no-recommendation' }>;
  readonly decision: NonNullable<Manifest['decision']>;
  readonly model: ModelWords;
}) {
  const words = useWords(patientWords);
  const { advice, decision, model } = props;
  const [upper, lower] = toThresholds(decision).map((at) => model.numbers.chance(at, [at]));
  if (advice.state === 'uncertain') return <>{words.between(lower ?? '', upper ?? '')}</>;
  return <>{advice.arm === decision.arm ? words.threshold(upper ?? '') : words.thresholdUpTo(lower ?? '')}</>;
}
