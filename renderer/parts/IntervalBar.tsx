import styles from './interval.module.css';
import type { PatientState } from '#core/estimates/find-patients.ts';
import type { Scale } from '#core/estimates/to-scale.ts';

interface IntervalBarProps {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly state: PatientState;
  readonly scale: Scale;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Room for half a dot and an arrowhead at both ends. */
export const barMargin = 6;

/** Where a value lies on an axis of this width, clipped to it. */
export function toBarX({ min, max }: Scale, width: number, value: number): number {
  const share = (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return barMargin + share * (width - 2 * barMargin);
}

/**
 * A dot with whiskers on the axis of its column, through which the line of nought runs. Filled dot: benefit. Hollow:
 * uncertain. Square: harm. What lies beyond the axis ends in an arrowhead.
 */
export function IntervalBar({ mean, lower, upper, state, scale, width, height }: IntervalBarProps) {
  const x = (value: number): number => toBarX(scale, width, value);
  const y = height / 2;
  const zero = scale.min <= 0 && scale.max >= 0;
  const isMeanThere = mean >= scale.min && mean <= scale.max;
  return (
    <svg className={styles.bar} width={width} height={height} aria-hidden="true">
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M${x(tick)} 0V${height}`} className={styles.grid} />
      ))}
      {zero && <path d={`M${x(0)} 0V${height}`} className={styles.zero} />}
      {Number.isFinite(mean) && (
        <g className={state === 'benefit' ? styles.accent : styles.plain}>
          {Number.isFinite(lower) && Number.isFinite(upper) && (
            <path
              d={`M${x(lower)} ${y}H${x(upper)}${toEnd(x(lower), y, lower < scale.min, 1)}${toEnd(x(upper), y, upper > scale.max, -1)}`}
              className={styles.whisker}
            />
          )}
          {isMeanThere && toDot(state, x(mean), y)}
        </g>
      )}
    </svg>
  );
}

/** A cap of 8, or an arrowhead that points outwards. */
function toEnd(x: number, y: number, isBeyond: boolean, inwards: 1 | -1): string {
  return isBeyond
    ? `M${x + 4 * inwards} ${y - 4}L${x} ${y}L${x + 4 * inwards} ${y + 4}`
    : `M${x} ${y - 4}V${y + 4}`;
}

function toDot(state: PatientState, x: number, y: number): React.ReactNode {
  switch (state) {
    case 'benefit':
      return <circle cx={x} cy={y} r="4.5" className={styles.filled} />;
    case 'harm':
      return <rect x={x - 4} y={y - 4} width="8" height="8" className={styles.filled} />;
    case 'uncertain':
    case 'no-advice':
    case 'refused':
      return <circle cx={x} cy={y} r="3.8" className={styles.hollow} />;
    default:
      return state satisfies never;
  }
}
