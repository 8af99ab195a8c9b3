import { markFolder } from '#host/files/mark-folder.ts';
import { replaceLog } from '#host/store/replace-log.ts';
import { openExistingKey, type LogOptions } from '#cli/log-place.ts';
import { toAnchor, toOpenOptions } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogReplaceOptions extends LogOptions {
  readonly reason: string;
  readonly demo?: true;
}

const maxReason = 256;

/** `visite log replace --reason TEXT`: a new log where the old one was set back and cannot be restored. */
export async function logReplace(options: LogReplaceOptions): Promise<void> {
  const { reason } = options;
  if (reason.trim() === '' || reason.length > maxReason)
    throw new UsageError(`--reason: expected 1 to ${maxReason} characters, got ${reason.length}`);
  const key = await openExistingKey(options);
  if (key === undefined) throw new UsageError('--key: a log is begun with the site key');
  const places = { markFolder: markFolder(), anchor: toAnchor(options) };
  const { log, kept } = await replaceLog({ ...toOpenOptions(options, key), ...places }, reason);
  log.close();
  process.stdout.write(
    `${log.path}: a new log, which says what was expected and what was found\n` +
      (kept === undefined ? '' : `${kept}: the log that was there; it is never deleted\n`),
  );
}
