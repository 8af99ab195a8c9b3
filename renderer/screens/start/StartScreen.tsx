import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import styles from './start.module.css';
import { Button } from '#renderer/parts/Button.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { DemoBlock } from '#renderer/screens/start/DemoBlock.tsx';
import { LastList } from '#renderer/screens/start/LastList.tsx';
import { ModelList } from '#renderer/screens/start/ModelList.tsx';
import { RecentFiles } from '#renderer/screens/start/RecentFiles.tsx';
import { chooseAndOpen } from '#renderer/state/open-file.ts';
import { goTo, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { startWords } from '#renderer/strings/start.ts';

/** Notices about what is settled in the settings. */
const ofSettings: readonly string[] = ['no-system-key', 'key-not-copied'];

/** Where a session begins: a place to drop the file, the models that are here, what was opened, the demonstration. */
export function StartScreen() {
  const words = useWords(startWords);
  const { notices, model } = useStart();
  return (
    <div className={styles.screen}>
      <h1 className="visually-hidden">{words.title}</h1>
      <section className={styles.drop}>
        <IconFileImport size={32} stroke={1.4} aria-hidden="true" className={styles.dropIcon} />
        <div>
          <h2 className={styles.dropTitle}>{words.dropTitle}</h2>
          <p className={styles.dropBody}>{words.dropBody}</p>
          <div className={styles.actions}>
            <Button
              look="filled"
              hint="Ctrl O"
              onClick={() => void tellingFailures(() => chooseAndOpen('export'))}
            >
              {words.open}
            </Button>
            <Button
              icon={<IconUserPlus size={16} aria-hidden="true" />}
              disabled={model === undefined}
              onClick={() => goTo({ screen: 'by-hand' })}
            >
              {words.byHand}
            </Button>
          </div>
        </div>
      </section>
      <LastList />
      <InterruptedBatch />
      {notices.map((notice) => (
        <Notice
          key={notice}
          kind={notice === 'key-not-copied' ? 'warn' : 'info'}
          title={words.notices[notice] ?? notice}
          action={
            ofSettings.includes(notice) && (
              <Button onClick={() => goTo({ screen: 'settings' })}>{words.toSettings}</Button>
            )
          }
        >
          {words.noticeBodies[notice]}
        </Notice>
      ))}
      <div className={styles.columns}>
        <ModelList />
        <RecentFiles />
        <DemoBlock />
      </div>
    </div>
  );
}

function InterruptedBatch() {
  const words = useWords(startWords);
  const numbers = useNumbers();
  const { batch } = useStart();
  if (batch.state !== 'interrupted') return undefined;
  const rows = numbers.number(batch.resumable?.rows ?? 0);
  return (
    <Notice
      kind="warn"
      title={words.interrupted(rows, batch.file ?? '')}
      action={<Button onClick={() => goTo({ screen: 'batch' })}>{words.toBatch}</Button>}
    >
      {words.interruptedBody}
    </Notice>
  );
}
