import { chooseDialect, type ChosenDialect, type StatedDialect } from '#core/detect/choose-dialect.ts';
import type { DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
import { toFileKind, type FileKind } from '#core/detect/file-kind.ts';
import { toPreviewTable, type PreviewTable } from '#core/detect/preview-table.ts';
import { readSampleRows } from '#core/detect/sample-rows.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import type { SampledFile } from '#core/detect/byte-sample.ts';
import type { Form } from '#core/mapping/form.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import { TableError } from '#core/table/table-error.ts';
import { readSample } from '#host/files/read-sample.ts';
import { openSource } from '#host/import/open-source.ts';
import { sampleSource } from '#host/import/preview-typed.ts';
import type { StatedSheet, WorkbookPreview } from '#host/import/preview-workbook.ts';
import { toInputFault, type InputRefusedCode } from '#host/scoring/input-refused.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';

export interface StatedFile extends StatedDialect, StatedSheet {}

/** What a file seems to be, how it seems to be written, and what its columns seem to hold. Nothing of it is confirmed. */
export interface Preview {
  readonly path: string;
  readonly bytes: number;
  readonly kind: FileKind;
  readonly delimited?: { readonly suggestion: DialectSuggestion; readonly chosen: ChosenDialect | undefined };
  readonly workbook?: WorkbookPreview;
  /** What to put into a profile for a file that is no delimited text. */
  readonly form?: Form;
  readonly table?: PreviewTable;
  /** What must be known beside the rows that were looked at. Holds nothing of a cell. */
  readonly remarks?: readonly string[];
  /** Why there is no table. Holds no value of a row. */
  readonly refusal?: { readonly code: InputRefusedCode; readonly message: string };
}

/** Looks at a file of any size; reads 384 KiB of delimited text. @throws FileError */
export function previewFile(path: string, stated: StatedFile): Promise<Preview> {
  return new FilePreviewer(path).preview(stated);
}

/** A file whose samples are read once, and looked at as often as something else is stated about it. */
export class FilePreviewer {
  readonly path: string;
  readonly sample: SampledFile;
  readonly kind: FileKind;
  #suggestion: DialectSuggestion | undefined;

  /** @throws FileError */
  constructor(path: string) {
    this.path = path;
    this.sample = readSample(path);
    this.kind = toFileKind(this.sample.samples[0]?.bytes ?? new Uint8Array(0));
  }

  /** How a delimited file seems to be written. */
  get suggestion(): DialectSuggestion {
    this.#suggestion ??= suggestDialect(this.sample);
    return this.#suggestion;
  }

  /** @throws FileError */
  async preview(stated: StatedFile): Promise<Preview> {
    const { path, sample, kind } = this;
    const common = { path, bytes: sample.size, kind };
    switch (kind.kind) {
      case 'delimited':
        return { ...common, ...previewDelimited(sample, this.suggestion, stated) };
      case 'workbook':
        return { ...common, ...(await refusing(() => previewSheet(path, stated))) };
      case 'parquet':
      case 'arrow': {
        const form = { kind: kind.kind };
        return { ...common, form, ...(await refusing(() => previewForm(path, form, stated))) };
      }
      case 'fhir':
        return {
          ...common,
          refusal: {
            code: 'fhir-map-missing',
            message: 'a map says which resources become which columns: docs/import.md, "FHIR"',
          },
        };
      case 'empty':
        return { ...common, refusal: { code: 'empty-file', message: 'the file is empty' } };
      case 'other':
        return refuse(common, `${kind.what}; ${kind.todo}`);
      default:
        throw kind satisfies never;
    }
  }

  /** The file read as a profile says, whatever it seems to be. @throws FileError */
  async previewAs({ form, dialect }: Pick<Profile, 'form' | 'dialect'>): Promise<Preview> {
    const { path, sample, kind } = this;
    const common = { path, bytes: sample.size, kind };
    if (form !== undefined) {
      return { ...common, form, ...(await refusing(() => previewForm(path, form, dialect))) };
    }
    const delimited = { suggestion: this.suggestion, chosen: { dialect, undecided: [] } };
    return { ...common, delimited, ...toTable(sample, delimited.chosen) };
  }
}

function refuse(common: Pick<Preview, 'path' | 'bytes' | 'kind'>, message: string): Preview {
  return { ...common, refusal: { code: 'not-text', message } };
}

function previewDelimited(
  sample: SampledFile,
  suggestion: DialectSuggestion,
  stated: StatedFile,
): Pick<Preview, 'delimited' | 'table' | 'refusal'> {
  const chosen = chooseDialect(suggestion, stated);
  const delimited = { suggestion, chosen };
  if (chosen === undefined) {
    return suggestion.kind === 'refused' ? { delimited, refusal: suggestion.refusal } : { delimited };
  }
  return { delimited, ...toTable(sample, chosen) };
}

function toTable(sample: SampledFile, chosen: ChosenDialect): Pick<Preview, 'table' | 'refusal'> {
  try {
    const rows = readSampleRows(sample, chosen.dialect);
    const [problem] = rows.problems;
    if (problem !== undefined) {
      const { code, text } = toInputFault(problem);
      return { refusal: { code, message: text } };
    }
    const decimal = chosen.undecided.includes('decimal') ? undefined : chosen.dialect.decimal;
    return { table: toPreviewTable(rows, decimal) };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { refusal: { code: error.code, message: error.message } };
  }
}

async function previewSheet(
  path: string,
  stated: StatedFile,
): Promise<Pick<Preview, 'workbook' | 'form' | 'table' | 'remarks' | 'refusal'>> {
  const workbook = await (await import('#host/import/preview-workbook.ts')).previewWorkbook(path, stated);
  const { form } = workbook;
  if (form === undefined) {
    return { workbook, refusal: { code: 'header-blank', message: 'no sheet that is shown holds a table' } };
  }
  return { workbook, form, ...(await previewForm(path, form, stated)) };
}

async function previewForm(
  path: string,
  form: Form,
  stated: Pick<StatedFile, 'decimal'>,
): Promise<Pick<Preview, 'table' | 'remarks'>> {
  const source = await openSource(path, { form, dialect: toTypedDialect(stated.decimal ?? ',') });
  const table = toPreviewTable(await sampleSource(source), stated.decimal);
  return { table, remarks: source.remarks?.() ?? [] };
}

/** What `look` gives, or why the file is refused. */
async function refusing<Found extends object>(
  look: () => Promise<Found>,
): Promise<Found | Pick<Preview, 'refusal'>> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof TableError) && !(error instanceof SheetsError)) throw error;
    return { refusal: { code: error.code, message: error.message } };
  }
}
