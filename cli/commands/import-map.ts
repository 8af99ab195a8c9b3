import { basename } from 'node:path';
import { chooseDialect } from '#core/detect/choose-dialect.ts';
import { toFileMark } from '#core/detect/table-profile.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { resolveAnswers, type FileFindings, type OpenPoint } from '#core/mapping/resolve-answers.ts';
import { toWrittenText } from '#core/report/written-text.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import { TableError } from '#core/table/table-error.ts';
import { tryProfile, type TriedProfile } from '#host/import/map-file.ts';
import { previewFile, type Preview } from '#host/import/preview.ts';
import { profileColumns, type ProfiledFile } from '#host/import/profile-columns.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import { toCheckLines } from '#cli/import/check-lines.ts';
import { toOpenLines } from '#cli/import/open-lines.ts';
import { readAnswers } from '#cli/import/read-answers.ts';
import { toStated, type StatedOptions } from '#cli/import/stated-options.ts';
import { writeProfile } from '#cli/import/write-profile.ts';
import { exitCode } from '#cli/exit-code.ts';
import { toInterruptSignal } from '#cli/interrupted.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { refuseSameFile } from '#cli/refuse-same-file.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface ImportMapOptions extends TrustOptions, StatedOptions {
  readonly bundle: string;
  readonly out: string;
  readonly answers?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** `visite import map FILE --bundle B --out P`: a profile, from answers; nothing is mapped without a yes. */
export async function importMap(file: string, options: ImportMapOptions): Promise<void> {
  const { answers: answersPath, out } = options;
  if (answersPath === undefined) {
    throw new UsageError('no answers were given', '--answers FILE; docs/import.md says what it holds');
  }
  refuseSameFile([file, options.bundle, answersPath], [out]);
  const signal = toInterruptSignal();
  const { bundle } = await readBundle(options.bundle, options);
  const answers = readAnswers(answersPath);
  const previous = options.overwrite ? readPrevious(out) : undefined;
  const findings = await findOut(file, answers, options, signal);
  const resolved = resolveAnswers(answers, findings, bundle.manifest);
  if (resolved.profile === undefined) {
    tellOpen(resolved.open, undefined, options);
    return;
  }
  const first = { ...resolved.profile, version: (previous ?? 0) + 1 };
  const tried = await tryProfile(file, first, bundle.manifest, answers.accept, signal);
  if (tried.open.length > 0) {
    tellOpen(tried.open, tried, options);
    return;
  }
  writeProfile(out, tried.profile, options.overwrite === true);
  tellWritten(file, tried, options);
}

/** Reads the whole file as answered, or as suggested where the answers say so. */
async function findOut(
  file: string,
  answers: Answers,
  options: ImportMapOptions,
  signal: AbortSignal,
): Promise<FileFindings> {
  const preview = answers.form === undefined ? previewFile(file, toStated(options)) : undefined;
  const written = toWritten(file, answers, preview);
  const profiled = await readColumns(file, written, signal);
  const suggestion = preview?.delimited?.suggestion;
  const skip = suggestion === undefined || suggestion.kind === 'refused' ? [] : suggestion.skip;
  const decimal = toFileMark(profiled.columns.columns).decimal ?? ',';
  const chosen =
    suggestion === undefined
      ? { dialect: toTypedDialect(decimal), undecided: [] }
      : chooseDialect(suggestion, toStated(options));
  return {
    titles: profiled.header.titles,
    ...(chosen === undefined ? {} : { chosen }),
    skip: skip.map(({ column, equals, reason }) => ({ column, equals, reason })),
    suggestions: new Map(),
  };
}

async function readColumns(
  file: string,
  written: Pick<Profile, 'form' | 'dialect'>,
  signal: AbortSignal,
): Promise<ProfiledFile> {
  try {
    return await profileColumns(file, written, signal);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new InputRefused(file, [{ code: error.code, text: error.message }]);
  }
}

function toWritten(
  file: string,
  { dialect, form }: Answers,
  preview: Preview | undefined,
): Pick<Profile, 'form' | 'dialect'> {
  if (form !== undefined) return { form, dialect: dialect === 'suggested' ? toTypedDialect(',') : dialect };
  if (dialect !== 'suggested') return { dialect };
  const chosen = preview?.delimited?.chosen;
  if (chosen !== undefined) return { dialect: chosen.dialect };
  const { code = 'not-text', message = 'nothing is suggested for it' } = preview?.refusal ?? {};
  throw new InputRefused(file, [{ code, text: message }]);
}

/** The version of the profile that will be replaced; undefined where there is none. */
function readPrevious(path: string): number | undefined {
  try {
    return readProfile(path).profile.version ?? 1;
  } catch {
    return undefined;
  }
}

function tellOpen(
  open: readonly OpenPoint[],
  tried: TriedProfile | undefined,
  { json }: ImportMapOptions,
): void {
  process.exitCode = exitCode.inputRefused;
  if (json) {
    process.stdout.write(`${JSON.stringify({ written: false, open, counts: tried?.counts }, null, 2)}\n`);
    return;
  }
  const lines = [
    ...(tried === undefined ? [] : [...toCheckLines(tried.counts), '']),
    'no profile was written; still to be answered:',
    ...toOpenLines(open),
  ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

function tellWritten(file: string, { profile, counts }: TriedProfile, options: ImportMapOptions): void {
  const { out, json } = options;
  const version = profile.version ?? 1;
  if (json) {
    process.stdout.write(`${JSON.stringify({ written: true, version, open: [], counts }, null, 2)}\n`);
    return;
  }
  const lines = [
    `file     ${basename(file)}: ${toWrittenText(profile)}`,
    '',
    ...toCheckLines(counts),
    '',
    `profile  ${out}, version ${version}${profile.expect === undefined ? '' : `, expects what ${profile.expect.patients} patients look like`}`,
    'nothing is open',
  ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}
