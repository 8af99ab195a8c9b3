import { parseBase64, toBase64 } from '#core/audit/base64.ts';
import { hashBytes, parseHex, toHex } from '#core/audit/hash.ts';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { mustHold } from '#core/must-hold.ts';

/** The head of a log, as text that is signed: https://c2sp.org/tlog-checkpoint. */
export interface Checkpoint extends TreeHead {
  /** Which log: see toOrigin. */
  readonly origin: string;
}

const originStart = 'visite.invalid/log/';

/** The origin of a log by its random name. The name of a host that can never be reached says that nothing is fetched. */
export function toOrigin(log: string): string {
  return `${originStart}${log}`;
}

/** The random name of the log; undefined where the origin is not that of a log of ours. */
export function parseOrigin(origin: string): string | undefined {
  const log = origin.slice(originStart.length);
  return origin.startsWith(originStart) && /^[0-9a-f]{32}$/.test(log) ? log : undefined;
}

/** Three lines: origin, size, root in Base64. */
export function toCheckpointText({ origin, size, root }: Checkpoint): string {
  const bytes = parseHex(root);
  mustHold(bytes?.length === hashBytes, 'a root has 32 bytes');
  return `${origin}\n${size}\n${toBase64(bytes)}\n`;
}

/** Undefined where the text is no checkpoint. Lines after the third are allowed by the format and not read. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.includes('')) return undefined;
  const [origin, size, encoded] = lines;
  const root = encoded === undefined ? undefined : parseBase64(encoded);
  if (origin === undefined || root?.length !== hashBytes) return undefined;
  if (size === undefined || !/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    return undefined;
  return { origin, size: Number(size), root: toHex(root) };
}
