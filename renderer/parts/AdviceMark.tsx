import styles from './advice.module.css';
import type { PatientState } from '#core/estimates/find-patients.ts';

interface AdviceMarkProps {
  readonly state: PatientState;
  /** Pixels. */
  readonly size?: number;
}

/** The state of advice as a shape that no other state has; it reads without colour. */
export function AdviceMark({ state, size = 16 }: AdviceMarkProps) {
  return (
    <svg
      className={`${styles.mark} ${styles[toClass(state)]}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapes[state]}
    </svg>
  );
}

/** CSS modules take names without a hyphen. */
export function toClass(state: PatientState): string {
  return state === 'no-advice' ? 'none' : state;
}

const shapes: Readonly<Record<PatientState, React.ReactNode>> = {
  benefit: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M8 4.5V11.5M4.5 8H11.5" className={styles.inside} />
    </>
  ),
  uncertain: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 1.8A6.2 6.2 0 0 1 8 14.2Z" fill="currentColor" />
    </>
  ),
  harm: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1" fill="currentColor" />
      <path d="M4.5 8H11.5" className={styles.inside} />
    </>
  ),
  'no-advice': (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="3.2 2"
      />
      <path d="M5 11L11 5" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  refused: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M3.8 3.8L12.2 12.2" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
};
