import type { ResultColumns } from '#core/advice/result-columns.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { createMachineCsv } from '#host/scoring/results/machine-csv.ts';
import { createRefusedRows } from '#host/scoring/results/refused-rows.ts';
import type { ResultMaker } from '#host/scoring/result-writer.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createWorkbook } from '#host/scoring/results/workbook-result.ts';
import { createSameDialect } from '#host/scoring/results/same-dialect.ts';

/** What the result is written as (docs/formats/result.md). */
export type ResultFormat = 'same-dialect' | 'machine' | 'workbook';

/** The files that a run is asked for. */
export interface ResultRequest {
  readonly resultPath: string;
  readonly refusedPath: string;
  readonly overwrite: boolean;
  /** Without it: the export's own dialect. */
  readonly resultFormat?: ResultFormat;
}

/** What opens each file of a run, the result first. */
export function toResultMakers(
  { resultPath, refusedPath, overwrite, resultFormat = 'same-dialect' }: ResultRequest,
  { profile, header }: Pick<CheckedExport, 'profile' | 'header'>,
  columns: ResultColumns,
): readonly ResultMaker[] {
  const place = { path: resultPath, overwrite };
  const refusedDialect = resultFormat === 'machine' ? machineDialect : profile.dialect;
  return [
    () => toResultFile(resultFormat, place, profile, header, columns),
    () => createRefusedRows({ path: refusedPath, overwrite }, refusedDialect),
  ];
}

function toResultFile(
  format: ResultFormat,
  place: { readonly path: string; readonly overwrite: boolean },
  profile: CheckedExport['profile'],
  header: CheckedExport['header'],
  columns: ResultColumns,
): ResultFile | Promise<ResultFile> {
  switch (format) {
    case 'same-dialect':
      return createSameDialect(place, profile.dialect, header, columns);
    case 'machine':
      return createMachineCsv(place, profile, header, columns);
    case 'workbook':
      return createWorkbook(place, profile, header, columns);
    default:
      throw format satisfies never;
  }
}
