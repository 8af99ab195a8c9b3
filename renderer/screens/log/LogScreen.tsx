import { useCallback, useEffect, useState } from 'react';
import styles from './log.module.css';
import type { LogFilter, LogPage } from '#core/contract/log-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { LogFilterBar } from '#renderer/screens/log/LogFilterBar.tsx';
import { LogHealthLine } from '#renderer/screens/log/LogHealthLine.tsx';
import { LogTable } from '#renderer/screens/log/LogTable.tsx';
import { Silence } from '#renderer/screens/log/Silence.tsx';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { logWords } from '#renderer/strings/log.ts';

const pageRows = 100;

/** What happened: found by patient, person, model, kind and day; checked; exported. Looking at it is logged too. */
export function LogScreen() {
  const words = useWords(logWords);
  const [filter, setFilter] = useState<LogFilter>({});
  const [page, setPage] = useState<LogPage>();
  const load = useCallback(async (wanted: LogFilter): Promise<void> => {
    setFilter(wanted);
    setPage(await call('log-page', { filter: wanted, limit: pageRows }));
  }, []);
  useEffect(() => void tellingFailures(() => load({})), [load]);
  const more = async (): Promise<void> => {
    if (page?.before === undefined) return;
    const next = await call('log-page', { filter, before: page.before, limit: pageRows });
    setPage({ ...next, rows: [...page.rows, ...next.rows] });
  };
  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>{words.title}</h1>
      <LogHealthLine filter={filter} />
      <LogFilterBar onFind={(wanted) => void tellingFailures(() => load(wanted))} />
      <div className={styles.lists}>
        {page !== undefined && <LogTable rows={page.rows} />}
        {page?.rows.length === 0 && <p>{words.nothing}</p>}
        {page?.before !== undefined && (
          <Button onClick={() => void tellingFailures(more)}>{words.more}</Button>
        )}
        <Silence />
      </div>
    </div>
  );
}
