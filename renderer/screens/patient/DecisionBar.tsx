import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import styles from './decision.module.css';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { DecisionView } from '#core/contract/patients-view.ts';
import type { PatientState } from '#core/estimates/find-patients.ts';
import { announce } from '#renderer/parts/announce.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Key } from '#renderer/parts/Key.tsx';
import { toInline } from '#renderer/parts/value-text.ts';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { decide, toDecisionOptions, toOverride, undoDecision } from '#renderer/screens/patient/decide.ts';
import { ReasonChoice } from '#renderer/screens/patient/ReasonChoice.tsx';
import { useStart } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface DecisionBarProps {
  readonly row: number;
  readonly patient: string;
  readonly manifest: Manifest;
  readonly model: ModelWords;
  readonly state: PatientState;
  /** The arm that the model favours, where it does. */
  readonly favoured: string | undefined;
  readonly decision: DecisionView | undefined;
}

/** Agree, otherwise with a reason, or between arms that the model does not choose of. Recorded: by whom, when, where. */
export function DecisionBar(props: DecisionBarProps) {
  const { row, patient, manifest, model, state, favoured, decision } = props;
  const words = useWords(patientWords);
  const isClosed = useStart().log.state === 'broken';
  const [isChoosing, setChoosing] = useState(false);
  useEffect(() => setChoosing(false), [row]);
  const options = toDecisionOptions(manifest, state, favoured);
  const isOpen = decision === undefined && !isClosed && state !== 'refused';
  const record = (made: Parameters<typeof decide>[1], what: string): void => {
    setChoosing(false);
    void decide(row, made).then((done) => {
      if (done !== undefined) announce(words.decided(patient, what));
    });
  };
  const agree =
    options.agree === undefined || !isOpen
      ? undefined
      : () =>
          record({ kind: 'agreed', arm: options.agree ?? '' }, words.agreed(model.arm(options.agree ?? '')));
  const choose = (arm: string): void => record({ kind: 'chosen', arm }, words.chosen(model.arm(arm)));
  const undo =
    decision === undefined || isClosed
      ? undefined
      : () =>
          void undoDecision(row).then((done) => {
            if (done) announce(words.undone(patient));
          });
  useScreenKeys({
    a: agree,
    x: options.agree === undefined || !isOpen ? undefined : () => setChoosing(!isChoosing),
    'Ctrl+z': undo,
    ...(isOpen && !isChoosing
      ? Object.fromEntries(options.arms.map((arm, at) => [`${at + 1}`, () => choose(arm)]))
      : {}),
  });
  if (state === 'refused') return undefined;
  return (
    <div className={styles.bar}>
      {isChoosing && isOpen && (
        <ReasonChoice
          onClose={() => setChoosing(false)}
          onRecord={(reason, note) => record(toOverride(options.other, reason, note), words.reasons[reason])}
        />
      )}
      <div className={styles.line}>
        <span className={styles.title}>{words.decision}</span>
        {isClosed && <span className={styles.quiet}>{words.closed}</span>}
        {decision !== undefined && (
          <Recorded decision={decision} model={model} {...(undo ? { onUndo: undo } : {})} />
        )}
        {isOpen && (
          <>
            {agree !== undefined && options.agree !== undefined && (
              <>
                <Button look={isChoosing ? 'outlined' : 'filled'} hint="A" onClick={agree}>
                  {words.agree(model.arm(options.agree))}
                </Button>
                <Button
                  look={isChoosing ? 'filled' : 'outlined'}
                  hint="X"
                  aria-expanded={isChoosing}
                  onClick={() => setChoosing(!isChoosing)}
                >
                  {isChoosing && options.other !== undefined
                    ? words.otherwiseWith(model.arm(options.other))
                    : words.otherwise}
                </Button>
              </>
            )}
            {options.arms.map((arm, at) => (
              <Button key={arm} hint={`${at + 1}`} onClick={() => choose(arm)}>
                {model.arm(arm)}
              </Button>
            ))}
            {options.arms.length > 0 && (
              <span className={styles.quiet}>
                {state === 'uncertain' ? words.noChoice : words.outsideModel}
              </span>
            )}
            <Hint isChoosing={isChoosing} />
          </>
        )}
      </div>
    </div>
  );
}

function Hint({ isChoosing }: { readonly isChoosing: boolean }) {
  const words = useWords(patientWords);
  const { letterKeys } = useStart().settings.values;
  return isChoosing ? (
    <span className={styles.hint}>
      {letterKeys && (
        <>
          <Key>1</Key>–<Key>6</Key> {words.digitsRecord},{' '}
        </>
      )}
      <Key>Esc</Key> {words.escape}
    </span>
  ) : (
    <span className={styles.hint}>
      {words.notRecorded} <Key>Ctrl Z</Key> {words.undoes}
    </span>
  );
}

interface RecordedProps {
  readonly decision: DecisionView;
  readonly model: ModelWords;
  readonly onUndo?: () => void;
}

/** Characters that need no scrolling on the narrowest window. */
const mostUnscrolled = 160;

function Recorded({ decision, model, onUndo }: RecordedProps) {
  const words = useWords(patientWords);
  const { numbers } = model;
  const Icon = decision.kind === 'overridden' ? IconPencil : IconCheck;
  const about = [
    decision.reason === undefined ? '' : toInline(words.reasons[decision.reason], model.wording.language),
    decision.note ?? '',
    numbers.time(decision.at),
    decision.who,
    words.logLine(numbers.number(decision.entry)),
  ]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <>
      <span className={styles.done}>
        <Icon size={18} stroke={1.8} aria-hidden="true" />
        {toDecisionText(decision, model, words)}
      </span>
      {/* what scrolls is reached by the keyboard too (WCAG 2.1.1) */}
      <span className={styles.recorded} {...(about.length > mostUnscrolled ? { tabIndex: 0 } : {})}>
        {about}
      </span>
      {onUndo !== undefined && (
        <button type="button" className={`${styles.link} ${styles.hint}`} onClick={onUndo}>
          {words.undo} <Key>Ctrl Z</Key>
        </button>
      )}
    </>
  );
}

/** What was decided, why, by whom and when. */
export function toDecisionLine(
  decision: DecisionView,
  model: ModelWords,
  words: (typeof patientWords)['nl'],
): string {
  const { reason, note = '', who, at } = decision;
  const because = reason === undefined ? '' : toInline(words.reasons[reason], model.wording.language);
  return [toDecisionText(decision, model, words), because, note, who, model.numbers.dateTime(at)]
    .filter((part) => part !== '')
    .join(', ');
}

/** What was decided, in words. */
export function toDecisionText(
  { kind, arm }: DecisionView,
  model: ModelWords,
  words: (typeof patientWords)['nl'],
): string {
  const label = arm === undefined ? '' : model.arm(arm);
  switch (kind) {
    case 'agreed':
      return words.agreed(label);
    case 'chosen':
      return words.chosen(label);
    case 'overridden':
      return label === '' ? words.otherwise : words.overridden(label);
    default:
      throw kind satisfies never;
  }
}
