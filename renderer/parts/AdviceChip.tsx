import styles from './advice.module.css';
import type { PatientState } from '#core/estimates/find-patients.ts';
import { AdviceMark, toClass } from '#renderer/parts/AdviceMark.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { patientsWords } from '#renderer/strings/patients.ts';

/** The state of advice in at most three words, with its shape. 24 high. */
export function AdviceChip({ state }: { readonly state: PatientState }) {
  const words = useWords(patientsWords);
  return (
    <span className={`${styles.chip} ${styles[`${toClass(state)}Chip`]}`}>
      <AdviceMark state={state} size={14} />
      {words.states[state]}
    </span>
  );
}
