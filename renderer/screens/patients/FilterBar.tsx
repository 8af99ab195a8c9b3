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
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import type { Numbers } from '#renderer/strings/numbers.ts';
import { patientsWords } from '#renderer/strings/patients.ts';

const states = ['benefit', 'uncertain', 'harm', 'no-advice', 'refused'] as const;
const plainOrders = ['file', 'patient', 'difference', 'probability', 'warnings'] as const;

interface FilterBarProps {
  readonly list: ListView;
  readonly place: ListQuestion;
  readonly numbers: Numbers;
  readonly model: ModelWords;
}

/** What is shown of the list, each with its count, and in which order. */
export function FilterBar({ list, place, numbers, model }: FilterBarProps) {
  const words = useWords(patientsWords);
  const { patients, decisions } = list;
  const armIndex = toArmIndex(list);
  const orders: readonly (readonly [PatientOrder, string])[] = [
    ...plainOrders.map((order) => [order, words.orders[order]] as const),
    ...patients.inputs.map(({ input }) => [`input:${input}`, model.input(input)] as const),
  ];
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
            const found = orders.find(([known]) => known === event.currentTarget.value);
            if (found !== undefined) setListPlace(list, { order: found[0] });
          }}
        >
          {orders.map(([order, label]) => (
            <option key={order} value={order}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
