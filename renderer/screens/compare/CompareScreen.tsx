import { useEffect, useState } from 'react';
import styles from './compare.module.css';
import type { ModelContent, ModelSummary } from '#core/contract/models-view.ts';
import type { CompareView, ListView, PatientView, ResultView } from '#core/contract/patients-view.ts';
import { toPersons } from '#core/advice/persons.ts';
import { toFirstQuestion } from '#core/estimates/to-answer.ts';
import { SummaryChart } from '#renderer/parts/charts/SummaryChart.tsx';
import { Button } from '#renderer/parts/Button.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { AdviceLine } from '#renderer/parts/result/AdviceLine.tsx';
import { ResultSentence } from '#renderer/parts/result/ResultSentence.tsx';
import { toLeading, useShownResult, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import { useModelWords, type ModelWords } from '#renderer/parts/use-wording.ts';
import { InputDifferences } from '#renderer/screens/compare/InputDifferences.tsx';
import { toReasonTexts } from '#renderer/screens/patient/NoResult.tsx';
import { usePatient } from '#renderer/screens/patient/use-patient.ts';
import { useWarningTexts, Warnings } from '#renderer/screens/patient/Warnings.tsx';
import { setListPlace, useListPlace, useShownRows } from '#renderer/screens/patients/list-place.ts';
import { NoList, useList } from '#renderer/screens/patients/NoList.tsx';
import { call } from '#renderer/state/bridge.ts';
import { goTo, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { compareWords } from '#renderer/strings/compare.ts';
import { patientWords } from '#renderer/strings/patient.ts';

/** The patient that is selected in the list, in the model in use and in another one beside it. */
export function CompareScreen() {
  const list = useList();
  const { models } = useStart();
  if (list === null) return <NoList />;
  const others = models.filter(
    ({ ref, state }) => ref !== list.model.ref && (state === 'released' || state === 'demo'),
  );
  return <Compared list={list} others={others} />;
}

interface ComparedProps {
  readonly list: ListView;
  readonly others: readonly ModelSummary[];
}

function Compared({ list, others }: ComparedProps) {
  const words = useWords(compareWords);
  const language = useLanguage();
  const model = useModelWords(list.model);
  const rows = useShownRows(list, model);
  const { row } = useListPlace(list);
  const [chosen, setChosen] = useState<string | undefined>();
  const other = others.find(({ ref }) => ref === chosen) ?? others[0];
  const view = usePatient(row);
  const compared = useComparison(view, other?.ref);
  const move = (by: number): void => {
    const next = rows[rows.indexOf(row) + by];
    if (next !== undefined) setListPlace(list, { row: next });
  };
  useScreenKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => goTo({ screen: 'patient', row }),
    Escape: () => goTo({ screen: 'patients' }),
  });
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 className={styles.title}>{words.title}</h1>
        <strong className={styles.patient}>{view === undefined ? '' : words.patient(view.patient)}</strong>
        {others.length > 1 && (
          <label>
            {words.otherModel}{' '}
            <select
              className={styles.select}
              value={other?.ref}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              {others.map(({ ref, titles, version, id }) => (
                <option key={ref} value={ref}>
                  {titles[language] ?? titles.en ?? id} {version}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className={styles.gap} />
        <Button hint="Enter" onClick={() => goTo({ screen: 'patient', row })}>
          {words.toPatient}
        </Button>
      </div>
      {other === undefined ? (
        <div className={styles.none}>
          <Notice
            kind="info"
            title={words.none}
            action={<Button onClick={() => goTo({ screen: 'models' })}>{words.toModels}</Button>}
          >
            {words.noneBody}
          </Notice>
        </div>
      ) : (
        view !== undefined && <Sides list={list} view={view} model={model} compared={compared} />
      )}
    </div>
  );
}

/** What the other model says of this patient; never that of the one before. */
function useComparison(view: PatientView | undefined, ref: string | undefined): CompareView | undefined {
  const [found, setFound] = useState<{ view: PatientView; ref: string; compared: CompareView } | undefined>();
  const isRefused = view === undefined || view.problems.length > 0;
  useEffect(() => {
    if (view === undefined || ref === undefined || isRefused) return undefined;
    let isOver = false;
    void tellingFailures(async () => {
      const compared = await call('patient-compare', { row: view.row, with: ref });
      if (!isOver) setFound({ view, ref, compared });
    });
    return () => {
      isOver = true;
    };
  }, [view, ref, isRefused]);
  return found !== undefined && found.view === view && found.ref === ref ? found.compared : undefined;
}

interface SidesProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  readonly compared: CompareView | undefined;
}

function Sides({ list, view, model, compared }: SidesProps) {
  const words = useWords(compareWords);
  const own = useShownResult(list.model, view.result, toFirstQuestion(list.model.manifest), model);
  if (view.problems.length > 0) {
    return (
      <div className={styles.none}>
        <Notice kind="stop" title={words.refusedRow} />
      </div>
    );
  }
  return (
    <div className={styles.scroll}>
      <div className={styles.sides}>
        <Side content={list.model} model={model} result={view.result} shown={own} note={words.inUse} />
        {compared !== undefined && <OtherSide compared={compared} />}
      </div>
      {compared !== undefined && (
        <>
          <Verdict list={list} view={view} own={own} compared={compared} />
          <InputDifferences list={list} view={view} model={model} compared={compared} />
        </>
      )}
      <p className={styles.quiet}>{words.noPlaceToDecide}</p>
    </div>
  );
}

function OtherSide({ compared }: { readonly compared: CompareView }) {
  const words = useWords(compareWords);
  const { content, result, lacking } = compared;
  const model = useModelWords(content);
  const shown = useShownResult(content, result, toFirstQuestion(content.manifest), model);
  const names = lacking.map((name) => model.input(name)).join(', ');
  const missing = lacking.length > 0 ? words.lacking(names) : '';
  return <Side content={content} model={model} result={result} shown={shown} note="" missing={missing} />;
}

interface SideProps {
  readonly content: ModelContent;
  readonly model: ModelWords;
  readonly result: ResultView | undefined;
  readonly shown: ShownResult | undefined;
  readonly note: string;
  /** Why this model could not be asked. */
  readonly missing?: string;
}

/** One model's answer, its chart on the same axis as the other's. */
function Side({ content, model, result, shown, note, missing = '' }: SideProps) {
  const words = useWords(compareWords);
  const { noAdvice } = useWords(patientWords);
  const warnings = useWarningTexts(result?.remarks ?? [], content.manifest, model);
  return (
    <section className={styles.side}>
      <h2 className={styles.model}>
        {model.wording.texts['title']} {content.manifest.version}
        {note !== '' && <span className={styles.note}>{note}</span>}
      </h2>
      <Warnings texts={warnings} />
      {shown === undefined ? (
        <div className={styles.noNumber}>
          <strong>{result === undefined ? words.notAsked : noAdvice}</strong>
          {result === undefined && <p>{missing}</p>}
          {result !== undefined && toReasonTexts(result, model).map((text) => <p key={text}>{text}</p>)}
        </div>
      ) : (
        <>
          <AdviceLine shown={shown} />
          <div className={styles.sentence}>
            <ResultSentence shown={shown} />
          </div>
          <SummaryChart shown={shown} isNarrow />
        </>
      )}
    </section>
  );
}

interface VerdictProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly own: ShownResult | undefined;
  readonly compared: CompareView;
}

/** Whether both come out the same, and how far their differences are apart; or that they are about different things. */
function Verdict({ list, view, own, compared }: VerdictProps) {
  const words = useWords(compareWords);
  const model = useModelWords(compared.content);
  const other = useShownResult(
    compared.content,
    compared.result,
    toFirstQuestion(compared.content.manifest),
    model,
  );
  if (compared.result === undefined) return undefined;
  const [one, two] = [toQuestionText(list.model), toQuestionText(compared.content)];
  if (one !== two || one === '') return <Notice kind="info" title={words.otherQuestion} />;
  const isSame = toOutcomeText(view.result) === toOutcomeText(compared.result);
  const [a, b] = [own && toLeading(own), other && toLeading(other)];
  const apart =
    a === undefined || b === undefined
      ? undefined
      : Math.abs(toPersons(a.difference.estimate.mean) - toPersons(b.difference.estimate.mean));
  return (
    <Notice kind={isSame ? 'info' : 'warn'} title={isSame ? words.sameAdvice : words.otherAdvice}>
      {apart === undefined ? '' : words.apart(String(apart))}
    </Notice>
  );
}

/** What a model decides on: outcome, time and arms. Models are laid side by side only where this is the same. */
function toQuestionText({ manifest }: ModelContent): string {
  const { decision } = manifest;
  if (decision === undefined) return '';
  const outcome = manifest.outcomes.find(({ name }) => name === decision.outcome);
  const unit = outcome?.horizons?.find(({ value }) => value === decision.horizon)?.unit ?? '';
  const { horizon, arm, reference } = decision;
  return [decision.outcome, outcome?.kind ?? '', `${horizon}${unit}`, arm, reference].join(' ');
}

function toOutcomeText({ advice }: ResultView): string {
  return advice.state === 'favours' ? `favours ${advice.arm}` : advice.state;
}
