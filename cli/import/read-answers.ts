import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { Answers } from '#core/mapping/answers.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { UsageError } from '#cli/usage-error.ts';

const maxAnswersBytes = 1024 * 1024;

/** A file of answers (docs/import.md). @throws UsageError, FileError */
export function readAnswers(path: string): Answers {
  const hint = 'docs/import.md says what a file of answers holds';
  let json: unknown;
  try {
    json = parseJsonStrict(readWhole(path, maxAnswersBytes), 'answers');
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new UsageError(`${path}: ${error.message}`, hint);
  }
  const parsed = Answers.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'answers'}: ${message}`,
  );
  throw new UsageError(`${path}: ${faults.join('; ')}`, hint);
}
