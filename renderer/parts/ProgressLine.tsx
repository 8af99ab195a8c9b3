import { Progress } from '@mantine/core';
import { useEffect } from 'react';
import styles from './progress-line.module.css';
import type { ProgressView } from '#core/contract/progress.ts';
import { announce } from '#renderer/parts/announce.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';

/** Rows done, rate, time left, and the way to stop it. A screen reader hears each phase and each fifth of it, not each row. */
export function ProgressLine({ progress }: { readonly progress: ProgressView }) {
  const words = useWords(frameWords);
  const numbers = useNumbers();
  const { phase, rows, share, rowsPerSecond, secondsLeft } = progress;
  const parts = [
    words.phase[phase],
    words.rows(numbers.number(rows)),
    ...(rowsPerSecond === undefined ? [] : [words.rate(numbers.number(Math.round(rowsPerSecond)))]),
    ...(secondsLeft === undefined ? [] : [words.left(numbers.number(Math.ceil(secondsLeft)))]),
  ];
  const fifth = share === undefined ? undefined : Math.floor(share * 5);
  useEffect(() => {
    const part = fifth === undefined ? '' : `, ${numbers.number(fifth * 20)} %`;
    announce(`${words.phase[phase]}${part}`);
  }, [words, numbers, phase, fifth]);
  return (
    <div className={styles.line} aria-live="off">
      <Progress
        value={(share ?? 0) * 100}
        aria-label={words.phase[phase]}
        transitionDuration={0}
        radius={0}
        className={styles.track}
      />
      <span className={styles.text}>{parts.join(', ')}</span>
      <Button onClick={() => void tellingFailures(() => call('job-cancel', {}))}>{words.cancel}</Button>
    </div>
  );
}
