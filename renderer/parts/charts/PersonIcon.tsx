import styles from './charts.module.css';

export type PersonKind = 'alive' | 'extra' | 'fewer' | 'dead';

/** One of 100, in a box of 24 by 28: filled, filled with a plus, filled with a minus, or an outline. */
export function PersonShape({ kind }: { readonly kind: PersonKind }) {
  const isOutline = kind === 'dead';
  return (
    <g
      className={styles[kind]}
      fill={isOutline ? 'none' : 'currentColor'}
      stroke="currentColor"
      strokeWidth={isOutline ? 1.6 : 0}
    >
      <circle cx="12" cy="6" r={isOutline ? 4.7 : 5.4} />
      <path
        d={isOutline ? 'M3.3 26.7V22A8.7 8.2 0 0 1 20.7 22V26.7Z' : 'M2.5 27.5V22A9.5 9 0 0 1 21.5 22V27.5Z'}
      />
      {kind === 'extra' && <path d="M12 16.5V24.5M8 20.5H16" className={styles.sign} strokeWidth="2.2" />}
      {kind === 'fewer' && <path d="M8 20.5H16" className={styles.sign} strokeWidth="2.4" />}
    </g>
  );
}

export function PersonIcon({ kind, height = 28 }: { readonly kind: PersonKind; readonly height?: number }) {
  return (
    <svg
      className={styles.persons}
      width={(height * 24) / 28}
      height={height}
      viewBox="0 0 24 28"
      aria-hidden="true"
    >
      <PersonShape kind={kind} />
    </svg>
  );
}
