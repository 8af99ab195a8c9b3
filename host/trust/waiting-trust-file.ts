import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { maximumTrustFileBytes } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { FileError } from '#host/files/file-error.ts';
import { listFiles } from '#host/files/list-files.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { removeIfThere } from '#host/files/remove-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { takeNextTrustFile, type TrustContext } from '#host/trust/take-trust-file.ts';
import { readTrust } from '#host/trust/trust-store.ts';

const maximumWaiting = 4096;

/**
 * Lays down a trust file that came while another process held the log: only that process can log that it is taken. It
 * looks for such files before every chunk of a run, and every command that opens the log takes them first.
 * Throws FileError.
 */
export function writeWaitingTrustFile(folder: string, bytes: Uint8Array, nowMs: number): void {
  const waiting = toWaitingFolder(folder);
  makeFolder(join(folder, 'trust'));
  makeFolder(waiting);
  const digest = createHash('sha256').update(bytes).digest('hex');
  // In the order in which they came; a name is never used for another file, so what is taken away was taken.
  writeWhole(join(waiting, `${nowMs}-${digest}.json`), bytes, { overwrite: true });
}

/**
 * Takes the trust files that wait: verified as if they came now, logged, pinned. One that is refused is logged and put
 * away; it was verified when it was laid down, too. Whoever calls holds the log of the data folder.
 * Throws FileError, LogError.
 */
export function takeWaitingTrustFiles(context: TrustContext): void {
  for (const path of listWaiting(context.folder)) {
    const bytes = readWhole(path, maximumTrustFileBytes);
    const pinned = readTrust(context.folder);
    try {
      if (pinned !== undefined) takeNextTrustFile(context, bytes, pinned);
    } catch (error) {
      if (!(error instanceof TrustFileError)) throw error;
    }
    removeIfThere(path);
  }
}

/** Whether a trust file waits to be taken. @throws FileError */
export function hasWaitingTrustFiles(folder: string): boolean {
  return listWaiting(folder).length > 0;
}

/** Partly written ones are not among them. */
function listWaiting(folder: string): readonly string[] {
  try {
    const files = listFiles(toWaitingFolder(folder), '.json', maximumWaiting);
    return files.filter((path) => /^[0-9]+-[0-9a-f]{64}\.json$/.test(basename(path)));
  } catch (error) {
    if (error instanceof FileError && error.code === 'input-not-found') return [];
    throw error;
  }
}

function toWaitingFolder(folder: string): string {
  return join(folder, 'trust', 'waiting');
}
