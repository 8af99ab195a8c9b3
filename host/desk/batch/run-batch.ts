import { basename, dirname } from 'node:path';
import type { BatchView } from '#core/contract/batch-view.ts';
import type { Failure } from '#core/contract/failure.ts';
import { InputCounter } from '#core/report/input-counts.ts';
import { version } from '#core/version.ts';
import { toVisibleText } from '#core/visible-text.ts';
import { toBatchFiles } from '#host/desk/batch/batch-files.ts';
import { writeBatchReport } from '#host/desk/batch/batch-report.ts';
import { canPass } from '#host/desk/batch/can-pass.ts';
import { BatchKeeper } from '#host/desk/batch/batch-keeper.ts';
import type { BatchPlan, Begun } from '#host/desk/batch/batch-journal.ts';
import { openUsable } from '#host/desk/calls/model-calls.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import type { Job } from '#host/desk/job.ts';
import { toBundleName } from '#host/desk/log-drafts.ts';
import { toFailure } from '#host/desk/to-failure.ts';
import { checkFolder } from '#host/files/check-folder.ts';
import { FileError } from '#host/files/file-error.ts';
import { OutputFile } from '#host/files/output-file.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { logRefusedImport } from '#host/scoring/log-refused-import.ts';
import type { FinishedSlot } from '#host/scoring/results/result-file.ts';
import { openResultFiles, type ScoreRequest, type ScoreSummary } from '#host/scoring/score-file.ts';
import { scoreRun, type RunState } from '#host/scoring/score-run.ts';

export interface BatchWatch {
  readonly job: Job;
  /** Told the rows of each chunk that was written. */
  readonly onSlots: (slots: readonly FinishedSlot[]) => void;
  /** Told what the journal holds. */
  readonly onKept: (begun: Begun) => void;
}

export interface FinishedBatch extends Pick<ScoreSummary, 'run' | 'books'> {
  readonly outputs: NonNullable<BatchView['outputs']>;
  /** Of what stands beside a result that is whole: a name that was held, a report that could not be written. */
  readonly failure: Failure | undefined;
}

/**
 * Scores from file to file, in a process of its own beside the one of the list. A journal tells how far it is: a run that is
 * cut off can go on from there (`resume`), where its files are as they were left.
 * @throws FileError, InputRefused, RunnerError, LogError, DeskError, or the signal's reason
 */
