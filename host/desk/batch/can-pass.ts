import { FileError } from '#host/files/file-error.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { LogError } from '#host/store/log-error.ts';

/**
 * Whether what stopped a run can pass: a disk that was full or away, a log that could not be written, a process that ended, an
 * export that is not the one it was. The run then goes on from its journal.
 */
export function canPass(error: unknown): boolean {
  if (error instanceof FileError) return error.code !== 'output-exists';
  return (
    error instanceof LogError ||
    error instanceof InputRefused ||
    (error instanceof RunnerError && (error.code === 'runner-died' || error.code === 'runner-deadline'))
  );
}
