import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { Key } from '#renderer/parts/Key.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `filled`: the one action of a screen; `plain`: without a border, in the colour of action. */
  readonly look?: 'filled' | 'outlined' | 'plain';
  readonly icon?: ReactNode;
  /** The key that does the same, shown beside the label. */
  readonly hint?: string;
  readonly children: ReactNode;
}

/** A button, 32 high. Not allowed: dashed, not faded, so that it can still be read. */
export function Button({ look = 'outlined', icon, hint, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${styles[look] ?? ''} ${className}`}>
      {icon}
      <span>{children}</span>
      {hint !== undefined && <Key>{hint}</Key>}
    </button>
  );
}