export async function runBatch(
  desk: Desk,
  plan: BatchPlan,
  watch: BatchWatch,
  resume?: Begun,
): Promise<FinishedBatch> {
  const { job, onSlots } = watch;
  const { signal } = job;
  const files = toBatchFiles(plan);
  if (resume === undefined) desk.journal.keep({ journal: 2, plan });
  const model = await openUsable(desk, plan.model);
  const stop = () => model.close();
  signal.addEventListener('abort', stop);
  let resumed: Resumed | undefined;
  try {
    const { bundle } = model;
    if (bundle.digest !== plan.bundle) {
      throw new DeskError('model-not-usable', 'expected the bundle that the run was begun with');
    }
    const { overwrite, profile, profileDigest } = plan;
    const known = {
      what: 'export',
      profile: { sha256: profileDigest },
      bundle: toBundleName(bundle),
    } as const;
    const [{ rowMs }, checked] = await Promise.all([
      model.ready(),
      logRefusedImport(desk.log, known, () =>
        checkExport(
          plan.path,
          profile,
          bundle.bundle.manifest,
          signal,
          'refuse',
          ({ rows, bytesRead, bytesTotal }) =>
            job.tell('checking', rows, bytesRead / Math.max(bytesTotal, 1)),
        ),
      ),
    ]);
    const expected = resume?.sha256 ?? plan.sha256;
    if (expected !== undefined && expected !== checked.sha256) {
      throw new FileError('input-changed', plan.path, 'it changed since it was checked; read it again');
    }
    job.beginAnew();
    if (files.report !== undefined) OutputFile.check(files.report, { overwrite });
    resumed = resume && (await takeUp(desk, plan, resume, checked.sha256));
    const inputs = new InputCounter(profile, bundle.bundle.manifest);
    if (resumed !== undefined && resume !== undefined) inputs.resume(resume.inputs);
    const request: ScoreRequest = {
      export: checked,
      profileDigest,
      bundle,
      runner: model,
      rowMs,
      log: desk.log,
      software: { visite: version, engine: engineVersion() },
      resultPath: files.result,
      refusedPath: files.refused,
      overwrite,
      resultFormat: plan.form,
      inputs,
      ...(resumed === undefined ? {} : { resumed: resumed.files, resume: resumed }),
      checkAllowed: () => desk.checkAllowed(model),
      onProgress: ({ rows, bytesRead, bytesTotal }) =>
        job.tell('scoring', rows, bytesRead / Math.max(bytesTotal, 1), checked.records),
      signal,
    };
    let keeper: BatchKeeper | undefined;
    let paths: readonly string[] = [];
    const summary = await scoreRun(
      { ...request, canGoOn: canPass, onChunk: (_run, state) => keeper?.wrote(state) },
      async (run) => {
        const opened = await openResultFiles(request, run);
        const begun = { run, sha256: checked.sha256, inputs };
        const kept = new BatchKeeper(desk.journal, plan, begun, opened, watch.onKept);
        keeper = kept;
        kept.wrote(resumed?.state ?? emptyState);
        return {
          ...opened,
          write: (chunk) => {
            onSlots(chunk.slots);
            kept.writes();
            return opened.write(chunk);
          },
          sync: () => {
            kept.writes();
            return opened.sync();
          },
          finish: () => (paths = opened.finish(true)),
          leave: () => {
            kept.leave();
            opened.leave();
          },
        };
      },
    );
    const [result = files.result, refused = files.refused] = paths;
    const outputs = [toOutput('result', result), toOutput('refused-rows', refused)];
    let failure = result === files.result ? undefined : toOtherName(files.result);
    if (files.report !== undefined) {
      try {
        const path = writeBatchReport(desk, files.report, plan, {
          summary,
          export: checked,
          bundle,
          inputs: inputs.toCounts(),
          software: request.software,
          paths: { result, 'refused-rows': refused },
        });
        outputs.push(toOutput('report', path));
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        failure ??= toFailure(error);
      }
    }
    return { run: summary.run, books: summary.books, outputs, failure };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    model.close();
  }
}

const emptyState: RunState = {
  records: 0,
  books: {
    scored: 0,
    flagged: 0,
    refused: 0,
    skipped: 0,
    advice: {},
    codes: { reason: {}, remark: {}, problem: {}, skip: {} },
    escapedCells: 0,
  },
};

interface Resumed {
  readonly run: string;
  readonly state: RunState;
  readonly files: { readonly result: OutputFile; readonly refused: OutputFile };
}

/** The files as the run left them; where they are not, it is begun anew, and the log says that the first one ended. */
async function takeUp(
  desk: Desk,
  plan: BatchPlan,
  begun: Begun,
  sha256: string,
): Promise<Resumed | undefined> {
  const { marks, run, records, books } = begun;
  if (marks !== undefined && begun.sha256 === sha256) {
    const [first, second] = marks;
    checkFolder(plan.folder);
    const result = OutputFile.resume(first, plan);
    const refused = result && OutputFile.resume(second, plan);
    if (result !== undefined && refused !== undefined) {
      return { run, state: { records, books }, files: { result, refused } };
    }
    result?.discard();
  }
  await logInterrupted(desk, begun);
  return undefined;
}

/** That a run which was cut off does not go on. @throws LogError */
export async function logInterrupted(desk: Desk, { run, records }: Begun): Promise<void> {
  await desk.log.append([{ type: 'run-aborted', run, code: 'interrupted', logged: records }]);
}

/** Names without folders, for a window. */
function toOutput(kind: string, path: string): FinishedBatch['outputs'][number] {
  return { kind, name: toVisibleText(basename(path)), folder: toVisibleText(dirname(path)) };
}

function toOtherName(path: string): Failure {
  const message = `another program holds ${basename(path)}; the result is whole, under another name`;
  return { code: 'output-other-name', message, about: { file: basename(path) } };
}
