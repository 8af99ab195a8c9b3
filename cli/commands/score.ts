import { userInfo } from 'node:os';
import { BundleError } from '#core/bundle/bundle-error.ts';
import type { Language } from '#core/advice/phrases.ts';
import { toBooksText } from '#core/advice/books.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';
import { ModelError } from '#core/models/model-error.ts';
import { InputCounter } from '#core/report/input-counts.ts';
import { toReportHtml } from '#core/report/report-html.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { version } from '#core/version.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { checkAgain, watchSite } from '#host/models/check-again.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { replayGolden } from '#host/runner/replay-golden.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { logRefusedImport } from '#host/scoring/log-refused-import.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import { scoreFile, type ScoreSummary } from '#host/scoring/score-file.ts';
import type { ResultFormat } from '#host/scoring/results/result-makers.ts';
import { toRunReport } from '#host/scoring/to-run-report.ts';
import type { AuditLog } from '#host/store/audit-log.ts';
import type { TrustContext } from '#host/trust/take-trust-file.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { readTrust } from '#host/trust/trust-store.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { takeWaitingTrustFiles } from '#host/trust/waiting-trust-file.ts';
import { AboutFile, aboutFile } from '#cli/about-file.ts';
import { toInterruptSignal } from '#cli/interrupted.ts';
import { refuseSameFile } from '#cli/refuse-same-file.ts';
import { openKey, toKeyPath, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { ProgressLine } from '#cli/progress.ts';
import type { TrustOptions } from '#cli/read-anchors.ts';
import { isModelName, readBundle } from '#cli/read-bundle.ts';
import { keepTime } from '#cli/site.ts';
import { keepHeapSmall } from '#host/scoring/small-heap.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface ScoreOptions extends TrustOptions, LogOptions {
  readonly bundle: string;
  readonly profile: string;
  readonly out: string;
  readonly refused?: string;
  readonly threads?: string;
  readonly overwrite?: true;
  readonly machine?: true;
  readonly report?: string;
  readonly language?: string;
}

/** `visite score FILE --bundle B --profile P --out O`: the same file back with new columns. */
export async function score(file: string, options: ScoreOptions): Promise<void> {
  keepHeapSmall();
  const threads = toThreads(options.threads);
  toLanguage(options.language);
  toResultFormat(options);
  const runner = Runner.start(threads === undefined ? {} : { threads });
  const signal = toInterruptSignal();
  signal.addEventListener('abort', () => runner.close());
  try {
    await scoreWith(runner, signal, file, options);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    runner.close();
  }
}

async function scoreWith(
  runner: Runner,
  signal: AbortSignal,
  file: string,
  options: ScoreOptions,
): Promise<void> {
  const refusedPath = options.refused ?? `${options.out}.refused.csv`;
  refuseSameFile(
    [file, options.bundle, options.profile, toKeyPath(options)],
    [options.out, refusedPath, ...(options.report === undefined ? [] : [options.report])],
    [toLogFolder(options)],
  );
  const { log, close } = await openCommandLog(options, await openKey(options));
  const checking = new ProgressLine(process.stderr, 'checking');
  const progress = new ProgressLine(process.stderr, 'scoring');
  const overwrite = options.overwrite === true;
  let report: OutputFile | undefined;
  try {
    // Before minutes of reading: a name that is taken.
    for (const path of [options.out, refusedPath]) OutputFile.check(path, { overwrite });
    if (options.report !== undefined) report = OutputFile.create(options.report, { overwrite });
    const { profile, sha256: profileDigest } = await logRefusedImport(log, { what: 'profile' }, () =>
      readProfile(options.profile),
    );
    const site = toHeldSite(options, log);
    const { bundle, hasChanged } = await readLoggedBundle(options, log, site);
    const known = {
      what: 'export',
      profile: { sha256: profileDigest },
      bundle: toBundleName(bundle),
    } as const;
    // The model loads and proves itself in its process while the export is checked here.
    const [rowMs, checked] = await Promise.all([
      aboutFile(options.bundle, () => loadProven(runner, bundle)),
      logRefusedImport(log, known, () =>
        checkExport(file, profile, bundle.bundle.manifest, signal, 'refuse', (state) => checking.show(state)),
      ),
    ]);
    checking.clear();
    const inputs = new InputCounter(profile, bundle.bundle.manifest);
    const software = { visite: version, engine: engineVersion() };
    const summary = await scoreFile({
      export: checked,
      profileDigest,
      bundle,
      runner,
      rowMs,
      log,
      software,
      resultPath: options.out,
      refusedPath,
      overwrite,
      resultFormat: toResultFormat(options),
      ...(report === undefined ? {} : { inputs }),
      checkAllowed: () =>
        checkAgain({ folder: dataFolder(), name: toModelName(options), bundle, hasChanged, site }),
      onProgress: (state) => progress.show(state),
      signal,
    });
    progress.clear();
    if (report !== undefined) {
      const language = toLanguage(options.language);
      const values = toRunReport(summary, {
        export: checked,
        profileDigest,
        bundle,
        inputs: inputs.toCounts(),
        software,
        account: userInfo().username,
        demo: options.demo === true,
        now: new Date(),
        language,
        paths: { result: options.out, 'risk-assessments': options.out, 'refused-rows': refusedPath },
      });
      report.write(toUtf8(toReportHtml(values, language)));
      const reported = report.sync();
      log.append([
        {
          type: 'view-exported',
          view: 'run-report',
          run: summary.run,
          bundle: toBundleName(bundle),
          file: reported,
        },
      ]);
      report.finish();
    }
    const { remarks } = checked;
    process.stdout.write(toSafeText(toSummaryText(bundle, summary, { ...options, refusedPath, remarks })));
  } finally {
    report?.discard();
    checking.clear();
    progress.clear();
    await close();
  }
}

