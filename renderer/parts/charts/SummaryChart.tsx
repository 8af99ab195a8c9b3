import styles from './charts.module.css';
import { isInPersons } from '#core/estimates/to-answer.ts';
import type { Estimate } from '#core/estimates/to-answer.ts';
import { toScale, type Scale } from '#core/estimates/to-scale.ts';
import { toLeading, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

/** Share of the width that the axis leaves free at both ends, for labels and caps. */
const inset = 0.03;

interface SummaryChartProps {
  readonly shown: ShownResult;
  /** Half the ticks of the difference, where there is little room. */
  readonly isNarrow?: boolean;
}

/**
 * All arms on one axis, and below it the leading difference on an axis of its own whose points are as long and whose
 * nought lies under the arm without treatment: what is 10 more lies exactly under the arm with it.
 */
export function SummaryChart({ shown, isNarrow = false }: SummaryChartProps) {
  const words = useWords(patientWords);
  const { question, answer, model, time, pair } = shown;
  const { outcome } = question;
  const leading = toLeading(shown);
  const scale = toArmScale(shown);
  const state = words.inState(
    isInPersons(outcome) ? model.state(outcome.name) : model.outcome(outcome.name),
    time === '' ? '' : words.at(time),
  );
  return (
    <div className={styles.summary} role="table" aria-label={state}>
      <div role="row" className={styles.summaryHead}>
        <span role="columnheader">{state.charAt(0).toLocaleUpperCase() + state.slice(1)}</span>
        <span role="columnheader" className={styles.right}>
          {isInPersons(outcome) ? words.of100 : outcome.kind === 'class' ? words.class : words.value}
        </span>
        <span role="columnheader">{words.interval}</span>
        <span className={styles.ticks} aria-hidden="true">
          {scale?.ticks.map((tick) => (
            <span key={tick} style={{ left: toLeft(scale, tick) }}>
              {isInPersons(outcome) ? model.numbers.number(tick * 100) : model.numbers.number(tick)}
            </span>
          ))}
        </span>
      </div>
      {answer.arms.map((of) => {
        const { arm, estimate, category } = of;
        return (
          <div role="row" key={arm} className={styles.summaryRow}>
            <span role="rowheader" className={styles.armName}>
              <ArmMark isReference={arm === pair?.reference} />
              {model.arm(arm)}
            </span>
            <span role="cell" className={styles.figure}>
              {category === undefined ? shown.words.ofArm(of) : model.category(outcome.name, category)}
            </span>
            <span role="cell" className={styles.range}>
              {(estimate && shown.words.interval(estimate)) ??
                (category === undefined ? words.noInterval : '')}
            </span>
            {scale !== undefined && estimate !== undefined && (
              <Plot
                scale={scale}
                estimate={estimate}
                look={arm === pair?.reference ? 'reference' : 'arm'}
                drops={leading === undefined ? [] : toDrops(arm, shown)}
              />
            )}
          </div>
        );
      })}
      {leading !== undefined && scale !== undefined && (
        <DifferenceRows shown={shown} scale={scale} leading={leading} isNarrow={isNarrow} />
      )}
    </div>
  );
}

function DifferenceRows(props: {
  readonly shown: ShownResult;
  readonly scale: Scale;
  readonly leading: NonNullable<ReturnType<typeof toLeading>>;
  readonly isNarrow: boolean;
}) {
  const { shown, scale, leading, isNarrow } = props;
  const words = useWords(patientWords);
  const { estimate } = leading.difference;
  const zero = leading.ofReference.mean;
  const moved = move(estimate, zero);
  const step = (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0);
  const ticks = toDifferenceTicks(scale, zero, isNarrow ? step : step / 2);
  const { numbers } = shown.model;
  return (
    <>
      <div role="row" className={styles.differenceRow}>
        <span role="rowheader">{words.difference}</span>
        <span role="cell" className={styles.figure}>
          {shown.words.signed(estimate.mean)}
        </span>
        <span role="cell" className={styles.range}>
          {shown.words.interval(estimate) ?? words.noInterval}
        </span>
        <Plot
          scale={scale}
          estimate={moved}
          look="difference"
          ticks={ticks.map((tick) => zero + tick)}
          zero={zero}
          drops={[]}
        />
      </div>
      <div className={styles.differenceTicks} aria-hidden="true">
        <span className={styles.ticks}>
          {ticks.map((tick) => (
            <span key={tick} style={{ left: toLeft(scale, zero + tick) }}>
              {isInPersons(shown.question.outcome)
                ? numbers.signed(Math.round(tick * 100))
                : numbers.signed(tick)}
            </span>
          ))}
        </span>
      </div>
    </>
  );
}

interface PlotProps {
  readonly scale: Scale;
  readonly estimate: Estimate;
  readonly look: 'arm' | 'reference' | 'difference';
  readonly ticks?: readonly number[];
  readonly zero?: number;
  /** Values from which a dotted line leads to the row below. */
  readonly drops: readonly number[];
}

/** One interval in percent of the width, so that rows stay under each other at any width. */
function Plot({ scale, estimate, look, ticks = scale.ticks, zero, drops }: PlotProps) {
  const left = (value: number): string => toLeft(scale, value);
  const { mean, interval } = estimate;
  return (
    <svg className={`${styles.plot} ${styles[look]}`} aria-hidden="true">
      {ticks.map((tick) => (
        <line key={tick} x1={left(tick)} x2={left(tick)} y1="0" y2="100%" className={styles.gridLine} />
      ))}
      <line
        x1={left(zero ?? scale.min)}
        x2={left(zero ?? scale.min)}
        y1="0"
        y2="100%"
        className={styles.zeroLine}
      />
      {drops.map((drop) => (
        <line key={drop} x1={left(drop)} x2={left(drop)} y1="50%" y2="100%" className={styles.drop} />
      ))}
      {interval !== undefined && (
        <>
          <line
            x1={left(interval.lower)}
            x2={left(interval.upper)}
            y1="50%"
            y2="50%"
            className={styles.whisker}
          />
          {[interval.lower, interval.upper].map((end, at) => (
            <svg key={at} x={left(end)} y="50%" overflow="visible">
              <line y1="-4" y2="4" className={styles.whisker} />
            </svg>
          ))}
        </>
      )}
      <circle cx={left(mean)} cy="50%" r="4.8" className={styles.dot} />
    </svg>
  );
}

/** How an arm is drawn: without treatment dashed and hollow, with it solid and filled. */
export function ArmMark({ isReference }: { readonly isReference: boolean }) {
  return (
    <svg
      className={`${styles.armMark} ${isReference ? styles.reference : styles.arm}`}
      width="26"
      height="12"
      viewBox="0 0 26 12"
      aria-hidden="true"
    >
      <path d="M0 6H26" className={styles.whisker} strokeDasharray={isReference ? '6 4' : undefined} />
      <circle cx="13" cy="6" r="4" className={styles.dot} />
    </svg>
  );
}

/** Persons lie between 0 and 100; values where they and their intervals are. */
function toArmScale({ answer, question }: ShownResult): Scale | undefined {
  const estimates = answer.arms.flatMap(({ estimate }) => (estimate === undefined ? [] : [estimate]));
  if (estimates.length === 0) return undefined;
  if (isInPersons(question.outcome)) return { min: 0, max: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] };
  return toScale(
    estimates.flatMap(({ mean, interval }) => [mean, interval?.lower ?? mean, interval?.upper ?? mean]),
  );
}

function toDrops(arm: string, shown: ShownResult): readonly number[] {
  const leading = toLeading(shown);
  if (leading === undefined) return [];
  // from the arm without treatment to the nought below, from the arm with it to the end of the difference
  const last = shown.answer.arms.at(-1)?.arm;
  if (arm === last && last === shown.pair?.arm) return [leading.ofReference.mean, leading.ofArm.mean];
  return arm === shown.pair?.reference ? [leading.ofReference.mean] : [];
}

function move({ mean, interval }: Estimate, by: number): Estimate {
  return interval === undefined
    ? { mean: mean + by }
    : { mean: mean + by, interval: { lower: interval.lower + by, upper: interval.upper + by } };
}

/** Round differences that lie on the axis of the arms. */
function toDifferenceTicks({ min, max }: Scale, zero: number, step: number): readonly number[] {
  const ticks: number[] = [];
  const first = Math.max(-2, Math.ceil((min - zero) / step));
  const last = Math.min(3, Math.floor((max - zero) / step));
  for (let at = first; at <= last; at += 1) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

function toLeft({ min, max }: Scale, value: number): string {
  return `${(inset + ((value - min) / (max - min)) * (1 - 2 * inset)) * 100}%`;
}
