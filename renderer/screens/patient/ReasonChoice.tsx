import { useEffect, useRef, useState } from 'react';
import styles from './decision.module.css';
import { overrideReasons, type OverrideReason } from '#core/contract/patients-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Key } from '#renderer/parts/Key.tsx';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface ReasonChoiceProps {
  readonly onRecord: (reason: OverrideReason, note?: string) => void;
  readonly onClose: () => void;
}

/** Why it is decided otherwise: one key of 1 to 6 records. The last asks for a note first. */
export function ReasonChoice({ onRecord, onClose }: ReasonChoiceProps) {
  const words = useWords(patientWords);
  const [isNoting, setNoting] = useState(false);
  const [note, setNote] = useState('');
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector('button')?.focus(), []);
  const choose = (reason: OverrideReason): void => {
    if (reason === 'other') setNoting(true);
    else onRecord(reason);
  };
  useScreenKeys({
    Escape: onClose,
    ...Object.fromEntries(overrideReasons.map((reason, at) => [`${at + 1}`, () => choose(reason)])),
  });
  return (
    <div className={styles.reasons} role="group" aria-label={words.reasonTitle} ref={first}>
      <div className={styles.reasonTitle}>{words.reasonTitle}</div>
      <div className={styles.reasonRow}>
        {overrideReasons.map((reason, at) => (
          <button
            key={reason}
            type="button"
            className={styles.reason}
            aria-pressed={isNoting && reason === 'other'}
            onClick={() => choose(reason)}
          >
            <Key>{`${at + 1}`}</Key>
            {words.reasons[reason]}
          </button>
        ))}
      </div>
      {isNoting && (
        <form
          className={styles.note}
          onSubmit={(event) => {
            event.preventDefault();
            if (note.trim() !== '') onRecord('other', note);
          }}
        >
          <input
            className={styles.noteInput}
            aria-label={words.note}
            placeholder={words.note}
            value={note}
            maxLength={2000}
            autoFocus
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setNoting(false);
            }}
          />
          <Button disabled={note.trim() === ''} hint="Enter" onClick={() => onRecord('other', note)}>
            {words.record}
          </Button>
        </form>
      )}
    </div>
  );
}
