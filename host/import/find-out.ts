import { chooseDialect, type ChosenDialect } from '#core/detect/choose-dialect.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import { suggestTypedDecimal } from '#core/detect/suggest-typed-decimal.ts';
import { suggestColumns, toFileMark } from '#core/detect/table-profile.ts';
import type { Bundle } from '#core/bundle/bundle.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { Form } from '#core/mapping/form.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { FileFindings } from '#core/mapping/resolve-answers.ts';
import { suggestByName, type KnownColumn } from '#core/mapping/suggest/suggest-by-name.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { TableError } from '#core/table/table-error.ts';
import { previewFile, type Preview, type StatedFile } from '#host/import/preview.ts';
import { profileColumns, type ProfiledFile } from '#host/import/profile-columns.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import type { ReadProgress } from '#host/files/read-progress.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';

/** How a file is written. */
export type Written = { readonly form?: Form; readonly dialect: Profile['dialect'] };

/** What a file holds, and what is suggested for a model. */
export interface Findings {
  readonly findings: FileFindings;
  readonly columns: readonly ColumnSuggestion[];
}

/** Reads the whole file as answered, or as suggested where the answers say so. @throws InputRefused, FileError */
export async function findOut(
  file: string,
  answers: Pick<Answers, 'dialect' | 'form'>,
  stated: StatedFile,
  bundle: Pick<Bundle, 'manifest' | 'texts'>,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<Findings> {
  const isStated = answers.form !== undefined && answers.form !== 'suggested';
  const preview = isStated ? undefined : await previewFile(file, stated);
  const written = toWritten(file, answers, preview, stated);
  const profiled = await readColumns(file, written, signal, onProgress);
  const { header, columns } = profiled;
  return toFindings(header.titles, columns.columns, { preview, written, answers, stated, bundle });
}

/** How the file seems to be written, and how it is read. */
interface Reading {
  readonly preview: Preview | undefined;
  readonly written: Written;
  readonly answers: Pick<Answers, 'dialect'>;
  readonly stated: StatedFile;
  readonly bundle: Pick<Bundle, 'manifest' | 'texts'>;
}

/** What is suggested, from columns that were looked at: all of their cells, or some. */
export function toFindings(
  titles: readonly string[],
  profiles: readonly ColumnProfile[],
  { preview, written, answers, stated, bundle }: Reading,
): Findings {
  const suggestion = preview?.delimited?.suggestion;
  const skip = suggestion === undefined || suggestion.kind === 'refused' ? [] : suggestion.skip;
  const statedDecimal = answers.dialect === 'suggested' ? stated.decimal : answers.dialect.decimal;
  const columns = suggestColumns(profiles, statedDecimal ?? toFileMark(profiles).decimal);
  const chosen =
    suggestion === undefined ? toTypedChoice(profiles, statedDecimal) : chooseDialect(suggestion, stated);
  const findings: FileFindings = {
    titles,
    ...(chosen === undefined ? {} : { chosen }),
    ...(written.form === undefined ? {} : { form: written.form }),
    undecidedForm: preview?.workbook?.undecided ?? [],
    skip: skip.map(({ column, equals, reason }) => ({ column, equals, reason })),
    suggestions: suggestByName(bundle, toKnown(profiles, columns)),
  };
  return { findings, columns };
}

function toTypedChoice(
  profiles: readonly ColumnProfile[],
  stated: Dialect['decimal'] | undefined,
): ChosenDialect {
  const { decimal, isOpen } = suggestTypedDecimal(profiles);
  return {
    dialect: toTypedDialect(stated ?? decimal),
    undecided: isOpen && stated === undefined ? ['decimal'] : [],
  };
}

function toKnown(profiles: readonly ColumnProfile[], columns: readonly ColumnSuggestion[]): KnownColumn[] {
  return profiles.flatMap((profile, at) => {
    const suggestion = columns[at];
    return suggestion === undefined ? [] : [{ profile, suggestion }];
  });
}

async function readColumns(
  file: string,
  written: Pick<Profile, 'form' | 'dialect'>,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<ProfiledFile> {
  try {
    return await profileColumns(file, written, signal, onProgress);
  } catch (error) {
    if (!(error instanceof TableError) && !(error instanceof SheetsError)) throw error;
    throw new InputRefused(file, [{ code: error.code, text: error.message }]);
  }
}

/** How a file is read: as answered, or as suggested where the answers say so. @throws InputRefused */
export function toWritten(
  file: string,
  { dialect, form }: Pick<Answers, 'dialect' | 'form'>,
  preview: Preview | undefined,
  stated: StatedFile,
): Written {
  const found = form === undefined || form === 'suggested' ? preview?.form : form;
  if (found !== undefined) {
    const own = dialect === 'suggested' ? toTypedDialect(stated.decimal ?? ',') : dialect;
    return { form: found, dialect: own };
  }
  const chosen = preview?.delimited?.chosen;
  if (
    preview === undefined ||
    (chosen === undefined && dialect === 'suggested') ||
    preview.delimited === undefined
  ) {
    throw toRefused(file, preview);
  }
  return {
    dialect: dialect === 'suggested' && chosen !== undefined ? chosen.dialect : toStatedDialect(dialect),
  };
}

function toStatedDialect(dialect: Answers['dialect']): Profile['dialect'] {
  if (dialect === 'suggested') throw new Error('a dialect is suggested or stated');
  return dialect;
}

/** Why a file cannot be mapped. */
export function toRefused(file: string, preview: Preview | undefined): InputRefused {
  const { code, message } = preview?.refusal ?? { code: 'not-text', message: 'it is no delimited text' };
  return new InputRefused(file, [{ code, text: message }]);
}
