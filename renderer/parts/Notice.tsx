import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  /** `warn`: look at it; `stop`: a refused value or broken trust; `info`: a fact. */
  readonly kind: 'warn' | 'stop' | 'info';
  /** The finding, in bold. */
  readonly title: string;
  /** Its consequence. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

const icons = { warn: IconAlertTriangle, stop: IconBan, info: IconInfoCircle } as const;

/** A finding with its consequence: a shape, a word and a colour, so that none of them stands alone. */
export function Notice({ kind, title, children, action }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={kind === 'stop' ? 'alert' : 'status'}>
      <Icon size={20} stroke={1.8} aria-hidden="true" className={styles.icon} />
      <div className={styles.body}>
        <strong className={styles.title}>{title}</strong> <span className={styles.text}>{children}</span>
      </div>
      {action}
    </div>
  );
}
