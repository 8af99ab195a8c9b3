import { IconBan } from '@tabler/icons-react';
import styles from './no-result.module.css';
import { toReasonText } from '#core/advice/sentence.ts';
import type { Reason } from '#core/advice/reason.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { ListView, PatientView, ResultView } from '#core/contract/patients-view.ts';
import { AdviceMark } from '#renderer/parts/AdviceMark.tsx';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

/** The reasons of no recommendation, each once, as sentences. */
export function toReasonTexts(result: ResultView, model: ModelWords): readonly string[] {
  const { advice } = result;
  if (advice.state !== 'no-recommendation') return [];
  const texts = advice.reasons.map((reason) => toReasonText(model.wording, reason));
  return [...new Set(texts)].map((text) => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`);
}

interface NoResultProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly result: ResultView;
  readonly model: ModelWords;
  readonly isWhatIf: boolean;
}

/** No recommendation is a result: its reason stands where the number would be, and there is no number and no curve. */
export function NoAdvice({ list, view, result, model, isWhatIf }: NoResultProps) {
  const words = useWords(patientWords);
  const { advice } = result;
  const reasons = advice.state === 'no-recommendation' ? advice.reasons : [];
  return (
    <div className={styles.tab}>
      <div className={styles.box}>
        <AdviceMark state="no-advice" size={28} />
        <div>
          <h2 className={styles.title}>{words.noAdvice}</h2>
          {toReasonTexts(result, model).map((text) => (
            <p key={text} className={styles.reason}>
              {text}
            </p>
          ))}
          <p>{words.noAdviceBody}</p>
        </div>
      </div>
      {!isWhatIf && <ReasonDetails list={list} view={view} reasons={reasons} model={model} />}
    </div>
  );
}

function ReasonDetails(
  props: Pick<NoResultProps, 'list' | 'view' | 'model'> & { readonly reasons: readonly Reason[] },
) {
  const { list, view, reasons, model } = props;
  const words = useWords(patientWords);
  const { manifest } = list.model;
  const about = manifest.inputs.filter(({ name }) =>
    reasons.some((reason) => 'input' in reason && reason.input === name),
  );
  if (about.length === 0) return undefined;
  return (
    <dl className={styles.details}>
      {about.map((input) => (
        <div key={input.name} className={styles.detail}>
          <dt>{model.input(input.name)}</dt>
          <dd>
            <ReadAs list={list} view={view} input={input} model={model} />
            <Allowed input={input} manifest={manifest} model={model} />
          </dd>
        </div>
      ))}
      <div className={styles.detail}>
        <dt>{words.wrong}</dt>
        <dd>{words.wrongBody}</dd>
      </div>
    </dl>
  );
}

function ReadAs(props: Pick<NoResultProps, 'list' | 'view' | 'model'> & { readonly input: Input }) {
  const { view, input, model } = props;
  const words = useWords(patientWords);
  const { noValue } = useWords(fieldWords);
  const shown = view.inputs.find((found) => found.input === input.name);
  if (shown === undefined || shown.columns.length === 0) return undefined;
  return (
    <div>
      {words.read}:{' '}
      {shown.columns.map((column, at) => (
        <span key={column} className="mono">
          {at > 0 && ', '}
          {column} “{shown.cells[at] ?? ''}”
        </span>
      ))}{' '}
      {words.becomes} {shown.value === null ? noValue : model.said(input, shown.value)}
    </div>
  );
}

/** What the population and the limits of the manifest allow of an input. */
function Allowed(props: { readonly input: Input; readonly manifest: Manifest; readonly model: ModelWords }) {
  const { input, manifest, model } = props;
  const words = useWords(patientWords);
  const { range } = useWords(fieldWords);
  const { numbers } = model;
  const conditions = manifest.population.filter((condition) => condition.input === input.name);
  const texts = conditions.map((condition) => {
    switch (condition.kind) {
      case 'one-of':
        return condition.categories.map((category) => model.said(input, category)).join(', ');
      case 'range': {
        const limits = input.type === 'number' ? input.limits : { min: -Infinity, max: Infinity };
        return range(
          numbers.number(Math.max(limits.min, condition.min ?? -Infinity)),
          numbers.number(Math.min(limits.max, condition.max ?? Infinity)),
        );
      }
      default:
        throw condition satisfies never;
    }
  });
  if (texts.length === 0 && input.type === 'number') {
    texts.push(range(numbers.number(input.limits.min), numbers.number(input.limits.max)));
  }
  if (texts.length === 0 && input.type === 'category') {
    texts.push(input.categories.map((category) => model.said(input, category)).join(', '));
  }
  if (texts.length === 0) return undefined;
  return (
    <div>
      {words.allowed}: {texts.join('; ')}
    </div>
  );
}

/** A row that could not be read for sure: every value that was refused, and why. */
export function Refused({ view }: { readonly view: PatientView }) {
  const words = useWords(patientWords);
  const { problems } = useWords(fieldWords);
  return (
    <div className={styles.tab}>
      <div className={`${styles.box} ${styles.refused}`}>
        <IconBan size={28} stroke={1.8} aria-hidden="true" />
        <div>
          <h2 className={styles.title}>{words.refused}</h2>
          <p className={styles.reason}>{words.refusedBody}</p>
        </div>
      </div>
      <dl className={styles.details}>
        {view.problems.map((problem, at) => (
          <div key={at} className={styles.detail}>
            <dt>{problem.column ?? ''}</dt>
            <dd>
              {problem.value !== undefined && <span className="mono">“{problem.value}” </span>}
              {problems[problem.code] ?? problem.message}
            </dd>
          </div>
        ))}
        <div className={styles.detail}>
          <dt>{words.wrong}</dt>
          <dd>{words.wrongBody}</dd>
        </div>
      </dl>
    </div>
  );
}
