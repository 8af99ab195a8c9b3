import styles from './key.module.css';
import { useLanguage } from '#renderer/state/language.tsx';
import { toKeyName } from '#renderer/strings/language.ts';

/** A key of the keyboard, as a hint beside what it does. */
export function Key({ children }: { readonly children: string }) {
  const language = useLanguage();
  return (
    <kbd className={styles.key} aria-hidden="true">
      {toKeyName(children, language)}
    </kbd>
  );
}
