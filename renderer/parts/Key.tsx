import styles from './key.module.css';
import { useLanguage } from '#renderer/state/language.tsx';
import { useSession } from '#renderer/state/session.ts';
import { toKeyName } from '#renderer/strings/language.ts';

interface KeyProps {
  readonly children: string;
  /** Also where keys of one character are switched off. */
  readonly always?: boolean;
}

/** A key of the keyboard, as a hint beside what it does; none where it does nothing. */
export function Key({ children, always = false }: KeyProps) {
  const language = useLanguage();
  const allowed = useSession(({ start }) => start?.settings.values.letterKeys ?? false);
  if (/^[A-Z0-9?]$/.test(children) && !allowed && !always) return undefined;
  return (
    <kbd className={styles.key} aria-hidden="true">
      {toKeyName(children, language)}
    </kbd>
  );
}
