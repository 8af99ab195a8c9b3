import { keepAtAnchor, readAnchor } from '#host/store/anchor.ts';
import { openLog, type AuditLog, type OpenLogOptions } from '#host/store/audit-log.ts';
import { rolledBack } from '#host/store/marking.ts';

export interface AnchoredLogOptions extends OpenLogOptions {
  /** Folder outside of this computer; undefined where there is none. */
  readonly anchor?: string | undefined;
  /** Told at once what the log says of a place where no checkpoint could be read or kept. */
  readonly onMissed?: (code: AnchorMissed, folder: string) => void;
}

export type AnchorMissed = 'anchor-unreachable' | 'anchor-empty' | 'anchor-damaged' | 'anchor-not-kept';

/** An open log whose checkpoints go to an anchor. */
export interface AnchoredLog {
  readonly log: AuditLog;
  /** Sends the newest head there: call it from time to time, such as once a minute. */
  readonly keep: () => Promise<void>;
  /** Sends the last head, and gives the log free. */
  readonly close: () => Promise<void>;
}

/**
 * As openLog; and the log must go on from the newest checkpoint in the anchor. An anchor that is not reached is told and
 * logged, and work goes on. @throws LogError, `log-rolled-back` also by the anchor
 */
export async function openAnchoredLog({
  anchor,
  onMissed,
  ...options
}: AnchoredLogOptions): Promise<AnchoredLog> {
  const log = openLog(options);
  if (anchor === undefined) return { log, keep: () => Promise.resolve(), close: async () => log.close() };
  let failing = false;
  const miss = (code: AnchorMissed): void => {
    onMissed?.(code, anchor);
    log.append([{ type: 'checkpoint-missed', place: 'anchor', code }]);
  };
  const keep = async (): Promise<void> => {
    try {
      await keepAtAnchor(anchor, log.name, log.checkpoint(), log.head().size);
      failing = false;
    } catch {
      if (!failing) miss('anchor-not-kept');
      failing = true;
    }
  };
  try {
    const missed = await check(log, anchor);
    if (missed !== undefined) miss(missed);
    failing = missed === 'anchor-unreachable';
  } catch (error) {
    log.close();
    throw error;
  }
  await keep();
  return {
    log,
    keep,
    close: async () => {
      try {
        await keep();
      } finally {
        log.close();
      }
    },
  };
}

/** @throws LogError `log-rolled-back` */
async function check(log: AuditLog, anchor: string): Promise<AnchorMissed | undefined> {
  let found: Awaited<ReturnType<typeof readAnchor>>;
  try {
    found = await readAnchor(anchor, log.name, log.signer);
  } catch {
    return 'anchor-unreachable';
  }
  if (found === 'damaged') return 'anchor-damaged';
  if (found === 'none') return log.created ? undefined : 'anchor-empty';
  if (!log.goesOnFrom(found)) throw rolledBack(log.path, `${found.size} entries`, log.head());
  return undefined;
}
