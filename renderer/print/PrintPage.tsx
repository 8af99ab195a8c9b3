import { createPortal } from 'react-dom';
import styles from './print.module.css';
import type { ListView, PatientView } from '#core/contract/patients-view.ts';
import { SummaryChart } from '#renderer/parts/charts/SummaryChart.tsx';
import { ResultSentence } from '#renderer/parts/result/ResultSentence.tsx';
import { toThresholds } from '#core/estimates/to-answer.ts';
import { Rounded } from '#renderer/parts/result/Rounded.tsx';
import { toLeading, toOtherHarms, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toPrintKey } from '#renderer/print/until-printable.ts';
import { toLineCount, toPrintPages } from '#renderer/print/print-pages.ts';
import { toDecisionLine } from '#renderer/screens/patient/DecisionBar.tsx';
import type { WarningText } from '#renderer/screens/patient/Warnings.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { useMarks } from '#renderer/state/use-marks.ts';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

interface PrintPageProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  /** Undefined where there is no number; then `noResult` says why. */
  readonly shown: ShownResult | undefined;
  readonly advice: string;
  readonly decisionTime: string;
  readonly noResult: string;
  readonly warnings: readonly WarningText[];
  readonly who: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * What is printed of a patient, on A4: hidden on the screen, alone on the paper. One page, unless the model has more
 * inputs than fit.
 */
export function PrintPage(props: PrintPageProps) {
  const { list, view, model, who, at } = props;
  const words = useWords(patientWords);
  const pages = toPrintPages(
    view.inputs,
    (input) => toInputLines(input, list, model),
    toTakenLines(props, words),
  );
  const marks = useMarks(list.model);
  const { manifest, sha256 } = list.model;
  const title = `${model.wording.texts['title'] ?? manifest.id} ${manifest.version}`;
  return createPortal(
    <article
      className={styles.print}
      lang={model.wording.language}
      data-printable={toPrintKey(view, list.decisions[view.row])}
    >
      {pages.map((inputs, page) => (
        <section key={page} className={styles.page}>
          <header className={styles.head}>
            <div>
              <h1 className={styles.title}>{title}</h1>
              <p>{words.sheet}</p>
            </div>
            <p className={styles.status}>{marks.join(' · ')}</p>
          </header>
          <h2 className={styles.patient}>
            {words.patient} {view.patient}
          </h2>
          {page === 0 && <Result {...props} />}
          {inputs.length > 0 && <Inputs inputs={inputs} {...props} />}
          <footer className={styles.foot}>
            <dl className={styles.provenance}>
              <dt>{words.intendedUse}</dt>
              <dd>{model.wording.texts['intended-use']}</dd>
              <dt>{words.model}</dt>
              <dd>
                {list.model.ref}, {words.publisher} {manifest.publisher}
              </dd>
              <dt>{words.digest}</dt>
              <dd className={styles.digest}>{sha256}</dd>
              {!list.byHand && (
                <>
                  <dt>{words.file}</dt>
                  <dd>
                    {words.lineOf(model.numbers.number(view.line), list.file)},{' '}
                    <span className={styles.digest}>{list.sha256}</span>
                  </dd>
                </>
              )}
              <dt>{words.user}</dt>
              <dd>
                {words.printedBy(who, model.numbers.dateTime(at))},{' '}
                {words.logLine(model.numbers.number(view.entry))}
              </dd>
            </dl>
            <p className={styles.number}>
              {words.page(String(page + 1), String(pages.length))}
              <br />
              {words.notModel}
            </p>
          </footer>
        </section>
      ))}
    </article>,
    document.body,
  );
}

/** Characters of a line across the page, and of one in a column of the inputs. */
const acrossPage = 100;
const inColumn = 30;

function toInputLines(shown: PatientView['inputs'][number], list: ListView, model: ModelWords): number {
  const input = list.model.manifest.inputs.find(({ name }) => name === shown.input);
  const value = input === undefined || shown.value === null ? '' : model.said(input, shown.value);
  const texts = [value, shown.columns.join(', '), shown.cells.join(', ')];
  return Math.max(
    toLineCount(model.input(shown.input), 2 * inColumn),
    ...texts.map((text) => toLineCount(text, inColumn)),
    shown.imputed === undefined ? 1 : 3,
  );
}

