import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './models.module.css';
import type { ModelPageProps } from '#renderer/screens/models/ModelPage.tsx';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, refreshStart, setStart, tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

/** What may be done with a model now. Withdrawing and rolling back ask for the reason that stands in the log. */
export function ModelActions({ view, file, onView, onLook }: ModelPageProps) {
  const words = useWords(modelsWords);
  const [asking, setAsking] = useState<'withdraw' | 'roll-back'>();
  const { ref, id } = view.summary;
  const doing = (work: () => Promise<void>) => () => void tellingFailures(work);
  const use = async (): Promise<void> => {
    setStart(await call('model-use', { ref }));
    await onLook();
  };
  const install = async (): Promise<void> => {
    if (file === undefined) return;
    onView(await call('model-install', { file, allowOlder: false }));
    await refreshStart();
    goTo({ screen: 'models', ref });
  };
  const release = async (): Promise<void> => {
    const key = await call('file-choose', { kind: 'key' });
    if (key === null) return;
    onView(await call('model-release', { ref, key: key.token }));
    await refreshStart();
  };
  const withReason = async (reason: string): Promise<void> => {
    onView(
      asking === 'withdraw'
        ? await call('model-withdraw', { ref, reason })
        : await call('model-roll-back', { id, reason }),
    );
    setAsking(undefined);
    await refreshStart();
  };
  const may = new Set(view.may);
  return (
    <div className={styles.actions}>
      <Button onClick={doing(onLook)}>{words.checkAgain}</Button>
      {may.has('use') && (
        <Button look="filled" onClick={doing(use)}>
          {words.use}
        </Button>
      )}
      {may.has('install') && file !== undefined && (
        <Button look="filled" onClick={doing(install)}>
          {words.install}
        </Button>
      )}
      {may.has('release') && <Button onClick={doing(release)}>{words.release}</Button>}
      {may.has('roll-back') && <Button onClick={() => setAsking('roll-back')}>{words.rollBack}</Button>}
      {may.has('withdraw') && <Button onClick={() => setAsking('withdraw')}>{words.withdraw}</Button>}
      {asking !== undefined && (
        <ReasonDialog
          title={asking === 'withdraw' ? words.withdraw : words.rollBack}
          onClose={() => setAsking(undefined)}
          onReason={(reason) => void tellingFailures(() => withReason(reason))}
        />
      )}
    </div>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
}

function ReasonDialog({ title, onClose, onReason }: ReasonDialogProps) {
  const words = useWords(modelsWords);
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') onReason(reason.trim());
        }}
      >
        <TextInput
          label={words.reason}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button look="filled" disabled={reason.trim() === ''} onClick={() => onReason(reason.trim())}>
          {title}
        </Button>
      </form>
    </Modal>
  );
}
