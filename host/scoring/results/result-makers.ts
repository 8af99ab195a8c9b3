import type { ResultColumns } from '#core/advice/result-columns.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { createRefusedRows } from '#host/scoring/results/refused-rows.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createSameDialect } from '#host/scoring/results/same-dialect.ts';

/** The files that a run is asked for. */
export interface ResultRequest {
  readonly resultPath: string;
  readonly refusedPath: string;
  readonly overwrite: boolean;
}

/** What opens each file of a run, the result first. */
export function toResultMakers(
  { resultPath, refusedPath, overwrite }: ResultRequest,
  { profile, header }: Pick<CheckedExport, 'profile' | 'header'>,
  columns: ResultColumns,
): readonly (() => ResultFile)[] {
  return [
    () => createSameDialect({ path: resultPath, overwrite }, profile.dialect, header, columns),
    () => createRefusedRows({ path: refusedPath, overwrite }, profile.dialect),
  ];
}
