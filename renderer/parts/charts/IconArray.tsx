import styles from './charts.module.css';
import { PersonShape, type PersonKind } from '#renderer/parts/charts/PersonIcon.tsx';

/** 100 persons by what becomes of them. */
export interface Persons {
  /** In the state under both arms. */
  readonly both: number;
  /** More of them (or, below nought, fewer) under the arm. */
  readonly difference: number;
}

interface IconArrayProps {
  readonly persons: Persons;
  /** Pixels of its width. */
  readonly width: number;
  /** One sentence for who cannot see it; without one it is decoration. */
  readonly label?: string;
}

const cell = { width: 34, height: 36 };

/** Ten by ten persons, filled row by row, told apart by fill, sign and outline before colour. */
export function IconArray({ persons, width, label }: IconArrayProps) {
  const kinds = toKinds(persons);
  return (
    <svg
      className={styles.persons}
      width={width}
      height={(width * cell.height) / cell.width}
      viewBox={`0 0 ${10 * cell.width} ${10 * cell.height}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {kinds.map((kind, at) => (
        <g
          key={at}
          transform={`translate(${(at % 10) * cell.width + 5} ${Math.floor(at / 10) * cell.height + 4})`}
        >
          <PersonShape kind={kind} />
        </g>
      ))}
    </svg>
  );
}

/** The person at each place: those of both arms first, then the difference, then the rest. */
export function toKinds({ both, difference }: Persons): readonly PersonKind[] {
  const changed = Math.abs(difference);
  return Array.from({ length: 100 }, (_, at): PersonKind => {
    if (at < both) return 'alive';
    if (at < both + changed) return difference > 0 ? 'extra' : 'fewer';
    return 'dead';
  });
}
