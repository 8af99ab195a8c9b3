import { useId, useRef } from 'react';
import styles from './result.module.css';
import type { ListView, PatientView, ResultView } from '#core/contract/patients-view.ts';
import { toHorizons, toOutcomes, type Question } from '#core/estimates/to-answer.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Segmented } from '#renderer/parts/Segmented.tsx';
import { useShownResult } from '#renderer/parts/result/shown-result.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { CurvesTab } from '#renderer/screens/patient/CurvesTab.tsx';
import { IconsTab } from '#renderer/screens/patient/IconsTab.tsx';
import { NoAdvice, Refused } from '#renderer/screens/patient/NoResult.tsx';
import {
  setPatientPlace,
  toShownQuestion,
  usePatientPlace,
} from '#renderer/screens/patient/patient-place.ts';
import { PictureButton } from '#renderer/screens/patient/PictureButton.tsx';
import { SummaryTab } from '#renderer/screens/patient/SummaryTab.tsx';
import { TableTab } from '#renderer/screens/patient/TableTab.tsx';
import { useWhy } from '#renderer/screens/patient/use-patient.ts';
import type { WhatIf, WhatIfControl } from '#renderer/screens/patient/use-what-if.ts';
import { useWarningTexts, Warnings } from '#renderer/screens/patient/Warnings.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { useMarks } from '#renderer/state/use-marks.ts';
import { patientWords, type PatientTab } from '#renderer/strings/patient.ts';

const tabs: readonly PatientTab[] = ['summary', 'curves', 'icons', 'table', 'text'];

interface ResultPaneProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  readonly control: WhatIfControl;
  /** The text for the record. */
  readonly text: string;
  readonly onCopy: () => void;
}

/** What the model says: warnings, then the result in the way that was chosen. Of the record, or of a what-if. */
export function ResultPane({ list, view, model, control, text, onCopy }: ResultPaneProps) {
  const words = useWords(patientWords);
  const { whatIf } = control;
  const result = whatIf === undefined ? view.result : whatIf.result;
  const warnings = useWarningTexts(result?.remarks ?? [], list.model.manifest, model);
  return (
    <section className={styles.pane} aria-label={words.result}>
      {whatIf !== undefined && <WhatIfBar list={list} whatIf={whatIf} model={model} />}
      <Warnings texts={warnings} />
      {view.problems.length > 0 ? (
        <div className={styles.scroll}>
          <Refused view={view} />
        </div>
      ) : (
        <Result
          list={list}
          view={view}
          result={result}
          model={model}
          whatIf={whatIf}
          text={text}
          onCopy={onCopy}
        />
      )}
    </section>
  );
}

interface ResultProps extends Omit<ResultPaneProps, 'control'> {
  readonly result: ResultView | undefined;
  readonly whatIf: WhatIf | undefined;
}

function Result({ list, view, result, model, whatIf, text, onCopy }: ResultProps) {
  const words = useWords(patientWords);
  const place = usePatientPlace();
  const question = toShownQuestion(list.model, place);
  const shown = useShownResult(list.model, result, question, model);
  const why = useWhy(view);
  const panel = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const title = useModelTitle(list, model);
  if (whatIf !== undefined && whatIf.unreadable.length > 0) {
    const names = whatIf.unreadable.map((name) => model.input(name)).join(', ');
    return (
      <div className={styles.scroll}>
        <p className={styles.unreadable} role="status">
          {words.whatIfUnreadable(names)}
        </p>
      </div>
    );
  }
  // a what-if that is being computed: the last result is of other values, so nothing is shown
  if (result === undefined) return <div className={styles.scroll} aria-busy="true" />;
  if (shown === undefined || question === undefined) {
    return (
      <div className={styles.scroll}>
        <NoAdvice list={list} view={view} result={result} model={model} isWhatIf={whatIf !== undefined} />
      </div>
    );
  }
  return (
    <>
      <div className={styles.bar}>
        <Tabs tab={place.tab} panelId={panelId} />
        <QuestionChoice list={list} question={question} model={model} />
      </div>
      <div
        ref={panel}
        id={panelId}
        role="tabpanel"
        aria-labelledby={`${panelId}-${place.tab}`}
        // a region that scrolls is reached by the keyboard
        tabIndex={0}
        className={styles.scroll}
      >
        {place.tab === 'summary' && (
          <SummaryTab shown={shown} view={view} why={why} isWhatIf={whatIf !== undefined} />
        )}
        {place.tab === 'curves' && <CurvesTab shown={shown} />}
        {place.tab === 'icons' && <IconsTab shown={shown} />}
        {place.tab === 'table' && <TableTab shown={shown} />}
        {place.tab === 'text' && whatIf !== undefined && <p>{words.whatIfText}</p>}
        {place.tab === 'text' && whatIf === undefined && (
          <>
            <div className={styles.text}>{text}</div>
            <div>
              <Button onClick={onCopy}>{words.copyText}</Button>
            </div>
          </>
        )}
        {(place.tab === 'curves' || place.tab === 'icons') && (
          <PictureButton row={view.row} panel={panel} isWhatIf={whatIf !== undefined} title={title} />
        )}
      </div>
    </>
  );
}

