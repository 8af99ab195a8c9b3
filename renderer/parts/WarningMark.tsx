import { IconAlertTriangle, IconBan, IconCopy } from '@tabler/icons-react';
import styles from './warning.module.css';

export type WarningKind = 'missing' | 'outside' | 'refused' | 'double';

/** Dashed square: missing. Triangle: out of range. Barred circle: refused. Two sheets: stands there twice. */
export function WarningMark({ kind, size = 16 }: { readonly kind: WarningKind; readonly size?: number }) {
  const className = `${styles.mark} ${kind === 'refused' ? styles.stop : styles.warn}`;
  if (kind === 'outside') {
    return <IconAlertTriangle size={size} stroke={1.8} aria-hidden="true" className={className} />;
  }
  if (kind === 'refused')
    return <IconBan size={size} stroke={1.8} aria-hidden="true" className={className} />;
  if (kind === 'double')
    return <IconCopy size={size} stroke={1.8} aria-hidden="true" className={className} />;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className={className}>
      <rect
        x="2"
        y="2"
        width="12"
        height="12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeDasharray="3 2"
      />
    </svg>
  );
}
