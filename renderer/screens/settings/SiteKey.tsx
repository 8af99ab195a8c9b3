import { useState } from 'react';
import styles from './settings.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { setStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { settingsWords } from '#renderer/strings/settings.ts';

/** Where the key of the log is; puts it under the system's store, and saves a recovery copy. */
export function SiteKey() {
  const words = useWords(settingsWords);
  const { form, rule, copied } = useStart().siteKey;
  const [done, setDone] = useState<string>();
  const seal = async (): Promise<void> => {
    setStart(await call('site-key-seal', {}));
    setDone(words.keySealed);
  };
  const copy = async (): Promise<void> => {
    const file = await call('file-name', { kind: 'key-copy' });
    if (file === null) return;
    setStart(await call('site-key-copy', { file: file.token }));
    setDone(words.keyCopied(file.name, file.folder));
  };
  return (
    <>
      <div className={styles.row}>
        <div className={styles.name}>
          {words.key}
          <div className={styles.explains}>{words.keyForms[form]}</div>
          <div className={styles.explains}>{copied ? words.keyHasCopy : words.keyNoCopy}</div>
        </div>
        <div className={styles.buttons}>
          {form === 'plain' && <Button onClick={() => void tellingFailures(seal)}>{words.keySeal}</Button>}
          <Button onClick={() => void tellingFailures(copy)}>{words.keyCopy}</Button>
        </div>
        <span className={styles.organisation}>{rule === 'system' && words.setBy.organisation}</span>
      </div>
      {done !== undefined && <p role="status">{done}</p>}
    </>
  );
}