/** Model, version, status: what has to stand on everything that leaves the window. */
function useModelTitle({ model: content }: ListView, model: ModelWords): string {
  const { manifest } = content;
  const title = `${model.wording.texts['title'] ?? manifest.id} ${manifest.version}`;
  return [title, ...useMarks(content)].join('. ');
}

/** Arrows move between the tabs, as in every list of tabs. */
function Tabs({ tab, panelId }: { readonly tab: PatientTab; readonly panelId: string }) {
  const words = useWords(patientWords);
  const press = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    setPatientPlace({ tab: next });
    document.querySelector<HTMLElement>(`[id="${panelId}-${next}"]`)?.focus();
  };
  return (
    <div role="tablist" tabIndex={-1} aria-label={words.result} className={styles.tabs} onKeyDown={press}>
      {tabs.map((name) => (
        <button
          key={name}
          id={`${panelId}-${name}`}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls={panelId}
          tabIndex={name === tab ? 0 : -1}
          className={styles.tab}
          onClick={() => setPatientPlace({ tab: name })}
        >
          {words.tabs[name]}
        </button>
      ))}
    </div>
  );
}

/** Times that fit beside each other; more are chosen from a list. */
const mostCells = 8;

/** One choice of outcome and time for all tabs. */
function QuestionChoice(props: {
  readonly list: ListView;
  readonly question: Question;
  readonly model: ModelWords;
}) {
  const { list, question, model } = props;
  const words = useWords(patientWords);
  const { manifest } = list.model;
  const outcomes = toOutcomes(manifest);
  const horizons = toHorizons(manifest, question.outcome);
  const unit = horizons[0]?.unit ?? '';
  const choose = (value: string): void => setPatientPlace({ horizon: Number(value) });
  const options = horizons.map(({ value }) => ({ value: String(value), label: model.numbers.number(value) }));
  return (
    <div className={styles.choices}>
      {outcomes.length > 1 && (
        <select
          className={styles.select}
          aria-label={words.outcome}
          value={question.outcome.name}
          onChange={(event) => setPatientPlace({ outcome: event.currentTarget.value })}
        >
          {outcomes.map(({ name }) => (
            <option key={name} value={name}>
              {model.outcome(name)}
            </option>
          ))}
        </select>
      )}
      {options.length > 1 && options.length <= mostCells && (
        <Segmented
          label={words.after}
          after={model.unit(unit)}
          options={options}
          value={String(question.horizon)}
          onChange={choose}
        />
      )}
      {options.length > mostCells && (
        <label>
          {words.after}{' '}
          <select
            className={styles.select}
            value={String(question.horizon)}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label} {model.unit(unit)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function WhatIfBar(props: { readonly list: ListView; readonly whatIf: WhatIf; readonly model: ModelWords }) {
  const { list, whatIf, model } = props;
  const words = useWords(patientWords);
  const changes = Object.entries(whatIf.values).flatMap(([name, value]) => {
    const input = list.model.manifest.inputs.find((found) => found.name === name);
    return input === undefined ? [] : [`${model.input(name)} ${model.said(input, value)}`];
  });
  return (
    <div className={styles.whatIfBar} role="status">
      <strong>{words.whatIfTitle}</strong>
      <span>{changes.length === 0 ? words.whatIfEmpty : words.whatIfBanner(changes.join('; '))}</span>
      <Button disabled={!whatIf.canUndo} hint="Ctrl Z" onClick={whatIf.undo}>
        {words.undo}
      </Button>
      {whatIf.canRedo && (
        <Button hint="Ctrl Shift Z" onClick={whatIf.redo}>
          {words.redo}
        </Button>
      )}
    </div>
  );
}
