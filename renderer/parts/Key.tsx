import styles from './key.module.css';

/** A key of the keyboard, as a hint beside what it does. */
export function Key({ children }: { readonly children: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {children}
    </kbd>
  );
}
