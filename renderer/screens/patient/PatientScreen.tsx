import { useDeferredValue, useEffect, type ReactNode } from 'react';
import styles from './patient.module.css';
import type { ListView } from '#core/contract/patients-view.ts';
import { announce } from '#renderer/parts/announce.ts';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import { toAdviceState, useAdviceText, useDecisionTime } from '#renderer/parts/result/AdviceLine.tsx';
import { useShownResult } from '#renderer/parts/result/shown-result.ts';
import { useModelWords, type ModelWords } from '#renderer/parts/use-wording.ts';
import { PrintPage } from '#renderer/print/PrintPage.tsx';
import { untilPrintable } from '#renderer/print/until-printable.ts';
import { setListPlace, useShownRows } from '#renderer/screens/patients/list-place.ts';
import { NoList, useList } from '#renderer/screens/patients/NoList.tsx';
import { DecisionBar } from '#renderer/screens/patient/DecisionBar.tsx';
import { InputPanel } from '#renderer/screens/patient/InputPanel.tsx';
import { toReasonTexts } from '#renderer/screens/patient/NoResult.tsx';
import { PatientHeader } from '#renderer/screens/patient/PatientHeader.tsx';
import { toShownQuestion, usePatientPlace } from '#renderer/screens/patient/patient-place.ts';
import { toRecordText } from '#renderer/screens/patient/record-text.ts';
import { ResultPane } from '#renderer/screens/patient/ResultPane.tsx';
import { usePatient } from '#renderer/screens/patient/use-patient.ts';
import { useWhatIf } from '#renderer/screens/patient/use-what-if.ts';
import { useWarningTexts } from '#renderer/screens/patient/Warnings.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { useMarks } from '#renderer/state/use-marks.ts';
import { patientWords } from '#renderer/strings/patient.ts';

/** One patient of the list that is open. */
export function PatientScreen({ row }: { readonly row: number }) {
  const list = useList();
  if (list === null) return <NoList />;
  return <OpenPatient list={list} row={row} />;
}

function OpenPatient({ list, row }: { readonly list: ListView; readonly row: number }) {
  const words = useWords(patientWords);
  const model = useModelWords(list.model);
  const rows = useShownRows(list, model);
  const at = rows.indexOf(row);
  const view = usePatient(row);
  const control = useWhatIf(view);
  useEffect(() => setListPlace(list, { row }), [list, row]);
  const move = (by: number): void => {
    const next = at < 0 ? undefined : rows[at + by];
    if (next !== undefined) goTo({ screen: 'patient', row: next });
  };
  const taking = useTaking(list, view, model, control.whatIf !== undefined);
  const { whatIf, start, stop } = control;
  const back = (): void => goTo({ screen: 'patients' });
  useScreenKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: whatIf === undefined ? back : stop,
    w: whatIf === undefined ? start : stop,
    'Ctrl+z': whatIf?.canUndo === true ? whatIf.undo : undefined,
    'Ctrl+Shift+z': whatIf?.canRedo === true ? whatIf.redo : undefined,
    'Ctrl+p': taking.print,
    'Ctrl+c': (getSelection()?.toString() ?? '') === '' ? taking.copy : undefined,
  });
  if (view === undefined) return <div className={styles.screen} aria-busy="true" />;
  const { advice } = view.result;
  const state = view.problems.length > 0 ? 'refused' : toAdviceState(advice, list.model.manifest);
  return (
    <div className={styles.screen}>
      <PatientHeader
        list={list}
        view={view}
        model={model}
        at={rows.indexOf(view.row)}
        of={rows.length}
        onBack={back}
        onMove={move}
        onCopy={taking.copy}
        onPrint={taking.print}
        onPdf={taking.pdf}
        closed={whatIf === undefined ? undefined : words.whatIfDecision}
      />
      <div className={styles.body}>
        <InputPanel list={list} view={view} model={model} control={control} />
        <div className={styles.right}>
          <ResultPane
            list={list}
            view={view}
            model={model}
            control={control}
            text={taking.text}
            onCopy={taking.copy}
          />
          {whatIf === undefined ? (
            <DecisionBar
              key={view.row}
              row={view.row}
              patient={view.patient}
              manifest={list.model.manifest}
              model={model}
              state={state}
              favoured={advice.state === 'favours' ? advice.arm : undefined}
              decision={list.decisions[view.row]}
            />
          ) : (
            <WhatIfFoot />
          )}
        </div>
      </div>
      <Later>{taking.page}</Later>
    </div>
  );
}

/** Drawn after what is looked at: the hidden page for print must not keep the next patient waiting. */
function Later({ children }: { readonly children: ReactNode }) {
  return useDeferredValue(children);
}

function WhatIfFoot() {
  const words = useWords(patientWords);
  return <div className={styles.whatIfFoot}>{words.whatIfDecision}</div>;
}

/** What can leave the window of a patient. Of the record alone: a what-if is never copied or printed as if it were. */
function useTaking(
  list: ListView,
  view: ReturnType<typeof usePatient>,
  model: ModelWords,
  isWhatIf: boolean,
) {
  const words = useWords(patientWords);
  const { who } = useStart();
  const marks = useMarks(list.model);
  const place = usePatientPlace();
  const question = toShownQuestion(list.model, place);
  const shown = useShownResult(list.model, view?.result, question, model);
  const warnings = useWarningTexts(view?.result.remarks ?? [], list.model.manifest, model);
  const advice = useAdviceText(
    view?.result.advice ?? { state: 'no-recommendation', reasons: [], estimates: 'withheld' },
    model,
  );
  const decisionTime = useDecisionTime(list.model, model);
  const row = view?.row;
  useEffect(() => {
    if (view !== undefined) announce(words.opened(view.patient, advice));
    // said once for each patient, not again where the language changes
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [row]);
  if (view === undefined) {
    const nothing = (): void => undefined;
    return { copy: nothing, print: nothing, pdf: nothing, text: '', page: undefined };
  }
  const noResult =
    view.problems.length > 0
      ? `${words.refused}. ${words.refusedBody}`
      : `${words.noAdvice}. ${toReasonTexts(view.result, model).join(' ')}`;
  const now = new Date().toISOString();
  const name = who.name ?? who.account;
  const text = toRecordText({
    list,
    view,
    content: list.model,
    model,
    words,
    shown,
    advice,
    decisionTime,
    noResult,
    warnings,
    marks,
    who: name,
    at: now,
  });
  const take = (how: 'copied' | 'printed' | 'pdf', work: () => Promise<string | undefined>) => (): void => {
    if (isWhatIf) return announce(words.whatIfDecision);
    void tellingFailures(async () => {
      await call('patient-taken', { row: view.row, how });
      const done = await work();
      if (done !== undefined) announce(done);
    });
  };
  return {
    text,
    copy: take('copied', async () => {
      await call('copy', { text });
      return words.copied;
    }),
    print: take('printed', async () => {
      await untilPrintable(view, list.decisions[view.row]);
      const { printed } = await call('print', {});
      return printed ? words.printed : undefined;
    }),
    pdf: take('pdf', async () => {
      await untilPrintable(view, list.decisions[view.row]);
      const made = await call('print-pdf', { title: `${view.patient} ${list.model.ref}`.slice(0, 256) });
      return made === null ? undefined : words.pdfMade(made.name, made.folder);
    }),
    page: (
      <PrintPage
        list={list}
        view={view}
        model={model}
        shown={shown}
        advice={advice}
        decisionTime={decisionTime}
        noResult={noResult}
        warnings={warnings}
        who={name}
        at={now}
      />
    ),
  };
}
