import styles from './icons.module.css';
import { toPersons } from '#core/advice/persons.ts';
import { isInPersons, type Estimate } from '#core/estimates/to-answer.ts';
import { IconArray } from '#renderer/parts/charts/IconArray.tsx';
import { PersonIcon, type PersonKind } from '#renderer/parts/charts/PersonIcon.tsx';
import { ResultSentence, toSentenceText } from '#renderer/parts/result/ResultSentence.tsx';
import { toLeading, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

/** 100 patients like this one, and how uncertain their difference is. */
export function IconsTab({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const leading = toLeading(shown);
  const { outcome } = shown.question;
  const only = shown.answer.arms[0]?.persons;
  if (!isInPersons(outcome) || (leading === undefined && only === undefined)) {
    return (
      <div className={styles.tab}>
        <ResultSentence shown={shown} />
        <p className={styles.quiet}>{words.noIcons}</p>
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <ResultSentence shown={shown} />
      {leading === undefined || shown.pair === undefined ? (
        <IconArray persons={{ both: only ?? 0, difference: 0 }} width={300} label={toSentenceText(shown)} />
      ) : (
        <Compared shown={shown} leading={leading} pair={shown.pair} />
      )}
    </div>
  );
}

interface ComparedProps {
  readonly shown: ShownResult;
  readonly leading: NonNullable<ReturnType<typeof toLeading>>;
  readonly pair: NonNullable<ShownResult['pair']>;
}

function Compared({ shown, leading, pair }: ComparedProps) {
  const words = useWords(patientWords);
  const { model, question, time } = shown;
  const of = leading.persons ?? 0;
  const difference = toPersons(leading.difference.estimate.mean);
  const { interval } = leading.difference.estimate;
  const state = model.state(question.outcome.name);
  const arm = model.arm(pair.arm);
  const both = difference < 0 ? of + difference : of;
  const after = Math.max(0, 100 - both - Math.abs(difference));
  const rows: readonly Row[] = [
    {
      kind: 'alive',
      count: both,
      text: words.bothIcons(state, model.arm(difference < 0 ? pair.arm : pair.reference)),
      ...toRange(difference < 0 ? leading.ofArm : leading.ofReference, shown),
    },
    {
      kind: difference < 0 ? 'fewer' : 'extra',
      count: Math.abs(difference),
      text: difference < 0 ? words.fewerIcons(state, arm) : words.moreIcons(state, arm),
      ...toRange(leading.difference.estimate, shown),
    },
    {
      kind: 'dead',
      count: after,
      text: words.neitherIcons(state),
      ...toRange(toComplement(difference < 0 ? leading.ofReference : leading.ofArm), shown),
    },
  ];
  const at = time === '' ? '' : words.at(time);
  return (
    <div className={styles.sides}>
      <div className={styles.large}>
        <IconArray persons={{ both, difference }} width={304} label={toSentenceText(shown)} />
        <p className={styles.quiet}>{words.eachFigure(at)}</p>
      </div>
      <div className={styles.side}>
        <Counts rows={rows} />
        {interval !== undefined && (
          <Bounds
            of={of}
            bounds={[
              { name: words.bounds.lower, value: toPersons(interval.lower) },
              { name: words.bounds.estimate, value: difference },
              { name: words.bounds.upper, value: toPersons(interval.upper) },
            ]}
          />
        )}
      </div>
    </div>
  );
}

interface Row {
  readonly kind: PersonKind;
  readonly count: number;
  readonly text: string;
  readonly range?: string;
}

function Counts({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords(patientWords);
  return (
    <table className={styles.counts}>
      <thead>
        <tr>
          <th aria-label={words.arm} />
          <th scope="col" colSpan={2}>
            {words.of100}
          </th>
          <th scope="col" className={styles.right}>
            {words.interval}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, count, text, range }) => (
          <tr key={kind}>
            <td className={styles.icon}>
              <PersonIcon kind={kind} height={26} />
            </td>
            <td className={styles.figure}>{count}</td>
            <td>{text}</td>
            <td className={styles.range}>{range ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BoundsProps {
  /** Persons in the state under the reference. */
  readonly of: number;
  readonly bounds: readonly { readonly name: string; readonly value: number }[];
}

/** The lower bound, the estimate and the upper bound, each as 100 persons. */
function Bounds({ of, bounds }: BoundsProps) {
  const words = useWords(patientWords);
  return (
    <>
      <h3 className={styles.boundsTitle}>{words.howUncertain}</h3>
      <div className={styles.bounds}>
        {bounds.map(({ name, value }) => {
          // an end of the interval may lie beyond what is left of the hundred
          const difference = Math.max(-of, Math.min(100 - of, value));
          return (
            <figure key={name}>
              <IconArray persons={{ both: difference < 0 ? of + difference : of, difference }} width={112} />
              <figcaption>
                <strong>{value < 0 ? words.fewer(String(-value)) : words.extra(String(value))}</strong> {name}
              </figcaption>
            </figure>
          );
        })}
      </div>
    </>
  );
}

/** Those who are not in the state. */
function toComplement({ mean, interval }: Estimate): Estimate {
  if (interval === undefined) return { mean: 1 - mean };
  return { mean: 1 - mean, interval: { lower: 1 - interval.upper, upper: 1 - interval.lower } };
}

function toRange(estimate: Estimate, shown: ShownResult): { readonly range?: string } {
  const range = shown.words.interval(estimate);
  return range === undefined ? {} : { range };
}
