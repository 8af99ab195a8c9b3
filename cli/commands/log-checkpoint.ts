import { OutputFile } from '#host/files/output-file.ts';
import { openExistingKey, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogCheckpointOptions extends LogOptions {
  readonly out?: string;
  readonly demo?: true;
}

/** `visite log checkpoint`: the head of the log as a signed note, to be kept where nobody changes it. */
export async function logCheckpoint(options: LogCheckpointOptions): Promise<void> {
  const key = await openExistingKey(options);
  if (key === undefined) throw new UsageError('--key: a checkpoint is signed with the site key');
  const { log, close } = await openCommandLog(options, key);
  try {
    const note = log.checkpoint();
    if (options.out === undefined) process.stdout.write(note);
    else write(options.out, note);
    process.stderr.write(
      `it is checked with: visite log verify --checkpoint FILE --verifier ${log.signer.verifierKey}\n`,
    );
  } finally {
    await close();
  }
}

function write(path: string, note: string): void {
  const file = OutputFile.create(path, { overwrite: false });
  try {
    file.write(Buffer.from(note));
    file.sync();
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
