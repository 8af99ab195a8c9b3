import { Menu } from '@mantine/core';
import { useState } from 'react';
import styles from './log.module.css';
import type { LogFilter } from '#core/contract/log-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { ProgressLine } from '#renderer/parts/ProgressLine.tsx';
import { call } from '#renderer/state/bridge.ts';
import { session, tellingFailures, useSession, useStart, withProgress } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { logWords } from '#renderer/strings/log.ts';

const forms = ['full', 'jsonl', 'csv', 'fhir'] as const;

/** Whether every line is as it was written, as far as that was checked, and the ways to check and to export. */
export function LogHealthLine({ filter }: { readonly filter: LogFilter }) {
  const words = useWords(logWords);
  const numbers = useNumbers();
  const { log } = useStart();
  const progress = useSession((value) => value.progress);
  const [running, setRunning] = useState(false);
  const [exported, setExported] = useState<string>();
  /** A job of the host, with its progress and the way to stop it. */
  const doJob = async (work: () => Promise<void>): Promise<void> => {
    setRunning(true);
    try {
      await withProgress(work);
    } finally {
      setRunning(false);
    }
  };
  const verify = (): Promise<void> =>
    doJob(async () => {
      const health = await call('log-verify', {});
      session.set((value) =>
        value.start === undefined ? value : { ...value, start: { ...value.start, log: health } },
      );
    });
  const exportAs = async (form: (typeof forms)[number]): Promise<void> => {
    setExported(undefined);
    const folder = await call('file-choose', { kind: 'folder' });
    if (folder === null) return;
    await doJob(async () => {
      const done = await call('log-export', { folder: folder.token, form, filter });
      setExported(words.exported(done.name, done.folder));
    });
  };
  const title =
    log.state === 'sound'
      ? words.sound
      : log.state === 'broken'
        ? words.broken(numbers.number(log.firstBad ?? 0))
        : words.unchecked;
  return (
    <div className={styles.health}>
      <Notice kind={log.state === 'broken' ? 'stop' : 'info'} title={title}>
        {log.state === 'sound' &&
          log.checkedAt !== undefined &&
          words.soundBody(numbers.number(log.size), numbers.time(log.checkedAt))}
        {log.state === 'broken' && log.fault} {words.root}{' '}
        <span className="mono">{log.root.slice(0, 16)}</span>
        {' · '}
        {words.folder} <span className="mono">{log.folder}</span>
      </Notice>
      <div className={styles.actions}>
        <Button disabled={running} onClick={() => void tellingFailures(verify)}>
          {words.verify}
        </Button>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button disabled={running}>{words.export}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{words.exportTo}</Menu.Label>
            {forms.map((form) => (
              <Menu.Item key={form} onClick={() => void tellingFailures(() => exportAs(form))}>
                {words.forms[form]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button onClick={() => void tellingFailures(() => call('folder-show', { which: 'log' }))}>
          {words.showFolder}
        </Button>
      </div>
      {running && progress !== undefined && <ProgressLine progress={progress} />}
      {exported !== undefined && <p role="status">{exported}</p>}
    </div>
  );
}
