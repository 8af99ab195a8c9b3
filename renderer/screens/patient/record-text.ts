import type { ListView, PatientView } from '#core/contract/patients-view.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { toThresholds } from '#core/estimates/to-answer.ts';
import { toInline } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toSentenceText } from '#renderer/parts/result/ResultSentence.tsx';
import { toOtherHarms, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { toDecisionLine } from '#renderer/screens/patient/DecisionBar.tsx';
import type { WarningText } from '#renderer/screens/patient/Warnings.tsx';
import type { patientWords } from '#renderer/strings/patient.ts';

interface RecordTextParts {
  readonly list: ListView;
  readonly view: PatientView;
  readonly content: ModelContent;
  readonly model: ModelWords;
  readonly words: (typeof patientWords)['nl'];
  /** Undefined where there is no number; then `noResult` says why. */
  readonly shown: ShownResult | undefined;
  readonly advice: string;
  /** What the advice is about, such as `5 jaar`; the sentence may be about another time. */
  readonly decisionTime: string;
  readonly noResult: string;
  readonly warnings: readonly WarningText[];
  /** What the model may not be taken for. */
  readonly marks: readonly string[];
  readonly who: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A short text for the record: what was asked of which model, what it said, and what must be known beside it. */
export function toRecordText(parts: RecordTextParts): string {
  const { list, view, content, model, words, shown, warnings } = parts;
  const { manifest } = content;
  const decision = list.decisions[view.row];
  const title = model.wording.texts['title'] ?? manifest.id;
  const probability =
    shown?.result.advice.state === 'favours' || shown?.result.advice.state === 'uncertain'
      ? ` (${words.chance} ${words.at(parts.decisionTime)} ${model.numbers.chance(shown.result.advice.probability, toThresholds(manifest.decision))})`
      : '';
  const inputs = view.inputs.flatMap(({ input: name, value }) => {
    const input = manifest.inputs.find((found) => found.name === name);
    return input === undefined ? [] : [`${model.input(name)}: ${model.said(input, value)}`];
  });
  return [
    [`${title} ${manifest.version}`, ...parts.marks].map((part) => `${part}.`).join(' '),
    `${words.patient} ${view.patient}${list.byHand ? '' : `, ${toInline(words.lineOf(String(view.line), list.file), model.wording.language)}`}`,
    shown === undefined ? parts.noResult : `${parts.advice}${probability}.`,
    ...(shown === undefined ? [] : [toSentenceText(shown), ...toHarmLines(shown, words)]),
    ...warnings.map(({ title: finding, body }) => `! ${finding} ${body}`),
    `${inputs.join('; ')}.`,
    ...(decision === undefined ? [] : [`${words.decision}: ${toDecisionLine(decision, model, words)}.`]),
    words.notModel,
    `${words.digest} ${content.sha256}`,
    `${parts.who}, ${model.numbers.dateTime(parts.at)}, ${words.logLine(model.numbers.number(view.entry))}`,
  ].join('\n');
}

function toHarmLines(shown: ShownResult, words: RecordTextParts['words']): readonly string[] {
  if (shown.harms.length === 0) return [`${words.harms}: ${words.notModelled}`];
  const harms = toOtherHarms(shown).map((harm) => `${words.harm}: ${toSentenceText(harm)}`);
  return [...harms, words.otherHarms];
}
