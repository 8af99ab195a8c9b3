import styles from './result.module.css';
import type { PatientView, WhyView } from '#core/contract/patients-view.ts';
import { SummaryChart } from '#renderer/parts/charts/SummaryChart.tsx';
import { AdviceLine } from '#renderer/parts/result/AdviceLine.tsx';
import { LeadingFigures } from '#renderer/parts/result/LeadingFigures.tsx';
import { toOtherHarms, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { toInline } from '#renderer/parts/value-text.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface SummaryTabProps {
  readonly shown: ShownResult;
  readonly view: PatientView;
  readonly why: WhyView | undefined;
  /** Numbers of a what-if say nothing of why the record's are as they are. */
  readonly isWhatIf: boolean;
}

/** Advice, difference and interval, both arms, harms in the same persons, and why, how certain and what is not modelled. */
export function SummaryTab({ shown, view, why, isWhatIf }: SummaryTabProps) {
  const words = useWords(patientWords);
  return (
    <>
      <AdviceLine shown={shown} />
      <LeadingFigures shown={shown} />
      {toOtherHarms(shown).map((harm) => (
        <div key={harm.question.outcome.name} className={styles.harm}>
          <LeadingFigures shown={harm} />
        </div>
      ))}
      <div className={styles.chart}>
        <SummaryChart shown={shown} />
      </div>
      <div className={styles.three}>
        {!isWhatIf && shown.content.manifest.decision !== undefined && <Why shown={shown} why={why} />}
        <Certainty shown={shown} view={view} why={isWhatIf ? undefined : why} />
        <section>
          <h3 className={styles.small}>{words.harms}</h3>
          <p>{shown.harms.length === 0 ? words.notModelled : words.otherHarms}</p>
          <p className={styles.took}>
            {words.took(shown.model.numbers.number(shown.result.ms, shown.result.ms < 10 ? 1 : 0))}
          </p>
        </section>
      </div>
    </>
  );
}

/** The host sends the strongest first. */
const mostReasons = 4;

function Why({ shown, why }: { readonly shown: ShownResult; readonly why: WhyView | undefined }) {
  const words = useWords(patientWords);
  const { model, content } = shown;
  const { numbers } = model;
  return (
    <section>
      <h3 className={styles.small}>{words.why}</h3>
      {why === undefined ? (
        <p className={styles.quiet}>{words.computing}</p>
      ) : (
        <dl className={styles.counts}>
          <dt>{numbers.signedPersons(why.difference)}</dt>
          <dd>{why.rows.length === 0 ? words.noWhy : words.asEntered}</dd>
          {why.rows.slice(0, mostReasons).map(({ input: name, from, to, difference }) => {
            const input = content.manifest.inputs.find((found) => found.name === name);
            if (input === undefined) return undefined;
            const label = model.input(name);
            const text =
              input.type === 'number'
                ? words.instead(label, model.said(input, to), model.said(input, from))
                : words.with(label, model.said(input, to));
            return (
              <div key={`${name} ${to ?? ''}`} className={`${styles.pair} ${styles.whyRow}`}>
                <dt>{numbers.signedPersons(difference)}</dt>
                <dd>{text}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </section>
  );
}

interface CertaintyProps {
  readonly shown: ShownResult;
  readonly view: PatientView;
  readonly why: WhyView | undefined;
}

function Certainty({ shown, view, why }: CertaintyProps) {
  const words = useWords(patientWords);
  const { remarks } = shown.result;
  const { model, content } = shown;
  const missing = remarks.filter(({ code }) => code === 'imputed' || code === 'left-missing').length;
  const outside = remarks.filter(({ code }) => code === 'outside-development-range').length;
  const { numbers } = model;
  return (
    <section>
      <h3 className={styles.small}>{words.certain}</h3>
      <dl className={styles.counts}>
        {why?.alike !== undefined && <Alike alike={why.alike} content={content} model={model} view={view} />}
        {missing > 0 && (
          <div className={styles.pair}>
            <dt>{numbers.number(missing)}</dt>
            <dd>{words.missingCount(String(missing))}</dd>
          </div>
        )}
        {outside > 0 && (
          <div className={styles.pair}>
            <dt>{numbers.number(outside)}</dt>
            <dd>{words.outsideCount(String(outside))}</dd>
          </div>
        )}
        {missing + outside === 0 && (
          <div className={styles.pair}>
            <dt>0</dt>
            <dd>{words.allThere}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Alike(
  props: Pick<ShownResult, 'content' | 'model'> & {
    readonly alike: NonNullable<WhyView['alike']>;
    readonly view: PatientView;
  },
) {
  const { alike, content, model, view } = props;
  const words = useWords(patientWords);
  const { input: name, patients } = alike.fewest;
  const input = content.manifest.inputs.find((found) => found.name === name);
  const value = view.inputs.find((found) => found.input === name)?.value ?? null;
  const said = input === undefined ? '' : model.said(input, value);
  return (
    <div className={styles.pair}>
      <dt>{patients === '1-9' ? words.fewAlike : model.numbers.number(patients)}</dt>
      <dd>
        {words.alike(
          model.numbers.number(alike.of),
          toInline(model.input(name), model.wording.language),
          said,
        )}
      </dd>
    </div>
  );
}
