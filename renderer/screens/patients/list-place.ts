import { useMemo, useSyncExternalStore } from 'react';
import type { ListView } from '#core/contract/patients-view.ts';
import { findPatients, type ListQuestion } from '#core/estimates/find-patients.ts';
import { makeStore } from '#renderer/state/store.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';

/** Where somebody is in a list. It outlives a visit to a patient. */
interface ListPlace extends ListQuestion {
  /** The list that it is of. */
  readonly run: string;
  /** Row of the list that is selected. */
  readonly row: number;
}

const atStart: Omit<ListPlace, 'run'> = { filter: 'all', order: 'file', search: '', row: 0 };
const store = makeStore<ListPlace>({ ...atStart, run: '' });

/** The place in this list; a new list begins at its start. */
export function useListPlace(list: ListView): ListPlace {
  const place = useSyncExternalStore(store.subscribe, store.get);
  return place.run === list.run ? place : { ...atStart, run: list.run };
}

export function setListPlace(list: ListView, change: Partial<Omit<ListPlace, 'run'>>): void {
  store.set((place) => ({ ...(place.run === list.run ? place : atStart), ...change, run: list.run }));
}

/** Index of the decision's arm in the manifest; −1 where there is no decision. */
export function toArmIndex({ model: { manifest } }: ListView): number {
  return manifest.arms.findIndex(({ name }) => name === manifest.decision?.arm);
}

/** The rows as they are shown now. Also the order in which one goes from patient to patient. */
export function useShownRows(list: ListView, words: ModelWords): Uint32Array {
  const { filter, order, search } = useListPlace(list);
  const { patients } = list;
  // Only one filter asks for decisions: the others stand still when one is made.
  const decisions = filter === 'undecided' ? list.decisions : none;
  const armIndex = toArmIndex(list);
  return useMemo(() => {
    const inputs = patients.inputs.flatMap(({ input: name, values }) => {
      const input = list.model.manifest.inputs.find((found) => found.name === name);
      return input === undefined ? [] : [{ input, values }];
    });
    const toText = (row: number): string =>
      inputs.map(({ input, values }) => words.said(input, values[row] ?? null)).join(' ');
    return findPatients(patients, decisions, armIndex, { filter, order, search }, toText);
  }, [patients, list.model, decisions, armIndex, filter, order, search, words]);
}

const none: ListView['decisions'] = {};
