import { useState } from 'react';
import styles from './settings.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { settingsWords } from '#renderer/strings/settings.ts';

/** The diagnostic file: shown first, then saved. */
export function Diagnostic() {
  const words = useWords(settingsWords);
  const [text, setText] = useState<string>();
  const [saved, setSaved] = useState<string>();
  const look = async (): Promise<void> => setText((await call('diagnostic-look', {})).text);
  const save = async (): Promise<void> => {
    const folder = await call('file-choose', { kind: 'folder' });
    if (folder === null) return;
    const done = await call('diagnostic-save', { folder: folder.token });
    setSaved(words.saved(done.name, done.folder));
  };
  return (
    <>
      <div className={styles.row}>
        <div className={styles.name}>
          {words.diagnostic}
          <div className={styles.explains}>{words.diagnosticBody}</div>
        </div>
        <Button onClick={() => void tellingFailures(look)}>{words.look}</Button>
        {text !== undefined && <Button onClick={() => void tellingFailures(save)}>{words.save}</Button>}
      </div>
      {text !== undefined && <pre className={styles.diagnostic}>{text}</pre>}
      {saved !== undefined && <p role="status">{saved}</p>}
    </>
  );
}
