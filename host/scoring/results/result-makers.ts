import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { AssessmentRun } from '#core/fhir/risk-assessment.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import type { OutputFile } from '#host/files/output-file.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { createMachineCsv } from '#host/scoring/results/machine-csv.ts';
import { createParquet } from '#host/scoring/results/parquet-result.ts';
import { createRefusedRows } from '#host/scoring/results/refused-rows.ts';
import type { ResultMaker } from '#host/scoring/result-writer.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createRiskAssessments } from '#host/scoring/results/risk-assessment-result.ts';
import { createWorkbook } from '#host/scoring/results/workbook-result.ts';
import { createSameDialect } from '#host/scoring/results/same-dialect.ts';

/** What the result is written as (docs/formats/result.md). */
export type ResultFormat = 'same-dialect' | 'machine' | 'workbook' | 'parquet' | 'risk-assessments';

/** The files that a run is asked for. */
export interface ResultRequest {
  readonly resultPath: string;
  readonly refusedPath: string;
  readonly overwrite: boolean;
  /** Without it: the export's own dialect. */
  readonly resultFormat?: ResultFormat;
  /** Where a stopped run goes on: its result and its refused rows. */
  readonly resumed?: { readonly result: OutputFile; readonly refused: OutputFile };
}

/** What opens each file of a run, the result first. */
export function toResultMakers(
  { resultPath, refusedPath, overwrite, resultFormat = 'same-dialect', resumed }: ResultRequest,
  checked: Pick<CheckedExport, 'profile' | 'header' | 'manifest' | 'sha256'>,
  columns: ResultColumns,
  run: Omit<AssessmentRun, 'input'>,
): readonly ResultMaker[] {
  const place = { path: resultPath, overwrite, ...(resumed && { resumed: resumed.result }) };
  const refusedPlace = { path: refusedPath, overwrite, ...(resumed && { resumed: resumed.refused }) };
  const refusedDialect = resultFormat === 'machine' ? machineDialect : checked.profile.dialect;
  return [
    () => toResultFile(resultFormat, place, checked, columns, run),
    () => createRefusedRows(refusedPlace, refusedDialect),
  ];
}

function toResultFile(
  format: ResultFormat,
  place: { readonly path: string; readonly overwrite: boolean },
  { profile, header, manifest, sha256 }: Pick<CheckedExport, 'profile' | 'header' | 'manifest' | 'sha256'>,
  columns: ResultColumns,
  run: Omit<AssessmentRun, 'input'>,
): ResultFile | Promise<ResultFile> {
  switch (format) {
    case 'same-dialect':
      return createSameDialect(place, profile.dialect, header, columns);
    case 'machine':
      return createMachineCsv(place, profile, header, columns);
    case 'workbook':
      return createWorkbook(place, profile, header, columns);
    case 'parquet':
      return createParquet(place, profile, header, columns);
    case 'risk-assessments':
      return createRiskAssessments(place, manifest, profile, { ...run, input: sha256 });
    default:
      throw format satisfies never;
  }
}
