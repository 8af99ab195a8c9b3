import { useEffect } from 'react';
import styles from './patients.module.css';
import type { ListView } from '#core/contract/patients-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, setList, tellingFailures, useSession } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientsWords } from '#renderer/strings/patients.ts';

/** The list that is open. The host keeps it, so that a window that was drawn anew has it back. */
export function useList(): ListView | null {
  const list = useSession((value) => value.list);
  const isAbsent = list === null;
  useEffect(() => {
    if (!isAbsent) return;
    void tellingFailures(async () => {
      const kept = await call('list', {});
      if (kept !== null) setList(kept);
    });
  }, [isAbsent]);
  return list;
}

/** Where no list is open: the way to one. */
export function NoList() {
  const words = useWords(patientsWords);
  return (
    <div className={styles.none}>
      <h1 className={styles.title}>{words.none}</h1>
      <p>{words.noneBody}</p>
      <Button look="filled" onClick={() => goTo({ screen: 'start' })}>
        {words.toStart}
      </Button>
    </div>
  );
}
