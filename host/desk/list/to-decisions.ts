import type { Entry } from '#core/audit/entry.ts';
import { overrideReasons, type DecisionView } from '#core/contract/patients-view.ts';
import type { Desk } from '#host/desk/desk.ts';
import type { MadeList } from '#host/desk/list/kept-list.ts';
import type { PatientList } from '#host/desk/list/patient-list.ts';
import { openSealedText, readLog, type LoggedEntry } from '#host/store/read-log.ts';

type Decided = Extract<Entry, { type: 'advice-accepted' | 'advice-overridden' }>;

/** What the log holds of decisions on the results of these runs, by row of a list of the same rows. Throws LogError. */
export function toDecisions(
  desk: Desk,
  list: PatientList,
  runs: MadeList['runs'],
): ReadonlyMap<number, DecisionView> {
  const rows = new Map(Array.from({ length: list.length }, (_, row) => [list.row(row).line, row]));
  const names = new Set(runs.map(({ run }) => run));
  const results = new Map<number, number>();
  const decisions = new Map<number, DecisionView>();
  const first = Math.min(...runs.map(({ firstEntry }) => firstEntry));
  for (const logged of readLog(desk.log.path, first)) {
    const { entry } = logged;
    if (entry.type === 'inference' && names.has(entry.run)) {
      const row = rows.get(entry.line);
      if (row !== undefined) results.set(entry.index, row);
    } else if (entry.type === 'advice-accepted' || entry.type === 'advice-overridden') {
      const row = results.get(entry.result);
      if (row === undefined) continue;
      const view = toView(desk, list, row, entry, logged);
      if (view === undefined) decisions.delete(row);
      else decisions.set(row, view);
    }
  }
  return decisions;
}

/** Undefined where it takes an earlier one back. */
function toView(
  desk: Desk,
  list: PatientList,
  row: number,
  entry: Decided,
  logged: LoggedEntry,
): DecisionView | undefined {
  const { account, name } = entry.who;
  const made = { at: entry.at, who: name ?? account, entry: entry.index };
  if (entry.type === 'advice-accepted') {
    const advice = list.row(row).scored?.result.advice;
    return { kind: 'agreed', ...(advice?.state === 'favours' ? { arm: advice.arm } : {}), ...made };
  }
  if (entry.reason === 'undone') return undefined;
  const arm = entry.chosen === undefined ? {} : { arm: entry.chosen };
  const reason = overrideReasons.find((known) => known === entry.reason);
  if (reason === undefined) return { kind: 'chosen', ...arm, ...made };
  const note = entry.sealed === undefined ? {} : { note: openSealedText(desk.log.path, desk.key, logged) };
  return { kind: 'overridden', ...arm, reason, ...note, ...made };
}
