import type { Draft } from '#core/audit/draft.ts';
import { FileError } from '#host/files/file-error.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import type { RunLog } from '#host/scoring/run-log.ts';

type ImportRefused = Extract<Draft, { type: 'import-refused' }>;

/**
 * Gives what `read` gives. Where it refuses the file, the log says so before the error goes on.
 * @throws LogError, and whatever `read` throws
 */
export async function logRefusedImport<Value>(
  log: Pick<RunLog, 'append'>,
  known: Pick<ImportRefused, 'what' | 'profile' | 'bundle'>,
  read: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputRefused) {
      const file = error.file === undefined ? {} : { file: error.file };
      await log.append([{ type: 'import-refused', ...known, code: error.code, ...file }]);
    } else if (error instanceof FileError) {
      await log.append([{ type: 'import-refused', ...known, code: error.code }]);
    }
    throw error;
  }
}
