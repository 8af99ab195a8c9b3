import { exportLogInSteps, type WrittenLog } from '#host/store/export-log.ts';
import type { DeskLog } from '#host/desk/desk-log.ts';
import type { Job } from '#host/desk/job.ts';

/**
 * Writes all of the log as it is now into a folder of its own, with what proves it (docs/formats/log-export.md). Others read and write
 * the log meanwhile. `size`: about how many entries it has. @throws FileError, LogError, or the signal's reason
 */
export async function exportWholeLog(
  log: DeskLog,
  size: number,
  folder: string,
  verifier: Uint8Array,
  { signal, tell }: Pick<Job, 'signal' | 'tell'>,
): Promise<void> {
  const written = await writeInSteps(log.path, folder, verifier, signal, (rows) =>
    tell('writing', rows, rows / Math.max(size, 1)),
  );
  try {
    await log.run((open) => {
      const { size: entries, sha256 } = written.seal(open.signer.sign(written.head));
      open.append([{ type: 'log-exported', form: 'verifiable', from: 0, through: entries - 1, sha256 }]);
    });
    written.finish();
  } finally {
    written.discard();
  }
}

async function writeInSteps(
  path: string,
  folder: string,
  verifier: Uint8Array,
  signal: AbortSignal,
  tell: (rows: number) => void,
): Promise<WrittenLog> {
  const steps = exportLogInSteps(path, folder, verifier);
  for (;;) {
    const step = signal.aborted ? steps.throw(signal.reason) : steps.next();
    if (step.done === true) return step.value;
    tell(step.value);
    await new Promise(setImmediate);
  }
}
