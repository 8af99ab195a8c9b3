import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './import.module.css';
import type { ImportView } from '#core/contract/import-view.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { closes } from '#renderer/parts/closes.ts';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import { ProgressLine } from '#renderer/parts/ProgressLine.tsx';
import { checkImport, editImport, showPatients } from '#renderer/screens/import/edit-import.ts';
import { call } from '#renderer/state/bridge.ts';
import { setImported, tellingFailures, useSession } from '#renderer/state/session.ts';
import { useModelTexts, useNumbers, useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';

/** Names of what is open that stand in the bar; the rows above are amber. */
const mostNames = 4;

interface ImportBarProps {
  readonly view: ImportView;
  readonly model: ModelContent;
  readonly running: boolean;
}

/** What is still to be confirmed, and the one next step. */
export function ImportBar({ view: given, model, running }: ImportBarProps) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  const { texts } = useModelTexts(model);
  const progress = useSession((value) => value.progress);
  const [naming, setNaming] = useState(false);
  // no list is made of rows that do not add up
  const view = isClosed(given) ? given : { ...given, ready: false };
  const toLabel = (input: string): string => texts[`inputs.${input}.label`] ?? input;
  const open = [
    ...(view.patientColumn.confirmed ? [] : [words.patientNumber]),
    ...view.readings
      .filter(({ sureness }) => sureness === 'undecided')
      .map(({ facet }) => words.facets[facet]),
    ...view.mapping.filter(({ state }) => state === 'open').map(({ input }) => toLabel(input)),
  ];
  const certain = view.mapping.filter(({ state }) => state === 'certain').length;
  // the whole file was read with these answers, and something of it is open
  const unanswered = view.books === undefined || view.ready ? [] : view.open;
  const canCheck = open.length === 0 && certain === 0 && unanswered.length === 0;
  const next = view.ready ? showPatients : canCheck && !running ? checkImport : undefined;
  const undo = view.canUndo && !running ? () => editImport({ edit: 'undo' }) : undefined;
  const redo = view.canRedo && !running ? () => editImport({ edit: 'redo' }) : undefined;
  useScreenKeys({ 'Ctrl+Enter': next, 'Ctrl+z': undo, 'Ctrl+Shift+z': redo });
  return (
    <div className={styles.bar}>
      <div className={styles.barText} aria-live="polite">
        {running && progress !== undefined ? (
          <ProgressLine progress={progress} />
        ) : open.length > 0 ? (
          <>
            <strong>{words.toConfirm(numbers.number(open.length))}</strong>{' '}
            <span title={open.join(', ')}>
              {open.slice(0, mostNames).join(', ')}
              {open.length > mostNames && ' …'}
            </span>
          </>
        ) : unanswered.length > 0 ? (
          <strong>{words.toAnswer(numbers.number(unanswered.length))}</strong>
        ) : view.ready ? (
          <strong>{words.checkedReady}</strong>
        ) : (
          canCheck && words.allConfirmed
        )}
      </div>
      <Button disabled={undo === undefined} onClick={undo} hint="Ctrl Z">
        {words.undo}
      </Button>
      {redo !== undefined && (
        <Button onClick={redo} hint="Ctrl Shift Z">
          {words.redo}
        </Button>
      )}
      {certain > 0 && (
        <Button onClick={() => editImport({ edit: 'confirm-certain' })}>
          {words.confirmCertain(numbers.number(certain))}
        </Button>
      )}
      <Button disabled={!view.ready} onClick={() => setNaming(true)}>
        {view.profile === undefined
          ? words.save
          : words.saved(view.profile.name, numbers.number(view.profile.version))}
      </Button>
      {view.ready ? (
        <Button look="filled" hint="Ctrl Enter" onClick={showPatients}>
          {words.show}
        </Button>
      ) : (
        <Button
          look={canCheck ? 'filled' : 'outlined'}
          disabled={!canCheck || running}
          hint="Ctrl Enter"
          onClick={checkImport}
        >
          {words.check}
        </Button>
      )}
      {naming && <NameDialog view={view} onClose={() => setNaming(false)} />}
    </div>
  );
}

function isClosed({ books }: ImportView): boolean {
  if (books === undefined) return true;
  return closes(books.read, [books.fine, books.flagged, books.withoutAdvice, books.refused, books.skipped]);
}

function NameDialog({ view, onClose }: { readonly view: ImportView; readonly onClose: () => void }) {
  const words = useWords(importWords);
  const [name, setName] = useState(view.profile?.name ?? '');
  const save = async (): Promise<void> => {
    setImported(await call('import-save', { name }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.save}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void tellingFailures(save);
        }}
      >
        <TextInput
          label={words.profileName}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.dialogActions}>
          <Button look="filled" disabled={name.trim() === ''} onClick={() => void tellingFailures(save)}>
            {words.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
