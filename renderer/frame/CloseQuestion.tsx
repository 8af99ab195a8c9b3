import { Modal } from '@mantine/core';
import styles from './close-question.module.css';
import type { BatchAtClose } from '#core/contract/calls.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { setClosing, tellingFailures, useSession, useStart } from '#renderer/state/session.ts';
import { closingWords } from '#renderer/strings/closing.ts';

/** Over everything, the cover too: it shows no patient. What closes it without an answer keeps the batch running. */
const above = 1100;

/** Closing the window while a batch runs: stay, stop and go on later, or let go of it. */
export function CloseQuestion() {
  const words = useWords(closingWords);
  const numbers = useNumbers();
  const { batch } = useStart();
  const asked = useSession((value) => value.closing);
  if (!asked || batch.state !== 'running') return undefined;
  const { rows = 0, total } = batch.progress ?? {};
  const answer = (what: BatchAtClose) => () =>
    void tellingFailures(() => call('window-close', { batch: what }));
  const stay = () => setClosing(false);
  return (
    <Modal
      opened
      onClose={stay}
      title={words.title}
      zIndex={above}
      closeButtonProps={{ 'aria-label': words.stay }}
    >
      <p>{total === undefined ? words.checking : words.done(numbers.number(rows), numbers.number(total))}</p>
      <p>{batch.resumable === undefined ? words.explainAnew : words.explain}</p>
      <div className={styles.answers}>
        <Button look="filled" data-autofocus onClick={stay}>
          {words.stay}
        </Button>
        <Button onClick={answer('leave')}>
          {batch.resumable === undefined ? words.leaveAnew : words.leave}
        </Button>
        <Button onClick={answer('discard')}>{words.discard}</Button>
      </div>
    </Modal>
  );
}
