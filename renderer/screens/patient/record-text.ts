import type { ListView, PatientView } from '#core/contract/patients-view.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { toInline } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toSentenceText } from '#renderer/parts/result/ResultSentence.tsx';
import type { ShownResult } from '#renderer/parts/result/shown-result.ts';
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
  readonly researchOnly: string;
  readonly who: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A short text for the record: what was asked of which model, what it said, and what must be known beside it. */
export function toRecordText(parts: RecordTextParts): string {
  const { list, view, content, model, words, shown, warnings } = parts;
  const { manifest } = content;
  const title = model.wording.texts['title'] ?? manifest.id;
  const probability =
    shown?.result.advice.state === 'favours' || shown?.result.advice.state === 'uncertain'
      ? ` (${words.chance} ${words.at(parts.decisionTime)} ${model.numbers.fixed(shown.result.advice.probability, 2)})`
      : '';
  const inputs = view.inputs.flatMap(({ input: name, value }) => {
    const input = manifest.inputs.find((found) => found.name === name);
    return input === undefined ? [] : [`${model.input(name)}: ${model.said(input, value)}`];
  });
  const status = manifest.status === 'clinical-use' ? '' : ` ${parts.researchOnly}.`;
  return [
    `${title} ${manifest.version}.${status}`,
    `${words.patient} ${view.patient}${list.byHand ? '' : `, ${toInline(words.lineOf(String(view.line), list.file), model.wording.language)}`}`,
    shown === undefined ? parts.noResult : `${parts.advice}${probability}.`,
    ...(shown === undefined ? [] : [toSentenceText(shown)]),
    ...warnings.map(({ title: finding, body }) => `! ${finding} ${body}`),
    `${inputs.join('; ')}.`,
    words.notModel,
    `${words.digest} ${content.sha256}`,
    `${parts.who}, ${model.numbers.dateTime(parts.at)}, ${words.logLine(model.numbers.number(view.entry))}`,
  ].join('\n');
}
