import { BundleError } from '#core/bundle/bundle-error.ts';
import { ProfileError } from '#core/mapping/parse-profile.ts';
import { ResultError } from '#core/advice/result-error.ts';
import { TableError } from '#core/table/table-error.ts';
import { CompileError } from '#compiler/errors.ts';
import { FileError } from '#host/files/file-error.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { LogError } from '#host/store/log-error.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { exitCode, type ExitCode } from '#cli/exit-code.ts';
import { Interrupted } from '#cli/interrupted.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface ErrorReport {
  readonly exitCode: ExitCode;
  /** `error: <code>: what, where, what was expected and what was got`. */
  readonly message: string;
  readonly hint?: string;
}

/** What the command line says of an error, and how it ends. */
export function toReport(error: unknown): ErrorReport {
  if (error instanceof Interrupted) return { exitCode: exitCode.interrupted, message: error.message };
  if (error instanceof UsageError) return toUsageReport(error);
  if (error instanceof TrustError || error instanceof BundleError) {
    return refused(exitCode.bundleRefused, error, 'nothing of this bundle was used; ask its publisher');
  }
  if (error instanceof CompileError) {
    return refused(exitCode.inputRefused, error, 'nothing was compiled; see docs/model-authors.md');
  }
  if (error instanceof InputRefused || error instanceof ProfileError) {
    return refused(exitCode.inputRefused, error, 'nothing was scored; correct the export or its profile');
  }
  if (error instanceof TableError || error instanceof ResultError) {
    return refused(
      exitCode.inputRefused,
      error,
      'no result was written; export the file again as its profile says',
    );
  }
  if (error instanceof FileError) return toFileReport(error);
  if (error instanceof RunnerError) {
    const hint = 'no result was written; the model was stopped and this program goes on';
    return refused(
      error.code === 'golden-differs' ? exitCode.bundleRefused : exitCode.modelFailed,
      error,
      hint,
    );
  }
  if (error instanceof LogError || error instanceof SiteKeyError) {
    return refused(exitCode.logFailed, error, 'no result is shown that could not be logged');
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: exitCode.ownMistake, message: `error: this is a mistake of the program: ${message}` };
}

function refused(exit: ExitCode, error: Error & { readonly code: string }, hint: string): ErrorReport {
  return { exitCode: exit, message: `error: ${error.code}: ${error.message}`, hint };
}

function toUsageReport({ message, hint }: UsageError): ErrorReport {
  return { exitCode: exitCode.usage, message: `error: ${message}`, ...(hint === undefined ? {} : { hint }) };
}

function toFileReport(error: FileError): ErrorReport {
  const exit = error.code.startsWith('input-') ? exitCode.inputRefused : exitCode.outputFailed;
  const hint = error.code === 'output-exists' ? '--overwrite replaces it' : undefined;
  return {
    exitCode: exit,
    message: `error: ${error.code}: ${error.message}`,
    ...(hint === undefined ? {} : { hint }),
  };
}
