import { basename } from 'node:path';
import { ResultError } from '#core/advice/result-error.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import type { Failure } from '#core/contract/failure.ts';
import { ProfileError } from '#core/mapping/parse-profile.ts';
import { ModelError } from '#core/models/model-error.ts';
import { TableError } from '#core/table/table-error.ts';
import { toVisibleText } from '#core/visible-text.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { FileError } from '#host/files/file-error.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { LogError } from '#host/store/log-error.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Faults of a file that a message tells; the rest is counted. */
const mostFaults = 20;

/** What a window is told of an error. Of our own mistakes it learns nothing: their messages may hold values. */
export function toFailure(error: unknown): Failure {
  const { code, message, about } = toToldFailure(error);
  const file = about?.file === undefined ? {} : { file: toVisibleText(about.file) };
  return {
    code,
    message: toVisibleText(message),
    ...(about === undefined ? {} : { about: { ...about, ...file } }),
  };
}

function toToldFailure(error: unknown): Failure {
  if (error instanceof InputRefused) return toInputFailure(error);
  if (error instanceof FileError) {
    return { code: error.code, message: error.message, about: { file: basename(error.path) } };
  }
  if (error instanceof TableError) {
    return { code: error.code, message: error.message, about: { line: error.line } };
  }
  if (isRefusal(error)) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'this is a mistake of the program; nothing of this call is shown' };
}

function isRefusal(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof DeskError ||
    error instanceof LogError ||
    error instanceof RunnerError ||
    error instanceof TrustError ||
    error instanceof BundleError ||
    error instanceof ModelError ||
    error instanceof TrustFileError ||
    error instanceof SheetsError ||
    error instanceof SiteKeyError ||
    error instanceof ResultError ||
    error instanceof ProfileError
  );
}

function toInputFailure({ code, path, faults }: InputRefused): Failure {
  const told = faults.slice(0, mostFaults).map(({ text }) => text);
  const others = faults.length - told.length;
  const message = [...told, ...(others > 0 ? [`and ${others} more faults`] : [])].join('\n');
  return { code, message, about: { file: basename(path) } };
}
