import styles from './leading.module.css';
import { isHarm } from '#core/bundle/manifest.ts';
import { isInPersons } from '#core/estimates/to-answer.ts';
import { ResultSentence } from '#renderer/parts/result/ResultSentence.tsx';
import { toLeading, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { toInline } from '#renderer/parts/value-text.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

/** The difference and its interval in one type size, and the sentence that says both arms. */
export function LeadingFigures({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const leading = toLeading(shown);
  const { question, time } = shown;
  const harm = isHarm(question.outcome) ? `${words.harm}: ${shown.model.outcome(question.outcome.name)}` : '';
  const at = [
    harm,
    time === '' ? '' : words.at(time),
    isInPersons(question.outcome) ? words.of100 : toInline(words.difference, shown.model.wording.language),
  ].filter((part) => part !== '');
  const title = at.join(', ');
  if (leading === undefined) {
    return (
      <div className={styles.alone}>
        <ResultSentence shown={shown} />
      </div>
    );
  }
  const { estimate } = leading.difference;
  const interval = shown.words.differenceInterval(estimate);
  return (
    <div className={styles.leading}>
      <div className={styles.figures}>
        <div>
          <div className={styles.label}>{title.charAt(0).toLocaleUpperCase() + title.slice(1)}</div>
          <div className={styles.figure}>{shown.words.difference(estimate.mean)}</div>
        </div>
        <div>
          <div className={styles.label}>{words.interval}</div>
          <div className={styles.figure}>{interval ?? words.noInterval}</div>
        </div>
      </div>
      <div className={styles.sentence}>
        <ResultSentence shown={shown} />
      </div>
    </div>
  );
}
