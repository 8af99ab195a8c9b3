import { TableProfile } from '#core/detect/table-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Header } from '#core/table/row.ts';
import type { ReadProgress } from '#host/files/read-progress.ts';
import { openSource } from '#host/import/open-source.ts';

/** What the columns of a whole file are. */
export interface ProfiledFile {
  readonly header: Header;
  readonly columns: TableProfile;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Reads a whole file in the way stated and looks at every cell; nothing of it is provisional.
 * @throws TableError, FileError, or the signal's reason
 */
export async function profileColumns(
  path: string,
  written: Pick<Profile, 'form' | 'dialect'>,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<ProfiledFile> {
  const source = await openSource(path, written);
  try {
    let rows = 0;
    let found: { readonly header: Header; readonly columns: TableProfile } | undefined;
    for await (const items of source.items()) {
      signal.throwIfAborted();
      for (const item of items) {
        if (item.kind === 'header') {
          found = { header: item.header, columns: new TableProfile(item.header.titles) };
        } else if (item.kind === 'row') found?.columns.push(item.row);
      }
      rows += items.length;
      onProgress({ rows, bytesRead: source.bytesRead(), bytesTotal: source.size });
    }
    if (found === undefined) throw new Error('a table begins with its header');
    return { ...found, sha256: source.digest(), bytes: source.bytesRead() };
  } finally {
    await source.close();
  }
}
