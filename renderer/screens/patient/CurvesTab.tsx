import styles from './result.module.css';
import { toHorizons } from '#core/estimates/to-answer.ts';
import { CurvesChart } from '#renderer/parts/charts/CurvesChart.tsx';
import { ResultSentence } from '#renderer/parts/result/ResultSentence.tsx';
import type { ShownResult } from '#renderer/parts/result/shown-result.ts';
import { setPatientPlace } from '#renderer/screens/patient/patient-place.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

/** The course over time, where the model estimates one. */
export function CurvesTab({ shown }: { readonly shown: ShownResult }) {
  const words = useWords(patientWords);
  const { outcome } = shown.question;
  const hasCourse = toHorizons(shown.content.manifest, outcome).length > 1 && outcome.kind !== 'class';
  return (
    <div className={styles.fill}>
      <div className={styles.lead}>
        <ResultSentence shown={shown} />
      </div>
      {hasCourse ? (
        <CurvesChart shown={shown} onChoose={(horizon) => setPatientPlace({ horizon })} />
      ) : (
        <p className={styles.quiet}>{words.noCurve}</p>
      )}
    </div>
  );
}
