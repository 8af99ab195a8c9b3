import { toAdvisor, toNoRecommendation } from '#core/advice/advise.ts';
import { assess } from '#core/advice/assess.ts';
import type { Remark } from '#core/advice/reason.ts';
import { toRowResult, type RowResult } from '#core/advice/row-result.ts';
import { toModelRow, toRows, type ModelCell } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { toModelCall } from '#core/bundle/model-call.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import type { Runner } from '#host/runner/open-runner.ts';

/** A patient with what the model may be told, and what came of it. */
export interface ScoredPatient {
  readonly row: MappedRow;
  /** One per manifest input, after imputation; undefined where the model was not asked. */
  readonly asked: readonly ModelCell[] | undefined;
  /** The model's outputs in the manifest's order, also where they may not be shown; undefined where it was not asked. */
  readonly outputs: Float64Array | undefined;
  readonly result: Extract<RowResult, { status: 'scored' | 'flagged' }>;
}

/** Least wall time for a chunk, to which ten times the expected time is added. */
const baseDeadlineMs = 1000;

/**
 * Patients → results, in their order: each is assessed, those the model may be asked about go to it in one block, and
 * each answer becomes advice.
 * @param rowMs expected wall time of one row
 * @throws RunnerError
 */
export async function scorePatients(
  manifest: Manifest,
  runner: Pick<Runner, 'predict'>,
  patients: readonly { readonly row: MappedRow; readonly remarks: readonly Remark[] }[],
  rowMs: number,
): Promise<ScoredPatient[]> {
  const assessed = patients.map(({ row, remarks }) => ({
    row,
    remarks,
    assessment: assess(manifest, row.values),
  }));
  const asked = assessed.flatMap(({ assessment }) =>
    assessment.kind === 'score' ? [assessment.values] : [],
  );
  const answers = await predictRows(manifest, runner, asked, rowMs);
  const advise = toAdvisor(manifest);
  let next = 0;
  return assessed.map(({ row, remarks, assessment }) => {
    if (assessment.kind === 'no-recommendation') {
      const result = toRowResult(toNoRecommendation(assessment.reasons), remarks, null);
      return { row, asked: undefined, outputs: undefined, result: toPatientResult(result) };
    }
    const outputs = answers[next++] ?? new Float64Array();
    const result = toRowResult(advise(outputs), [...remarks, ...assessment.remarks], outputs);
    return { row, asked: assessment.values, outputs, result: toPatientResult(result) };
  });
}

async function predictRows(
  manifest: Manifest,
  runner: Pick<Runner, 'predict'>,
  rows: readonly (readonly ModelCell[])[],
  rowMs: number,
): Promise<readonly Float64Array[]> {
  if (rows.length === 0) return [];
  const { input, texts } = toModelCall(
    manifest,
    rows.map((values) => toModelRow(manifest, values)),
  );
  const { output } = await runner.predict(
    rows.length,
    input,
    Math.ceil(baseDeadlineMs + 10 * rowMs * rows.length),
    texts,
  );
  return toRows(output, rows.length);
}

/** toRowResult gives patients these two states only. */
function toPatientResult(result: RowResult): ScoredPatient['result'] {
  if (result.status === 'scored' || result.status === 'flagged') return result;
  throw new Error(`a patient cannot be ${result.status}`);
}
