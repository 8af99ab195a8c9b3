import styles from './result.module.css';
import { isHarm } from '#core/bundle/manifest.ts';
import { isInPersons, toAnswer, toHorizons, toThresholds, type Answer } from '#core/estimates/to-answer.ts';
import { Rounded } from '#renderer/parts/result/Rounded.tsx';
import { toTimeText } from '#renderer/parts/result/result-words.ts';
import { toOtherHarms, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

/** Every number of the outcome, and of each harm: each arm and each difference, at each time. */
export function TableTab({ shown }: { readonly shown: ShownResult }) {
  return (
    <>
      {[shown, ...toOtherHarms(shown)].map((one) => (
        <OutcomeTable key={one.question.outcome.name} shown={one} />
      ))}
    </>
  );
}

function OutcomeTable({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const { units } = useWords(fieldWords);
  const { content, outputs, question, model } = shown;
  const { outcome } = question;
  const horizons = toHorizons(content.manifest, outcome);
  const times = horizons.length === 0 ? [undefined] : horizons.map(({ value }) => value);
  const unit = isInPersons(outcome) ? words.of100 : words.value;
  return (
    <>
      <table className={styles.numbers}>
        <caption>
          {isHarm(outcome) && `${words.harm}: `}
          {isInPersons(outcome) ? model.state(outcome.name) : model.outcome(outcome.name)}, {unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.arm}</th>
            <th scope="col" className={styles.right}>
              {unit}
            </th>
            <th scope="col">{words.interval}</th>
            <th scope="col" className={styles.right}>
              {words.chance}
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((horizon) => (
            <TimeRows
              key={horizon ?? 0}
              shown={shown}
              answer={toAnswer(
                content.manifest,
                outputs,
                horizon === undefined ? { outcome } : { outcome, horizon },
              )}
              time={toTimeText(horizon === undefined ? { outcome } : { outcome, horizon }, model, units)}
              isChosen={horizon === question.horizon}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        <Rounded shown={shown} />
      </p>
    </>
  );
}

interface TimeRowsProps {
  readonly shown: ShownResult;
  readonly answer: Answer;
  readonly time: string;
  readonly isChosen: boolean;
}

function TimeRows({ shown, answer, time, isChosen }: TimeRowsProps) {
  const words = useWords(patientWords);
  const { content, model, question } = shown;
  const rows = [
    ...answer.arms.map((of) => ({
      name: model.arm(of.arm),
      number:
        of.category === undefined
          ? shown.words.ofArm(of)
          : model.category(question.outcome.name, of.category),
      range: of.estimate && shown.words.interval(of.estimate),
      chance: '',
    })),
    ...answer.differences.map(({ arm, reference, estimate, probabilityOfBenefit }) => ({
      name: words.differenceWith(model.arm(arm), model.arm(reference)),
      number: shown.words.signed(estimate.mean),
      range: shown.words.interval(estimate),
      chance:
        probabilityOfBenefit === undefined
          ? ''
          : model.numbers.chance(probabilityOfBenefit, toThresholds(content.manifest.decision)),
    })),
  ];
  return rows.map(({ name, number, range, chance }, at) => (
    <tr key={name} className={`${at === 0 ? styles.firstOfTime : ''} ${isChosen ? styles.chosenTime : ''}`}>
      {at === 0 && (
        <th scope="rowgroup" rowSpan={rows.length}>
          {time}
        </th>
      )}
      <td>{name}</td>
      <td className={styles.right}>{number}</td>
      <td>{range ?? ''}</td>
      <td className={styles.right}>{chance}</td>
    </tr>
  ));
}
