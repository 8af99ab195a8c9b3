import { findSheetHeader } from '#core/detect/find-sheet-header.ts';
import type { Form } from '#core/mapping/form.ts';
import { openWorkbook } from '#host/sheets/open-workbook.ts';
import type { WorkbookFacts } from '#host/sheets/messages.ts';

/** What a person stated about a workbook; the rest is suggested. */
export interface StatedSheet {
  readonly sheet?: string;
  /** Row of the titles as the sheet numbers it. */
  readonly headerLine?: number;
}

export interface WorkbookPreview {
  readonly facts: WorkbookFacts;
  /** The suggested form; undefined where no sheet holds a table. */
  readonly form: Extract<Form, { kind: 'workbook' }> | undefined;
  /** What only a person can decide, and has not. */
  readonly undecided: readonly ('sheet' | 'header')[];
}

/** Which sheet of a workbook, and which row of it, seem to be the table. @throws FileError, SheetsError */
export async function previewWorkbook(path: string, stated: StatedSheet): Promise<WorkbookPreview> {
  const workbook = await openWorkbook(path);
  try {
    const { facts } = workbook;
    const names =
      stated.sheet === undefined
        ? facts.sheets.filter(({ visibility }) => visibility === 'visible').map(({ name }) => name)
        : [stated.sheet];
    const found = [];
    for (const sheet of names) {
      const batches = workbook.batches(sheet);
      const first = await batches.next();
      await batches.return(undefined);
      const header = first.done ? undefined : findSheetHeader(first.value);
      if (header !== undefined) found.push({ sheet, ...header });
    }
    const [best] = found;
    if (best === undefined) return { facts, form: undefined, undecided: [] };
    const { sheet, headerRow, verdict } = best;
    const unsure = stated.headerLine === undefined && (verdict === 'two' || verdict === 'data');
    return {
      facts,
      form: { kind: 'workbook', sheet, headerRow: stated.headerLine ?? headerRow },
      undecided: [...(found.length > 1 ? ['sheet' as const] : []), ...(unsure ? ['header' as const] : [])],
    };
  } finally {
    workbook.close();
  }
}
