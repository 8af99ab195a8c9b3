import { useEffect } from 'react';
import styles from './batch.module.css';
import type { BatchView } from '#core/contract/batch-view.ts';
import { announce } from '#renderer/parts/announce.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { FailureNotice } from '#renderer/parts/FailureNotice.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { ProgressLine } from '#renderer/parts/ProgressLine.tsx';
import { BatchBooks } from '#renderer/screens/batch/BatchBooks.tsx';
import { BatchForm } from '#renderer/screens/batch/BatchForm.tsx';
import { runBatch } from '#renderer/screens/batch/run-batch.ts';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures, useStart } from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { batchWords } from '#renderer/strings/batch.ts';

/** From file to file: what is to be done, how far it is, and books that balance. */
export function BatchScreen() {
  const words = useWords(batchWords);
  const { batch } = useStart();
  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>{words.title}</h1>
      {batch.state === 'idle' ? <BatchForm /> : <BatchOf batch={batch} />}
    </div>
  );
}

function BatchOf({ batch }: { readonly batch: BatchView }) {
  const words = useWords(batchWords);
  const numbers = useNumbers();
  const { state, file, model, profile, progress, books, outputs, failure, resumable } = batch;
  useEffect(() => {
    if (state !== 'running') announce(words.states[state]);
  }, [words, state]);
  return (
    <>
      <p className={styles.what}>
        <strong>{words.states[state]}</strong> {[file, model, profile].filter(Boolean).join(' · ')}
      </p>
      {state === 'running' && progress !== undefined && <ProgressLine progress={progress} />}
      {state === 'interrupted' && (
        <Notice kind="warn" title={words.states.interrupted}>
          {resumable === undefined ? words.anewBody : words.interruptedBody(numbers.number(resumable.rows))}
        </Notice>
      )}
      {failure !== undefined && <FailureNotice failure={failure} />}
      {books !== undefined && <BatchBooks books={books} refused={batch.refused ?? []} />}
      {outputs !== undefined && outputs.length > 0 && (
        <section aria-labelledby="batch-outputs">
          <h2 id="batch-outputs" className={styles.heading}>
            {words.outputs}
          </h2>
          <ul className={styles.files}>
            {outputs.map(({ kind, name, folder }) => (
              <li key={kind}>
                <strong>{name}</strong> <span className="mono">{folder}</span>
              </li>
            ))}
          </ul>
          <Button onClick={() => void tellingFailures(() => call('folder-show', { which: 'results' }))}>
            {words.showFolder}
          </Button>
        </section>
      )}
      <div className={styles.actions}>
        {state === 'interrupted' && (
          <Button look="filled" onClick={() => runBatch('batch-resume')}>
            {resumable === undefined ? words.beginAnew : words.resume}
          </Button>
        )}
        {state !== 'running' && (
          <Button onClick={() => runBatch('batch-forget')}>
            {state === 'interrupted' ? words.forget : words.again}
          </Button>
        )}
      </div>
    </>
  );
}
