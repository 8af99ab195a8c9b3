import { BundleError } from '#core/bundle/bundle-error.ts';
import { ModelError } from '#core/models/model-error.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { CompileError } from '#compiler/errors.ts';
import { FileError, type FileErrorCode } from '#host/files/file-error.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { LogError } from '#host/store/log-error.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { AboutFile } from '#cli/about-file.ts';
import { StoppedAnswering } from '#cli/import/ask.ts';
import { exitCode, type ExitCode } from '#cli/exit-code.ts';
import { Interrupted } from '#cli/interrupted.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface ErrorReport {
  readonly exitCode: ExitCode;
  /** Of a refusal: its code, and its message without code. */
  readonly code?: string;
  readonly message?: string;
  /** Each `error: <code>: <file>: line <n>: what, what was expected and what was got`, as far as there is a file and a line. */
  readonly lines: readonly string[];
  readonly hint?: string;
}

/** Faults of one file that are told; the rest is counted. */
const mostFaults = 20;

/** What the command line says of an error, and how it ends. */
export function toReport(error: unknown): ErrorReport {
  if (error instanceof AboutFile) return toCodeReport(error.error, `${error.path}: `);
  return toCodeReport(error, '');
}

function toCodeReport(error: unknown, file: string): ErrorReport {
  const refused = (exit: ExitCode, { code, message }: Error & { readonly code: string }, hint: string) => ({
    exitCode: exit,
    code,
    message: `${file}${message}`,
    lines: [`error: ${code}: ${file}${message}`],
    hint,
  });
  if (error instanceof Interrupted || error instanceof StoppedAnswering)
    return { exitCode: exitCode.interrupted, lines: [error.message] };
  if (error instanceof UsageError) return toUsageReport(error);
  if (error instanceof TrustError || error instanceof BundleError) {
    return refused(exitCode.bundleRefused, error, 'nothing of this bundle was used; ask its publisher');
  }
  if (error instanceof ModelError) {
    return refused(exitCode.bundleRefused, error, 'visite model list tells what is installed and what runs');
  }
  if (error instanceof TrustFileError) {
    return refused(
      exitCode.bundleRefused,
      error,
      'what is trusted stays as it was; see docs/formats/trust-file.md',
    );
  }
  if (error instanceof CompileError) {
    return refused(exitCode.inputRefused, error, 'nothing was compiled; see docs/model-authors.md');
  }
  if (error instanceof InputRefused) return toInputReport(error);
  if (error instanceof SheetsError) {
    return error.code.startsWith('workbook-')
      ? refused(
          exitCode.outputFailed,
          error,
          'no result was written; give --out another ending, such as .csv',
        )
      : refused(
          exitCode.inputRefused,
          error,
          'nothing was scored; save the sheet as CSV, or export the file again',
        );
  }
  if (error instanceof FileError) return refused(toFileExit(error.code), error, toFileHint(error.code));
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
  return { exitCode: exitCode.ownMistake, lines: [`error: this is a mistake of the program: ${message}`] };
}

function toInputReport({ code, path, faults }: InputRefused): ErrorReport {
  const told = faults.slice(0, mostFaults);
  const others = faults.length - told.length;
  return {
    exitCode: exitCode.inputRefused,
    lines: [
      ...told.map((fault) => `error: ${fault.code}: ${path}: ${fault.text}`),
      ...(others > 0 ? [`error: ${code}: ${path}: and ${others} more faults`] : []),
    ],
    hint: code.startsWith('profile-')
      ? 'nothing was scored; correct the profile, or use the one for this export and this model'
      : 'nothing was scored; export the file again as its profile says, or use the profile of this export',
  };
}

function toUsageReport({ message, hint }: UsageError): ErrorReport {
  return {
    exitCode: exitCode.usage,
    code: 'usage',
    message,
    lines: [`error: ${message}`],
    ...(hint === undefined ? {} : { hint }),
  };
}

function toFileExit(code: FileErrorCode): ExitCode {
  return code.startsWith('input-') ? exitCode.inputRefused : exitCode.outputFailed;
}

function toFileHint(code: FileErrorCode): string {
  switch (code) {
    case 'input-not-found':
      return 'look at the name and the folder';
    case 'input-not-readable':
      return 'ask for the right to read it, or give a copy that this account may read';
    case 'input-not-a-file':
      return 'give the name of a file';
    case 'input-too-large':
      return 'look whether this is the file you meant';
    case 'input-changed':
      return 'wait until nothing writes to it, then run again';
    case 'input-lost':
      return 'nothing was changed and no result was written; reach the disk or share again, then run again';
    case 'output-exists':
      return '--overwrite replaces it';
    case 'output-folder-missing':
      return 'make the folder, or give a name in another one';
    case 'output-not-writable':
      return 'give a name in another folder';
    case 'output-disk-full':
      return 'free room, or give a name on another disk, then run again';
    case 'file-failed':
      return 'run again; where it fails again, ask who keeps this computer';
    default:
      throw code satisfies never;
  }
}
