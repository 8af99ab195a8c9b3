import type { ReactNode } from 'react';

interface ScrolledProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** What is longer than the window and has nothing in it to stop at: the keyboard scrolls it too (WCAG 2.1.1). */
export function Scrolled({ label, className, children }: ScrolledProps) {
  return (
    <div className={className} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
