import { dirname } from 'node:path';
import type { TreeHead } from '#core/audit/tree-head.ts';
import { readAnchor } from '#host/store/anchor.ts';
import { toCheckpointSigner } from '#host/store/checkpoint-signer.ts';
import { HighWaterMark } from '#host/store/high-water-mark.ts';
import { readFirst } from '#host/store/read-log.ts';
import type { SiteKey } from '#host/store/site-key.ts';

export type Place = 'mark' | 'anchor';

export interface KeptHeads {
  readonly heads: readonly { readonly place: Place; readonly head: TreeHead }[];
  /** Places that hold nothing that can be read and is signed by this log. */
  readonly without: readonly Place[];
}

/** The newest heads of a log that were kept beside it. @throws LogError where the log's first entry cannot be read */
export async function readKeptHeads(
  path: string,
  key: SiteKey,
  places: { readonly markFolder?: string; readonly anchor?: string | undefined },
): Promise<KeptHeads> {
  const first = readFirst(path);
  if (first?.type !== 'log-created') return { heads: [], without: ['mark', 'anchor'] };
  const signer = toCheckpointSigner(key, first.log);
  const found: { place: Place; head: TreeHead | undefined }[] = [];
  if (places.markFolder !== undefined) {
    const notes = orNone(() => new HighWaterMark(places.markFolder ?? '', dirname(path)).read());
    const heads = notes.flatMap((note) => signer.open(note) ?? []);
    found.push({ place: 'mark', head: heads.toSorted((left, right) => right.size - left.size)[0] });
  }
  if (places.anchor !== undefined) {
    const head = await readAnchor(places.anchor, first.log, signer).catch(() => 'none' as const);
    found.push({ place: 'anchor', head: typeof head === 'string' ? undefined : head });
  }
  return {
    heads: found.flatMap(({ place, head }) => (head === undefined ? [] : [{ place, head }])),
    without: found.flatMap(({ place, head }) => (head === undefined ? [place] : [])),
  };
}

function orNone<Item>(read: () => readonly Item[]): readonly Item[] {
  try {
    return read();
  } catch {
    return [];
  }
}
