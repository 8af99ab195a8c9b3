import { useSyncExternalStore } from 'react';
import type { ModelContent } from '#core/contract/models-view.ts';
import { toFirstQuestion, toHorizons, toOutcomes, type Question } from '#core/estimates/to-answer.ts';
import { before, keep } from '#renderer/state/kept.ts';
import { makeStore } from '#renderer/state/store.ts';
import type { PatientTab } from '#renderer/strings/patient.ts';

/** What somebody looks at of a patient; it stays when the next one is opened. */
interface PatientPlace {
  readonly tab: PatientTab;
  /** Name of an outcome and a horizon, as they were chosen; undefined: the model's own. */
  readonly outcome: string | undefined;
  readonly horizon: number | undefined;
}

const tabs: readonly PatientTab[] = ['summary', 'curves', 'icons', 'table', 'text'];
const store = makeStore<PatientPlace>({
  tab: tabs.find((tab) => tab === before?.tab) ?? 'summary',
  outcome: undefined,
  horizon: undefined,
});

export function usePatientPlace(): PatientPlace {
  return useSyncExternalStore(store.subscribe, store.get);
}

export function setPatientPlace(change: Partial<PatientPlace>): void {
  store.set((place) => ({ ...place, ...change }));
  keep({ tab: store.get().tab });
}

/** The question that is shown: as it was chosen where this model has it, else the model's first. */
export function toShownQuestion({ manifest }: ModelContent, place: PatientPlace): Question | undefined {
  const first = toFirstQuestion(manifest);
  const outcome = toOutcomes(manifest).find(({ name }) => name === place.outcome) ?? first?.outcome;
  if (outcome === undefined) return undefined;
  const horizons = toHorizons(manifest, outcome);
  if (horizons.length === 0) return { outcome };
  const chosen = horizons.find(({ value }) => value === place.horizon)?.value;
  const own = outcome.name === first?.outcome.name ? first.horizon : horizons.at(-1)?.value;
  const horizon = chosen ?? own;
  return horizon === undefined ? { outcome } : { outcome, horizon };
}
