import type { Manifest } from '#core/bundle/manifest.ts';
import type { DecisionView, OverrideReason } from '#core/contract/patients-view.ts';
import type { CallArguments } from '#core/contract/calls.ts';
import type { PatientState } from '#core/estimates/find-patients.ts';
import { call } from '#renderer/state/bridge.ts';
import { setDecision, tellingFailures } from '#renderer/state/session.ts';

/** What can be decided for a patient. */
export interface DecisionOptions {
  /** The arm that the model favours: one key agrees. */
  readonly agree?: string;
  /** The arm that another decision is for, where there is only one other. */
  readonly other?: string;
  /** Where the model favours none: the arms, none of them before the others. */
  readonly arms: readonly string[];
}

/** @param favoured where the state is benefit or harm */
export function toDecisionOptions(
  manifest: Manifest,
  state: PatientState,
  favoured: string | undefined,
): DecisionOptions {
  const arms = manifest.arms.map(({ name }) => name);
  if (favoured === undefined || (state !== 'benefit' && state !== 'harm')) {
    const { decision } = manifest;
    return {
      arms: state === 'uncertain' && decision ? [decision.arm, decision.reference] : arms.slice(0, 9),
    };
  }
  const [other, ...more] = arms.filter((arm) => arm !== favoured);
  return { agree: favoured, ...(other !== undefined && more.length === 0 ? { other } : {}), arms: [] };
}

type Decision = CallArguments<'patient-decide'>['decision'];

/** Rows in the order in which they were decided here, for undo. */
const decided: number[] = [];

/** Records a decision in the log. Gives it when it is durable; undefined where that was refused, which is told. */
export async function decide(row: number, decision: Decision): Promise<DecisionView | undefined> {
  const made = await tellingFailures(() => call('patient-decide', { row, decision }));
  if (made === undefined || made === null) return undefined;
  decided.push(row);
  setDecision(row, made);
  return made;
}

/** Takes a decision back; the log keeps both. Gives whether it was. */
export async function undoDecision(row: number): Promise<boolean> {
  const answer = await tellingFailures(() => call('patient-decide', { row, decision: { kind: 'undone' } }));
  if (answer === undefined) return false;
  setDecision(row, null);
  const at = decided.lastIndexOf(row);
  if (at >= 0) decided.splice(at, 1);
  return true;
}

/** The row that was decided last here, of those that still are. */
export function lastDecided(decisions: Readonly<Record<number, DecisionView>>): number | undefined {
  return decided.filter((row) => decisions[row] !== undefined).at(-1);
}

export function toOverride(other: string | undefined, reason: OverrideReason, note = ''): Decision {
  return {
    kind: 'overridden',
    ...(other === undefined ? {} : { arm: other }),
    reason,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}
