import { Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import styles from './batch.module.css';
import type { CallArguments } from '#core/contract/calls.ts';
import type { FileRef } from '#core/contract/files.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { setBatch } from '#renderer/screens/batch/run-batch.ts';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures, useSession, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { batchWords } from '#renderer/strings/batch.ts';
import { frameWords } from '#renderer/strings/frame.ts';

type Form = CallArguments<'batch-start'>['form'];
const forms: readonly Form[] = ['same-dialect', 'machine', 'workbook', 'parquet', 'risk-assessments'];

/** What a batch needs: the file, how it is mapped, where the result goes and in which form. */
export function BatchForm() {
  const words = useWords(batchWords);
  const { noModel } = useWords(frameWords);
  const { model, settings } = useStart();
  const imported = useSession((value) => value.imported);
  const [file, setFile] = useState<FileRef | undefined>(imported?.file);
  const [profile, setProfile] = useState<FileRef>();
  const [folder, setFolder] = useState<FileRef>();
  const [form, setForm] = useState<Form>(settings.values.resultForm);
  const [report, setReport] = useState(true);
  const [overwrite, setOverwrite] = useState(false);
  // the import's own mapping serves its file without another one
  const mapped =
    profile !== undefined || (imported?.profile !== undefined && imported.file.token === file?.token);
  const ready = model !== undefined && file !== undefined && folder !== undefined && mapped;
  const start = async (): Promise<void> => {
    if (file === undefined || folder === undefined) return;
    setBatch(
      await call('batch-start', {
        file: file.token,
        ...(profile === undefined ? {} : { profile: profile.token }),
        folder: folder.token,
        form,
        report,
        overwrite,
      }),
    );
  };
  return (
    <div className={styles.form}>
      <p>{words.explain}</p>
      {model === undefined && <Notice kind="warn" title={noModel} />}
      <Chosen label={words.file} kind="export" file={file} onChoose={setFile} />
      <Chosen
        label={words.profile}
        kind="profile"
        file={profile}
        text={imported?.profile === undefined ? undefined : imported.profile.name}
        onChoose={setProfile}
      />
      <Chosen label={words.folder} kind="folder" file={folder} onChoose={setFolder} />
      <Select
        label={words.form}
        data={forms.map((value) => ({ value, label: words.forms[value] }))}
        value={form}
        onChange={(value) => {
          const chosen = forms.find((one) => one === value);
          if (chosen !== undefined) setForm(chosen);
        }}
      />
      <Checkbox
        label={words.report}
        checked={report}
        onChange={(event) => setReport(event.currentTarget.checked)}
      />
      <Checkbox
        label={words.overwrite}
        checked={overwrite}
        onChange={(event) => setOverwrite(event.currentTarget.checked)}
      />
      <div>
        <Button look="filled" disabled={!ready} onClick={() => void tellingFailures(start)}>
          {words.start}
        </Button>
      </div>
    </div>
  );
}

interface ChosenProps {
  readonly label: string;
  readonly kind: CallArguments<'file-choose'>['kind'];
  readonly file: FileRef | undefined;
  readonly text?: string | undefined;
  readonly onChoose: (file: FileRef) => void;
}

function Chosen({ label, kind, file, text, onChoose }: ChosenProps) {
  const words = useWords(batchWords);
  const choose = async (): Promise<void> => {
    const chosen = await call('file-choose', { kind });
    if (chosen !== null) onChoose(chosen);
  };
  return (
    <div className={styles.chosen}>
      <span className={styles.label}>{label}</span>
      <span className={styles.name}>
        {file?.name ?? text ?? '–'} {file !== undefined && <span className="mono">{file.folder}</span>}
      </span>
      <Button aria-label={`${label}: ${words.choose}`} onClick={() => void tellingFailures(choose)}>
        {words.choose}
      </Button>
    </div>
  );
}
