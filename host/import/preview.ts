import { chooseDialect, type ChosenDialect, type StatedDialect } from '#core/detect/choose-dialect.ts';
import type { DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
import { toFileKind, type FileKind } from '#core/detect/file-kind.ts';
import { toPreviewTable, type PreviewTable } from '#core/detect/preview-table.ts';
import { readSampleRows } from '#core/detect/sample-rows.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import { TableError, type TableErrorCode } from '#core/table/table-error.ts';
import { readSample } from '#host/files/read-sample.ts';

/** What a file seems to be, how it seems to be written, and what its columns seem to hold. Nothing of it is confirmed. */
export interface Preview {
  readonly path: string;
  readonly bytes: number;
  readonly kind: FileKind;
  readonly delimited?: { readonly suggestion: DialectSuggestion; readonly chosen: ChosenDialect | undefined };
  readonly table?: PreviewTable;
  /** Why there is no table. Holds no value of a row. */
  readonly refusal?: { readonly code: TableErrorCode; readonly message: string };
}

/** Looks at a file of any size; reads half a mebibyte of delimited text. @throws FileError */
export function previewFile(path: string, stated: StatedDialect): Preview {
  const sample = readSample(path);
  const kind = toFileKind(sample.samples[0]?.bytes ?? new Uint8Array(0));
  const common = { path, bytes: sample.size, kind };
  if (kind.kind !== 'delimited') {
    return { ...common, refusal: { code: 'not-text', message: toKindMessage(kind) } };
  }
  const suggestion = suggestDialect(sample);
  const chosen = chooseDialect(suggestion, stated);
  const delimited = { suggestion, chosen };
  if (chosen === undefined) {
    const refusal = suggestion.kind === 'refused' ? suggestion.refusal : undefined;
    return { ...common, delimited, ...(refusal === undefined ? {} : { refusal }) };
  }
  try {
    const rows = readSampleRows(sample, chosen.dialect);
    const decimal = chosen.undecided.includes('decimal') ? undefined : chosen.dialect.decimal;
    return { ...common, delimited, table: toPreviewTable(rows, decimal) };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { ...common, delimited, refusal: { code: error.code, message: error.message } };
  }
}

function toKindMessage(kind: FileKind): string {
  switch (kind.kind) {
    case 'other':
      return `${kind.what}; ${kind.todo}`;
    case 'empty':
      return 'the file is empty';
    default:
      return `a file of kind ${kind.kind}`;
  }
}
