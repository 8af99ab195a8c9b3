import type { Draft } from '#core/audit/draft.ts';
import type { Runner } from '#host/runner/open-runner.ts';
import type { FinishedSlot } from '#host/scoring/results/result-file.ts';
import { scorePatients } from '#host/scoring/row-scorer.ts';
import type { PatientSlot, Slot } from '#host/scoring/slot.ts';
import type { RunLog } from '#host/scoring/run-log.ts';
import { toInference } from '#host/scoring/to-inference.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** Scores the patients of a chunk in one block and puts every record's fate in the order of the file. */
export async function scoreSlots(
  slots: readonly Slot[],
  context: {
    readonly bundle: VerifiedBundle;
    readonly runner: Pick<Runner, 'predict'>;
    readonly rowMs: number;
  },
): Promise<FinishedSlot[]> {
  const toScore = slots.filter((slot): slot is PatientSlot => slot.kind === 'patient');
  const { manifest } = context.bundle.bundle;
  const scored = await scorePatients(
    manifest,
    context.runner,
    toScore.map(({ mapped, remarks }) => ({ row: mapped, remarks })),
    context.rowMs,
  );
  let next = 0;
  return slots.map((slot): FinishedSlot => {
    if (slot.kind === 'settled') return { ...slot, patient: undefined };
    const patient = scored[next++];
    if (patient?.row !== slot.mapped) throw new Error('results are not in the order of the rows');
    const { row, mapped } = slot;
    return { line: row.line, row, mapped, result: patient.result, refused: [], patient };
  });
}

/** Appends a chunk's entries in one transaction: durable when the promise is kept. Gives how many, and the first's index. */
export async function logSlots(
  slots: readonly FinishedSlot[],
  log: RunLog,
  run: string,
): Promise<{ readonly count: number; readonly first: number }> {
  const drafts = slots.flatMap((slot): Draft[] => {
    if (slot.patient !== undefined) return [toInference(run, slot.patient)];
    if (slot.result.status !== 'refused') return [];
    return [{ type: 'row-refused', run, line: slot.line, problems: [...new Set(slot.result.problems)] }];
  });
  const count = drafts.length;
  if (count === 0) return { count, first: 0 };
  const { size } = await log.appendAside(drafts);
  return { count, first: size - count };
}