/** Lines beyond those of a short result: warnings, harms, a note, the intended use. */
function toTakenLines(props: PrintPageProps, words: (typeof patientWords)['nl']): number {
  const { list, view, model, shown, noResult, warnings } = props;
  const decision = list.decisions[view.row];
  const texts = [
    ...warnings.slice(1).map(({ title, body }) => `${title} ${body}`),
    ...(shown === undefined ? [] : toOtherHarms(shown).flatMap(() => ['', ''])),
  ];
  const beyond = (text: string, most: number): number => Math.max(0, toLineCount(text, acrossPage) - most);
  return (
    texts.reduce((lines, text) => lines + toLineCount(text, acrossPage), 0) +
    beyond(decision === undefined ? '' : toDecisionLine(decision, model, words), 1) +
    beyond(shown === undefined ? noResult : '', 2) +
    beyond(model.wording.texts['intended-use'] ?? '', 4)
  );
}

function Result(props: PrintPageProps) {
  const { list, view, model, shown, advice, decisionTime, noResult, warnings } = props;
  const words = useWords(patientWords);
  const decision = list.decisions[view.row];
  return (
    <>
      {warnings.length > 0 && (
        <ul className={styles.warnings}>
          {warnings.map(({ title, body }) => (
            <li key={title}>
              <strong>{title}</strong> {body}
            </li>
          ))}
        </ul>
      )}
      {shown === undefined ? (
        <p className={styles.none}>{noResult}</p>
      ) : (
        <>
          <Figures shown={shown} advice={advice} decisionTime={decisionTime} />
          <ResultSentence shown={shown} />
          {toOtherHarms(shown).map((harm) => (
            <ResultSentence key={harm.question.outcome.name} shown={harm} lead={words.harm} />
          ))}
          <SummaryChart shown={shown} isNarrow />
          <p className={styles.quiet}>
            <Rounded shown={shown} />
          </p>
          <p className={styles.quiet}>
            {shown.harms.length === 0 ? `${words.harms}: ${words.notModelled}` : words.otherHarms}{' '}
            {words.took(model.numbers.number(shown.result.ms, shown.result.ms < 10 ? 1 : 0))}.
          </p>
        </>
      )}
      <p className={styles.decision}>
        <strong>{words.decision}:</strong>{' '}
        {decision === undefined ? '–' : toDecisionLine(decision, model, words)}
      </p>
    </>
  );
}

/** Advice, chance, difference and interval in one size. */
function Figures(props: Pick<PrintPageProps, 'advice' | 'decisionTime'> & { readonly shown: ShownResult }) {
  const { shown, advice, decisionTime } = props;
  const words = useWords(patientWords);
  const leading = toLeading(shown);
  const given = shown.result.advice;
  const { time } = shown;
  return (
    <div className={styles.figures}>
      <p>
        <strong>{advice}</strong>
        {given.state !== 'no-recommendation' && (
          <>
            , {words.chance} {words.at(decisionTime)}{' '}
            <strong>
              {shown.model.numbers.chance(given.probability, toThresholds(shown.content.manifest.decision))}
            </strong>
          </>
        )}
      </p>
      {leading !== undefined && (
        <p>
          {time === '' ? '' : `${words.at(time)}: `}
          <strong>{shown.words.difference(leading.difference.estimate.mean)}</strong>, {words.interval}{' '}
          <strong>{shown.words.differenceInterval(leading.difference.estimate) ?? words.noInterval}</strong>
        </p>
      )}
    </div>
  );
}

function Inputs({ list, model, inputs }: PrintPageProps & { readonly inputs: PatientView['inputs'] }) {
  const words = useWords(patientWords);
  const { missing } = useWords(fieldWords);
  return (
    <table className={styles.inputs}>
      <thead>
        <tr>
          <th scope="col">{words.columns.input}</th>
          <th scope="col">{words.columns.value}</th>
          <th scope="col">{words.columns.column}</th>
          <th scope="col">{words.columns.cell}</th>
        </tr>
      </thead>
      <tbody>
        {inputs.map((shown) => {
          const input = list.model.manifest.inputs.find(({ name }) => name === shown.input);
          if (input === undefined) return undefined;
          return (
            <tr key={shown.input}>
              <th scope="row">{model.input(shown.input)}</th>
              <td>
                <strong>{shown.value === null ? missing : model.said(input, shown.value)}</strong>
                {shown.imputed !== undefined &&
                  ` (${words.states.imputed(model.said(input, shown.imputed))})`}
              </td>
              <td>{shown.columns.join(', ')}</td>
              <td>{shown.cells.join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
