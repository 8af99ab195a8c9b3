import { IconCheck, IconFile } from '@tabler/icons-react';
import styles from './import.module.css';
import { useState } from 'react';
import type { ImportView, SampleRow } from '#core/contract/import-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { FailureNotice } from '#renderer/parts/FailureNotice.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { BooksPanel } from '#renderer/screens/import/BooksPanel.tsx';
import { ImportBar } from '#renderer/screens/import/ImportBar.tsx';
import { MappingTable } from '#renderer/screens/import/MappingTable.tsx';
import { PatientLine } from '#renderer/screens/import/PatientLine.tsx';
import { ReadingStrip } from '#renderer/screens/import/ReadingStrip.tsx';
import { SampleLines } from '#renderer/screens/import/SampleLines.tsx';
import { call } from '#renderer/state/bridge.ts';
import { chooseAndOpen, chooseMapping } from '#renderer/state/open-file.ts';
import { tellingFailures, useSession, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';
import { importWords } from '#renderer/strings/import.ts';

/** From a file nobody described to rows that a model may be asked about: understood, confirmed, checked as a whole. */
export function ImportScreen() {
  const words = useWords(importWords);
  const view = useSession((value) => value.imported);
  if (view === undefined) {
    return (
      <div className={styles.empty}>
        <h1 className={styles.title}>{words.title}</h1>
        <p>{words.noFile}</p>
        <Button
          look="filled"
          hint="Ctrl O"
          onClick={() => void tellingFailures(() => chooseAndOpen('export'))}
        >
          {words.open}
        </Button>
      </div>
    );
  }
  return <ImportOf view={view} />;
}

function ImportOf({ view }: { readonly view: ImportView }) {
  const words = useWords(importWords);
  const { noModel } = useWords(frameWords);
  const { model } = useStart();
  // of the file as it was read last: another reading forgets it
  const [at, setAt] = useState<
    { readonly books: ImportView['books']; readonly row: SampleRow } | undefined
  >();
  const looked = at !== undefined && at.books === view.books ? at.row : undefined;
  const look = (line: number): void =>
    void tellingFailures(async () => {
      const row = await call('import-line', { line });
      if (row !== null) setAt({ books: view.books, row });
    });
  const running = useSession((value) => value.progress?.job === 'check' || value.progress?.job === 'score');
  return (
    <div className={styles.screen}>
      <ImportHead view={view} />
      {view.refusal !== undefined && (
        <div className={styles.notices}>
          <FailureNotice
            failure={view.refusal}
            action={
              view.refusal.code === 'fhir-map-missing' && (
                <Button look="filled" onClick={() => void tellingFailures(() => chooseMapping(view.file))}>
                  {words.chooseMapping}
                </Button>
              )
            }
          />
        </div>
      )}
      {model === undefined && (
        <div className={styles.notices}>
          <Notice kind="warn" title={noModel} />
        </div>
      )}
      <ReadingStrip readings={view.readings} />
      <div className={styles.body}>
        <div className={styles.work}>
          <SampleLines view={view} looked={looked} />
          <p className={styles.provisional}>
            {view.provisional ? words.provisional : words.wholeFile} {view.remarks.join(' ')}
          </p>
          <PatientLine view={view} />
          {model !== undefined && <MappingTable view={view} model={model} />}
        </div>
        <BooksPanel view={view} onLook={look} />
      </div>
      {model !== undefined && <ImportBar view={view} model={model} running={running} />}
    </div>
  );
}

function ImportHead({ view }: { readonly view: ImportView }) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const { file, sha256 } = view;
  const step = view.ready ? 2 : 1;
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{words.title}</h1>
      <IconFile size={18} aria-hidden="true" />
      <span className={styles.fileName} title={file.folder}>
        {file.name}
      </span>
      <span className={styles.quiet}>
        {numbers.bytes(file.bytes)}
        {sha256 !== undefined && (
          <>
            , SHA-256 <span className="mono">{toShortDigest(sha256)}</span>
          </>
        )}
      </span>
      <ol className={styles.steps}>
        {words.steps.map((name, at) => (
          <li key={name} aria-current={at === step ? 'step' : undefined}>
            {at < step ? <IconCheck size={16} aria-hidden="true" /> : <span>{at + 1}</span>}
            {name}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Enough of a digest to compare by eye; the whole one stands in the log and in the report. */
function toShortDigest(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}
