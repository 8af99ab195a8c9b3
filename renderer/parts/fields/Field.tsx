import { useId, type ReactNode } from 'react';
import styles from './fields.module.css';
import { WarningMark, type WarningKind } from '#renderer/parts/WarningMark.tsx';

/** What a field must be told about: `fine` is only helped. */
export type FieldTone = 'fine' | 'missing' | 'outside' | 'refused' | 'asked';

export interface FieldHelp {
  readonly tone: FieldTone;
  readonly text: string;
}

interface FieldProps {
  readonly label: string;
  /** The label stands elsewhere on the screen, such as in a table; it is read to who cannot see it. */
  readonly hideLabel?: boolean;
  readonly help: FieldHelp;
  readonly unit?: string;
  /** Buttons that answer what is asked. */
  readonly answers?: ReactNode;
  readonly children: (ids: { readonly id: string; readonly helpId: string }) => ReactNode;
}

const marks: Readonly<Partial<Record<FieldTone, WarningKind>>> = {
  missing: 'missing',
  outside: 'outside',
  refused: 'refused',
};

/** A label, an input 32 high with its unit inside at the right, and one line that helps or says what is wrong. */
export function Field({ label, hideLabel = false, help, unit = '', answers, children }: FieldProps) {
  const id = useId();
  const helpId = `${id}-help`;
  const mark = marks[help.tone];
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
        {unit !== '' && <span className="visually-hidden">, {unit}</span>}
      </label>
      <div className={`${styles.box} ${styles[help.tone]}`}>
        {children({ id, helpId })}
        {unit !== '' && (
          <span className={styles.unit} aria-hidden="true">
            {unit}
          </span>
        )}
      </div>
      <div id={helpId} className={`${styles.help} ${styles[`${help.tone}Help`]}`} role="status">
        {mark !== undefined && <WarningMark kind={mark} size={14} />}
        {help.text !== '' && <span>{help.text}</span>}
        {answers}
      </div>
    </div>
  );
}