/** Loads a bundle and replays its golden patients. Gives the expected wall time of a row. */
async function loadProven(runner: Runner, bundle: VerifiedBundle): Promise<number> {
  await runner.load(bundle);
  return (await replayGolden(runner, bundle)).rowMs;
}

/** Verified or refused, the log says so; with what tells whether trust or models have changed since. */
async function readLoggedBundle(
  options: ScoreOptions,
  log: AuditLog,
  site: TrustContext | undefined,
): Promise<{ readonly bundle: VerifiedBundle; readonly hasChanged: () => boolean }> {
  try {
    if (site !== undefined) takeWaitingTrustFiles(site);
    keepRunTime(options, site);
    const hasChanged = watchSite(dataFolder());
    checkReleasedOnly(options);
    const bundle = await readBundle(options.bundle, options);
    const { signer } = bundle;
    log.append([
      {
        type: 'bundle-verified',
        bundle: toBundleName(bundle),
        publisher: signer.publisher,
        signer: { mode: signer.mode, sha256: signer.fingerprint },
      },
    ]);
    return { bundle, hasChanged };
  } catch (error) {
    const refusal = error instanceof AboutFile ? error.error : error;
    if (
      refusal instanceof TrustError ||
      refusal instanceof BundleError ||
      refusal instanceof ModelError ||
      refusal instanceof TrustFileError
    ) {
      log.append([{ type: 'bundle-refused', code: refusal.code }]);
    }
    throw error;
  }
}

/** Where a trust file is pinned, only what was released is run: no folder of keys stands in for it. */
function checkReleasedOnly({ bundle, trust }: ScoreOptions): void {
  if (trust === undefined || isModelName(bundle) || readTrust(dataFolder()) === undefined) return;
  throw new ModelError(
    'release-missing',
    'expected an installed and released id@version, since a trust file is pinned on this computer; got a file with --trust',
  );
}

/** The data folder, where this run holds its log: then nobody else changes what is kept there. */
function toHeldSite({ log: logFolder }: ScoreOptions, log: AuditLog): TrustContext | undefined {
  if (logFolder !== undefined) return undefined;
  return { folder: dataFolder(), nowMs: Date.now(), log: (draft) => void log.append([draft]) };
}

/** A run tells the time as well. */
function keepRunTime({ bundle }: ScoreOptions, site: TrustContext | undefined): void {
  if (site === undefined || !isModelName(bundle)) return;
  const trust = readTrust(site.folder);
  if (trust !== undefined) keepTime(site, trust);
}

function toModelName({ bundle }: ScoreOptions): string | undefined {
  return isModelName(bundle) ? bundle : undefined;
}

function toBundleName({ id, version: bundleVersion, digest }: VerifiedBundle) {
  return { id, version: bundleVersion, sha256: digest };
}

const formats: readonly (readonly [ending: string, ResultFormat])[] = [
  ['.xlsx', 'workbook'],
  ['.parquet', 'parquet'],
  ['.ndjson', 'risk-assessments'],
];

/** By the ending of its name; a text is in the dialect of the export, or for machines. */
function toResultFormat({ out, machine }: Pick<ScoreOptions, 'out' | 'machine'>): ResultFormat {
  const [, format] = formats.find(([ending]) => out.toLowerCase().endsWith(ending)) ?? [];
  if (format === undefined) return machine ? 'machine' : 'same-dialect';
  if (machine) throw new UsageError('--machine is about text', 'give --out another ending, such as .csv');
  return format;
}

function toLanguage(text: string | undefined): Language {
  if (text === undefined) return 'en';
  if (text === 'nl' || text === 'en' || text === 'de') return text;
  throw new UsageError(`--language: expected nl, en or de, got ${text}`);
}

function toThreads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]?$/.test(text)) throw new UsageError(`--threads: expected 1 to 99, got ${text}`);
  return Number(text);
}

function toSummaryText(
  { id, version: bundleVersion, bundle }: VerifiedBundle,
  { run, books, head }: ScoreSummary,
  {
    out,
    refusedPath,
    demo,
    report,
    remarks,
  }: ScoreOptions & { readonly refusedPath: string; readonly remarks: readonly string[] },
): string {
  const research = bundle.manifest.status === 'clinical-use' ? '' : ', for research and demonstration';
  return [
    `${id}@${bundleVersion}${research}${demo ? ' (demonstration publisher)' : ''}`,
    '',
    toBooksText(books).trimEnd(),
    '',
    ...(remarks.length > 0 ? ['of the file:', ...remarks.map((remark) => `  ${remark}`), ''] : []),
    `result        ${out}`,
    `refused rows  ${refusedPath}`,
    ...(report === undefined ? [] : [`report        ${report}`]),
    `run           ${run}`,
    `log head      ${head.size}:${head.root}`,
    '',
  ].join('\n');
}
