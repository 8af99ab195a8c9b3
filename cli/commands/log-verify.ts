import { join } from 'node:path';
import type { LogVerdict } from '#core/audit/check-log.ts';
import { toFaultText } from '#core/audit/fault-text.ts';
import { parseTreeHead, toTreeHeadText, type TreeHead } from '#core/audit/tree-head.ts';
import { markFolder } from '#host/files/mark-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { openCheckpoint } from '#host/store/checkpoint-signer.ts';
import { LogError } from '#host/store/log-error.ts';
import { readKeptHeads, type KeptHeads } from '#host/store/read-kept-heads.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { exitCode } from '#cli/exit-code.ts';
import { openExistingKey, toLogFolder, type LogOptions } from '#cli/log-place.ts';
import { openCommandLog, toAnchor } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface LogVerifyOptions extends LogOptions {
  readonly head?: string;
  readonly checkpoint?: string;
  readonly verifier?: string;
  readonly demo?: true;
}

/** `visite log verify`: every entry, and the first bad one by its index. With the site key, that it was done is logged. */
export async function logVerify(options: LogVerifyOptions): Promise<void> {
  const path = join(toLogFolder(options), logFileName);
  const key = await openExistingKey(options);
  const stated = [
    ...(options.head === undefined ? [] : [parseHead(options.head)]),
    ...(options.checkpoint === undefined ? [] : [readCheckpoint(options.checkpoint, options.verifier)]),
  ];
  const kept = key === undefined ? undefined : await readKept(path, key, options);
  const expectedHeads = [...stated, ...(kept?.heads.map(({ head }) => head) ?? [])];
  const verdict = verifyLog(path, { ...(key === undefined ? {} : { key }), expectedHeads });
  const lines = [toText(verdict), ...(kept === undefined ? [] : toKeptLines(kept))];
  process.stdout.write(`${path}: ${lines.join('\n')}\n`);
  if (!verdict.ok) process.exitCode = exitCode.logFailed;
  if (key !== undefined) await logVerdict(options, key, verdict);
}

/** What the first entry does not tell is told by the verification itself. */
async function readKept(path: string, key: SiteKey, options: LogVerifyOptions): Promise<KeptHeads> {
  try {
    return await readKeptHeads(path, key, { markFolder: markFolder(), anchor: toAnchor(options) });
  } catch (error) {
    if (error instanceof LogError && error.code === 'log-damaged') return { heads: [], without: ['mark'] };
    throw error;
  }
}

async function logVerdict(options: LogVerifyOptions, key: SiteKey, verdict: LogVerdict): Promise<void> {
  try {
    const { log, close } = await openCommandLog(options, key);
    try {
      const { size, root } = verdict.ok ? verdict : log.head();
      log.append([{ type: 'log-verified', size, root, ok: verdict.ok }]);
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    process.stderr.write(`visite: this check is not in the log: ${error.code}: ${error.message}\n`);
  }
}

function toText(verdict: LogVerdict): string {
  const checked = verdict.keyed
    ? 'checked: hashes, and the codes made with the site key'
    : 'checked: hashes only; give --key to find entries that were made without the site key';
  if (verdict.ok) return `${verdict.size} entries, none changed\n${checked}\nhead ${toTreeHeadText(verdict)}`;
  const { index, through, fault } = verdict.firstBad;
  const which = index === through ? `entry ${index}` : `an entry from ${index} to ${through}`;
  const before = index === 0 ? '' : `; entries 0 to ${index - 1} are as they were written`;
  return `NOT AS WRITTEN: ${which} (${fault}: ${toFaultText(fault)})${before}\n${checked}`;
}

const placeTexts = { mark: 'the high-water mark', anchor: 'the anchor' } as const;

function toKeptLines({ heads, without }: KeptHeads): readonly string[] {
  return [
    ...heads.map(({ place, head }) => `compared with ${placeTexts[place]}: ${toTreeHeadText(head)}`),
    ...without.map((place) => `${placeTexts[place]} holds no checkpoint of this log`),
  ];
}

const maxNoteBytes = 1024 * 1024;

/** A signed note, by the key it is given: another way than the note. */
function readCheckpoint(path: string, verifier: string | undefined): TreeHead {
  if (verifier === undefined)
    throw new UsageError('--checkpoint: give the key it was signed with as --verifier name+id+key');
  const checkpoint = openCheckpoint(readWhole(path, maxNoteBytes), verifier);
  if (checkpoint !== undefined) return checkpoint;
  throw new UsageError(`--checkpoint: ${path} is no checkpoint that was signed with this key`);
}

function parseHead(text: string): TreeHead {
  const head = parseTreeHead(text);
  if (head) return head;
  throw new UsageError(`--head: expected size:root, got ${text}`, 'a run prints it as "log head"');
}
