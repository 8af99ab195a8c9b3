import { isInPersons } from '#core/estimates/to-answer.ts';
import { toTenths } from '#renderer/parts/result/result-words.ts';
import { toLeading, type ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

/** That shown persons are rounded to a sum (decision 58), and what they were: for whoever recomputes them. */
export function Rounded({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const leading = toLeading(shown);
  if (leading === undefined || !isInPersons(shown.question.outcome)) return undefined;
  const { ofReference, ofArm, difference } = leading;
  const [without, withIt, more] = [ofReference, ofArm, difference.estimate].map(({ mean }) =>
    toTenths(mean, shown.model),
  );
  const at = shown.time === '' ? '' : words.at(shown.time);
  return <>{words.rounded(at, without ?? '', withIt ?? '', more ?? '')}</>;
}
