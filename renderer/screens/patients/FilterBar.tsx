import { useMemo } from 'react';
import styles from './patients.module.css';
import type { ListView } from '#core/contract/patients-view.ts';
import {
  countPatients,
  type ListQuestion,
  type PatientFilter,
  type PatientOrder,
} from '#core/estimates/find-patients.ts';
import { AdviceMark } from '#renderer/parts/AdviceMark.tsx';
import { setListPlace, toArmIndex } from '#renderer/screens/patients/list-place.ts';
import { useWords } from '#renderer/state/language.tsx';
import type { Numbers } from '#renderer/strings/numbers.ts';
import { patientsWords } from '#renderer/strings/patients.ts';

const states = ['benefit', 'uncertain', 'harm', 'no-advice', 'refused'] as const;
const orders: readonly PatientOrder[] = ['file', 'patient', 'difference', 'probability', 'warnings'];

interface FilterBarProps {
  readonly list: ListView;
  readonly place: ListQuestion;
  readonly numbers: Numbers;
}

/** What is shown of the list, each with its count, and in which order. */
export function FilterBar({ list, place, numbers }: FilterBarProps) {
  const words = useWords(patientsWords);
  const { patients, decisions } = list;
  const armIndex = toArmIndex(list);
  const counts = useMemo(() => countPatients(patients, decisions, armIndex), [patients, decisions, armIndex]);
  const toChip = (filter: PatientFilter, mark?: React.ReactNode): React.ReactNode => (
    <button
      key={filter}
      type="button"
      className={styles.chip}
      aria-pressed={place.filter === filter}
      onClick={() => setListPlace(list, { filter: place.filter === filter ? 'all' : filter })}
    >
      {mark}
      {words.filters[filter]} <strong>{numbers.number(counts[filter])}</strong>
    </button>
  );
  return (
    <div className={styles.bar2} role="group" aria-label={words.filterLabel}>
      {toChip('all')}
      {states
        .filter((state) => counts[state] > 0 || state === place.filter)
        .map((state) => toChip(state, <AdviceMark state={state} size={14} />))}
      <span className={styles.divider} />
      {toChip('warning')}
      {toChip('undecided')}
      <label className={styles.order}>
        {words.order}:
        <select
          className={styles.select}
          value={place.order}
          onChange={(event) => {
            const order = orders.find((known) => known === event.currentTarget.value);
            if (order !== undefined) setListPlace(list, { order });
          }}
        >
          {orders.map((order) => (
            <option key={order} value={order}>
              {words.orders[order]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
