import { toResultColumns } from '#core/advice/result-columns.ts';
import type { InputCounter } from '#core/report/input-counts.ts';
import type { OutputMark } from '#host/files/output-file.ts';
import { ResultWriter } from '#host/scoring/result-writer.ts';
import type { FinishedSlot } from '#host/scoring/results/result-file.ts';
import { toResultMakers, type ResultRequest } from '#host/scoring/results/result-makers.ts';
import { scoreRun, type RunRequest, type RunSink, type RunSummary } from '#host/scoring/score-run.ts';

export type { ScoreProgress } from '#host/scoring/score-run.ts';
export type ScoreSummary = RunSummary;

export interface ScoreRequest extends ResultRequest, RunRequest {
  /** Counts for a report what became of each input. */
  readonly inputs?: InputCounter;
}

/**
 * Scores an export from file to file. A chunk's entries are durable in the log before any of its rows is written, and
 * the files get their names when all is written; whatever stops the run leaves neither, and the log says that it
 * stopped.
 * @throws FileError, RunnerError, LogError, or the signal's reason
 */
export function scoreFile(request: ScoreRequest): Promise<ScoreSummary> {
  return scoreRun(request, (run) => openResultFiles(request, run));
}

/** Files of a run, and what was written of them so far. */
export interface FileSink extends RunSink {
  leave(): void;
  /** Paths of the files; `orOther`: other names where theirs cannot be had. @throws FileError */
  finish(orOther?: boolean): readonly string[];
  /** Undefined where a stopped run cannot go on from it. @throws FileError */
  marks(): readonly OutputMark[] | undefined;
}

/** Opens the files that a run writes. @throws FileError */
export async function openResultFiles(request: ScoreRequest, run: string): Promise<FileSink> {
  const { profile, manifest, header } = request.export;
  const columns = toResultColumns(manifest, header.titles, { decimal: profile.dialect.decimal, run });
  const at = new Date().toISOString().replace(/\.[0-9]+Z$/, 'Z');
  const assessed = { run, software: `Visite ${request.software.visite}`, at };
  const writer = await ResultWriter.create(toResultMakers(request, request.export, columns, assessed));
  return {
    write: async ({ slots }) => {
      const escaped = await writer.write(slots);
      if (request.inputs !== undefined) enterInputs(slots, request.inputs);
      return escaped;
    },
    marks: () => writer.marks(),
    sync: () => writer.sync(),
    finish: (orOther) => writer.finish(orOther),
    discard: () => writer.discard(),
    leave: () => writer.leave(),
  };
}

function enterInputs(slots: readonly FinishedSlot[], inputs: InputCounter): void {
  for (const { mapped } of slots) if (mapped !== undefined) inputs.enter(mapped);
}
