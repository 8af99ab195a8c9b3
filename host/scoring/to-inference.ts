import type { Draft } from '#core/audit/draft.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';

/** The entry of one patient's result. `fuel`: of the model's call, where it was for this patient alone. */
export function toInference(run: string, { row, outputs, result }: ScoredPatient, fuel?: number): Draft {
  return {
    type: 'inference',
    run,
    line: row.line,
    patient: row.patient,
    inputs: row.values,
    outputs: outputs ?? null,
    advice: result.advice,
    remarks: result.remarks,
    ...(fuel === undefined ? {} : { fuel }),
  };
}
