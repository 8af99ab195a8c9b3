import { TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './settings.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { setStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { settingsWords } from '#renderer/strings/settings.ts';

/** The name and the role that stand in the log beside the account, once they are confirmed. */
export function WhoForm() {
  const words = useWords(settingsWords);
  const { who } = useStart();
  const [name, setName] = useState(who.name ?? '');
  const [role, setRole] = useState(who.role ?? '');
  const confirm = async (): Promise<void> => setStart(await call('who-confirm', { name, role }));
  return (
    <div className={styles.row}>
      <div className={styles.name}>
        {words.who}
        <div className={styles.explains}>{who.account}</div>
      </div>
      <div className={styles.who}>
        <TextInput
          aria-label={words.name}
          placeholder={words.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          aria-label={words.role}
          placeholder={words.role}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
        />
      </div>
      <Button
        disabled={name.trim() === '' || role.trim() === ''}
        onClick={() => void tellingFailures(confirm)}
      >
        {words.confirm}
      </Button>
    </div>
  );
}
