import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import styles from './import.module.css';
import type { ImportView } from '#core/contract/import-view.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { Source } from '#core/mapping/source.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { editImport } from '#renderer/screens/import/edit-import.ts';
import { toDateChoices } from '#renderer/screens/import/date-columns.ts';
import { DerivedFields, toDerivedKind } from '#renderer/screens/import/DerivedFields.tsx';
import { SourceFields } from '#renderer/screens/import/SourceFields.tsx';
import { toColumnsText } from '#renderer/screens/import/source-text.ts';
import { useLanguage, useModelTexts, useWords } from '#renderer/state/language.tsx';
import { toDoubtText, toReasonText } from '#renderer/strings/doubts.ts';
import { frameWords } from '#renderer/strings/frame.ts';
import { importWords } from '#renderer/strings/import.ts';

interface SourceDialogProps {
  readonly view: ImportView;
  readonly model: ModelContent;
  readonly inputName: string;
  readonly onClose: () => void;
}

/** Where an input comes from: the suggestions with their reasons and doubts, another column, or not in the file. */
export function SourceDialog({ view, model, inputName, onClose }: SourceDialogProps) {
  const words = useWords(importWords);
  const { cancel } = useWords(frameWords);
  const { texts } = useModelTexts(model);
  const row = view.mapping.find(({ input }) => input === inputName);
  const input = model.manifest.inputs.find(({ name }) => name === inputName);
  const [draft, setDraft] = useState<Source | undefined>(row?.source);
  const [isDeriving, setDeriving] = useState(false);
  if (row === undefined || input === undefined) return undefined;
  const label = texts[`inputs.${inputName}.label`] ?? inputName;
  const dates = toDateChoices(view.columns);
  const kind = dates.length < 2 ? undefined : toDerivedKind(input);
  const canDerive = kind !== undefined && !row.suggestions.some(({ source }) => source.kind === kind);
  const suggestion = row.suggestions.find(({ source }) => toColumnsText(source) === toColumnsText(draft));
  const answer = (source: Source): void => {
    editImport({ edit: 'input', input: inputName, source });
    onClose();
  };
  const choose = (source: Source): void => {
    setDeriving(false);
    setDraft(source);
  };
  const otherColumn = (column: string | null): void => {
    if (column === null) return;
    editImport({ edit: 'input-column', input: inputName, column });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.editTitle(label)} size="lg">
      <div className={styles.dialog}>
        <fieldset className={styles.fieldset}>
          <legend className="visually-hidden">{words.column}</legend>
          {row.suggestions.map(({ source }, at) => (
            <label key={`${at} ${toColumnsText(source)}`} className={styles.choice}>
              <input
                type="radio"
                name="source"
                checked={
                  !isDeriving && draft !== undefined && JSON.stringify(draft) === JSON.stringify(source)
                }
                onChange={() => choose(source)}
              />
              <span className="mono">{toColumnsText(source)}</span>
              {source.kind === 'number' && <span>{source.unit}</span>}
            </label>
          ))}
          <label className={styles.choice}>
            <input
              type="radio"
              name="source"
              checked={!isDeriving && draft?.kind === 'absent'}
              onChange={() => choose({ kind: 'absent' })}
            />
            {words.notInFile}
          </label>
          {canDerive && (
            <label className={styles.choice}>
              <input
                type="radio"
                name="source"
                checked={isDeriving || draft?.kind === kind}
                onChange={() => {
                  setDeriving(true);
                  setDraft(undefined);
                }}
              />
              {words.fromDates}
            </label>
          )}
        </fieldset>
        <Select
          label={words.otherColumns}
          data={[...view.header]}
          value={null}
          searchable
          onChange={otherColumn}
        />
        {suggestion !== undefined && <WhySuggested suggestion={suggestion} />}
        {kind !== undefined && (isDeriving || draft?.kind === kind) && (
          <DerivedFields kind={kind} source={draft} choices={dates} onChange={setDraft} />
        )}
        {draft !== undefined && (
          <SourceFields
            source={draft}
            input={input}
            texts={texts}
            missing={suggestion?.missing ?? []}
            unmatched={suggestion?.unmatched ?? row.unmatched}
            onChange={setDraft}
          />
        )}
        <div className={styles.dialogActions}>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look="filled"
            disabled={draft === undefined}
            onClick={() => draft !== undefined && answer(draft)}
          >
            {words.apply}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function WhySuggested(props: { readonly suggestion: ImportView['mapping'][number]['suggestions'][number] }) {
  const words = useWords(importWords);
  const language = useLanguage();
  const { reasons, doubts } = props.suggestion;
  return (
    <dl className={styles.why}>
      <dt>{words.because}</dt>
      {reasons.map((reason) => (
        <dd key={JSON.stringify(reason)}>{toReasonText(reason, language)}</dd>
      ))}
      {doubts.length > 0 && <dt className={styles.amber}>{words.lookAt}</dt>}
      {doubts.map((doubt) => (
        <dd key={JSON.stringify(doubt)}>{toDoubtText(doubt, language)}</dd>
      ))}
    </dl>
  );
}
