import { basename, extname, join } from 'node:path';
import type { BatchPlan } from '#host/desk/batch/batch-journal.ts';

/** The files that a run writes. */
export interface BatchFiles {
  readonly result: string;
  readonly refused: string;
  readonly report: string | undefined;
}

/** Named after the export, so that they stand beside it in any folder. */
export function toBatchFiles({ path, folder, form, report }: BatchPlan): BatchFiles {
  const ending = extname(path);
  const stem = join(folder, `${basename(path, ending)}.visite`);
  return {
    result: `${stem}${toEnding(form, ending)}`,
    refused: `${stem}.refused.csv`,
    report: report ? `${stem}.report.html` : undefined,
  };
}

function toEnding(form: BatchPlan['form'], own: string): string {
  switch (form) {
    case 'same-dialect':
      return /^\.(csv|txt|tsv|tab)$/i.test(own) ? own : '.csv';
    case 'machine':
      return '.csv';
    case 'workbook':
      return '.xlsx';
    case 'parquet':
      return '.parquet';
    case 'risk-assessments':
      return '.ndjson';
    default:
      return form satisfies never;
  }
}
