import { basename } from 'node:path';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { Bundle } from '#core/bundle/bundle.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { Form } from '#core/mapping/form.ts';
import { resolveAnswers, type FileFindings, type OpenPoint } from '#core/mapping/resolve-answers.ts';
import { toWrittenText } from '#core/report/written-text.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import { tryProfile, type TriedProfile } from '#host/import/map-file.ts';
import { findOut, toRefused, type Findings } from '#host/import/find-out.ts';
import { previewFile, type Preview, type StatedFile } from '#host/import/preview.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import { toCheckLines } from '#cli/import/check-lines.ts';
import { toOpenLines } from '#cli/import/open-lines.ts';
import { converse, isYes, StoppedAnswering, type Person } from '#cli/import/ask.ts';
import { askAnswers, askRows } from '#cli/import/ask-answers.ts';
import { askDialect, askTypedDialect } from '#cli/import/ask-dialect.ts';
import { readAnswers } from '#cli/import/read-answers.ts';
import { toStated, type StatedOptions } from '#cli/import/stated-options.ts';
import { writeProfile } from '#cli/import/write-profile.ts';
import { exitCode } from '#cli/exit-code.ts';
import { toInterruptSignal } from '#cli/interrupted.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { refuseSameFile } from '#cli/refuse-same-file.ts';
import { ProgressLine } from '#cli/progress.ts';
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
  const { answers: path, out } = options;
  refuseSameFile([file, options.bundle, ...(path === undefined ? [] : [path])], [out]);
  const signal = toInterruptSignal();
  const { bundle } = await readBundle(options.bundle, options);
  if (path !== undefined) {
    const answers = readAnswers(path);
    const { findings } = await readAll(file, answers, toStated(options), bundle, signal);
    await finish(file, answers, findings, bundle.manifest, options, signal);
    return;
  }
  if (!process.stdin.isTTY) {
    throw new UsageError(
      'no answers were given',
      'run it on a terminal, or give --answers FILE: docs/import.md',
    );
  }
  const conversation = converse(process.stdin, process.stderr);
  try {
    await mapByAsking(conversation.person, file, bundle, options, signal);
  } finally {
    conversation.close();
  }
}

/** The same with a person who answers question by question. Exported for tests. */
export async function mapByAsking(
  person: Person,
  file: string,
  bundle: Bundle,
  options: ImportMapOptions,
  signal: AbortSignal,
): Promise<void> {
  const { manifest } = bundle;
  const stated = toStated(options);
  const preview = await previewFile(file, stated);
  const written = await askWritten(person, file, preview, stated);
  person.tell(['Reading the whole file …']);
  const { findings, columns } = await readAll(file, written, stated, bundle, signal);
  const dialect =
    written.dialect === 'suggested' ? await askTypedDialect(person, findings.chosen) : written.dialect;
  if (dialect === undefined) throw toRefused(file, preview);
  const { form } = written;
  let answers = await askAnswers(
    person,
    form === undefined ? { dialect } : { dialect, form },
    findings,
    columns,
    bundle,
  );
  for (;;) {
    const tried = await attempt(file, answers, findings, manifest, options, signal);
    if (tried === undefined) return;
    const next = await askAgain(person, tried, answers, columns);
    if (next === undefined) {
      tellOpen(tried.open, tried, options);
      return;
    }
    answers = next;
  }
}

/** Reads the whole file, and tells on a terminal how far it is. */
async function readAll(
  file: string,
  answers: Parameters<typeof findOut>[1],
  stated: StatedFile,
  bundle: Bundle,
  signal: AbortSignal,
): Promise<Findings> {
  const progress = new ProgressLine(process.stderr, 'reading');
  try {
    return await findOut(file, answers, stated, bundle, signal, (state) => progress.show(state));
  } finally {
    progress.clear();
  }
}

/** What kind of file it is and how it is written, with a yes. */
async function askWritten(
  person: Person,
  file: string,
  { form, workbook, delimited, ...preview }: Preview,
  stated: StatedFile,
): Promise<{ readonly dialect: Answers['dialect']; readonly form?: Form }> {
  const suggestion = delimited?.suggestion;
  if (suggestion !== undefined && suggestion.kind !== 'refused') {
    return { dialect: await askDialect(person, suggestion, stated) };
  }
  if (form === undefined) throw toRefused(file, preview);
  const [undecided] = workbook?.undecided ?? [];
  if (undecided !== undefined) {
    throw new UsageError(`the workbook does not tell its ${undecided}`, 'say --sheet and --header-row');
  }
  const text = toWrittenText({ form, dialect: toTypedDialect(stated.decimal ?? ',') });
  if (!(await isYes(person, `The file seems to be a ${text}. Is that right?`))) throw new StoppedAnswering();
  return { dialect: 'suggested', form };
}

/** The answers with what the whole file made a question of; undefined where a person must change something else. */
async function askAgain(
  person: Person,
  { counts, open }: TriedProfile,
  answers: Answers,
  columns: readonly ColumnSuggestion[],
): Promise<Answers | undefined> {
  const [point] = open;
  if (point?.needs === undefined) return undefined;
  switch (point.needs) {
    case 'rows':
      return { ...answers, rows: await askRows(person, counts.duplicateRows, columns) };
    case 'refused-rows':
      person.tell(['', ...toCheckLines(counts)]);
      if (!(await isYes(person, `${counts.refused} rows will be refused, each with its reason. Go on?`)))
        return undefined;
      return { ...answers, accept: [...answers.accept, 'refused-rows'] };
    case 'no-expectation':
      if (!(await isYes(person, `${point.message}. Go on without?`))) return undefined;
      return { ...answers, accept: [...answers.accept, 'no-expectation'] };
    default:
      throw point.needs satisfies never;
  }
}

async function finish(
  file: string,
  answers: Answers,
  findings: FileFindings,
  manifest: Manifest,
  options: ImportMapOptions,
  signal: AbortSignal,
): Promise<void> {
  const tried = await attempt(file, answers, findings, manifest, options, signal);
  if (tried !== undefined) tellOpen(tried.open, tried, options);
}

/** Writes the profile, or gives what is open where the whole file contradicts it. */
async function attempt(
  file: string,
  answers: Answers,
  findings: FileFindings,
  manifest: Manifest,
  options: ImportMapOptions,
  signal: AbortSignal,
): Promise<TriedProfile | undefined> {
  const { out } = options;
  const { profile, open } = resolveAnswers(answers, findings, manifest);
  if (profile === undefined) {
    tellOpen(open, undefined, options);
    return undefined;
  }
  const previous = options.overwrite ? readPrevious(out) : undefined;
  const lines = {
    checking: new ProgressLine(process.stderr, 'checking'),
    counting: new ProgressLine(process.stderr, 'counting'),
  };
  const versioned = { ...profile, version: (previous ?? 0) + 1 };
  const tried = await tryProfile(file, versioned, manifest, answers.accept, signal, (pass, state) =>
    lines[pass].show(state),
  );
  lines.checking.clear();
  lines.counting.clear();
  if (tried.open.length > 0) return tried;
  writeProfile(out, tried.profile, options.overwrite === true);
  tellWritten(file, tried, options);
  return undefined;
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
