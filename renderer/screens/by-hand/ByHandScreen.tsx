import { useEffect, useState } from 'react';
import styles from './by-hand.module.css';
import type { ModelContent } from '#core/contract/models-view.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Field } from '#renderer/parts/fields/Field.tsx';
import fieldStyles from '#renderer/parts/fields/fields.module.css';
import type { FieldValue } from '#renderer/parts/fields/field-value.ts';
import { ManifestField } from '#renderer/parts/fields/ManifestField.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { useModelWords } from '#renderer/parts/use-wording.ts';
import { byHandDraft, forgetByHandDraft, type ByHandDraft } from '#renderer/state/by-hand-draft.ts';
import { call } from '#renderer/state/bridge.ts';
import { goTo, setList, tellingFailures, useSession, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { byHandWords } from '#renderer/strings/by-hand.ts';

/** One patient, typed into the form that the manifest gives. */
export function ByHandScreen() {
  const words = useWords(byHandWords);
  const { model } = useStart();
  const [generation, setGeneration] = useState(0);
  if (model === undefined) {
    return (
      <div className={styles.screen}>
        <h1 className={styles.title}>{words.title}</h1>
        <Notice kind="info" title={words.noModel} />
      </div>
    );
  }
  return (
    <Form key={`${model.ref} ${generation}`} content={model} onClear={() => setGeneration(generation + 1)} />
  );
}

interface FormProps {
  readonly content: ModelContent;
  readonly onClear: () => void;
}

function Form({ content, onClear }: FormProps) {
  const words = useWords(byHandWords);
  const model = useModelWords(content);
  const list = useSession((value) => value.list);
  const { inputs } = content.manifest;
  const [draft] = useState(() => toDraft(content));
  const [patient, setPatient] = useState(draft.patient);
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>(() =>
    Object.fromEntries(Object.entries(draft.values).map(([name, value]) => [name, { kind: 'value', value }])),
  );
  // a text that nobody can read is left behind with the screen
  useEffect(
    () =>
      byHandDraft.set(() => ({
        of: content.ref,
        patient,
        values: Object.fromEntries(
          Object.entries(values).flatMap(([name, field]) =>
            field.kind === 'value' ? [[name, field.value]] : [],
          ),
        ),
      })),
    [content.ref, patient, values],
  );
  const names = (found: readonly { readonly name: string }[]): string =>
    found.map(({ name }) => model.input(name)).join(', ');
  const unreadable = inputs.filter(({ name }) => values[name]?.kind === 'unreadable');
  const needed = inputs.filter(
    ({ name, missing }) => missing.policy === 'refuse' && toValue(values[name]) === null,
  );
  const isReady = patient.trim() !== '' && unreadable.length === 0;
  const submit = async (): Promise<void> => {
    const typed = Object.fromEntries(inputs.map(({ name }) => [name, toValue(values[name])]));
    const entered = await call('list-enter', { patient: patient.trim(), values: typed });
    setList(entered);
    forgetByHandDraft();
    goTo({ screen: 'patient', row: 0 });
  };
  return (
    <form
      className={styles.screen}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void tellingFailures(submit);
      }}
    >
      <h1 className={styles.title}>{words.title}</h1>
      <p className={styles.body}>{words.body}</p>
      <div className={styles.fields}>
        <PatientField value={patient} onChange={setPatient} />
        {inputs.map((input) => (
          <ManifestField
            key={input.name}
            input={input}
            label={model.input(input.name)}
            value={draft.values[input.name] ?? null}
            texts={model.wording.texts}
            onRead={(value) => setValues((before) => ({ ...before, [input.name]: value }))}
          />
        ))}
      </div>
      <div className={styles.foot}>
        {unreadable.length > 0 && <Notice kind="stop" title={words.unreadable(names(unreadable))} />}
        {unreadable.length === 0 && needed.length > 0 && (
          <Notice kind="warn" title={words.needed(names(needed))} />
        )}
        {list !== null && !list.byHand && <p className={styles.body}>{words.replaces}</p>}
        <div className={styles.actions}>
          <Button look="filled" hint="Enter" disabled={!isReady} onClick={() => void tellingFailures(submit)}>
            {words.compute}
          </Button>
          <Button
            onClick={() => {
              forgetByHandDraft();
              onClear();
            }}
          >
            {words.clear}
          </Button>
        </div>
      </div>
    </form>
  );
}

function PatientField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const words = useWords(byHandWords);
  const { value, onChange } = props;
  return (
    <Field label={words.patient} help={{ tone: 'fine', text: words.patientHelp }}>
      {({ id, helpId }) => (
        <input
          id={id}
          className={fieldStyles.input}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          autoFocus
          value={value}
          aria-describedby={helpId}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** What was typed before, where it was for this model. */
function toDraft({ ref }: ModelContent): ByHandDraft {
  const draft = byHandDraft.get();
  return draft.of === ref ? draft : { of: ref, patient: '', values: {} };
}

function toValue(field: FieldValue | undefined): ShownValue {
  return field?.kind === 'value' ? field.value : null;
}
