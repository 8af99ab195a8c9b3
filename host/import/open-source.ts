import type { Profile } from '#core/mapping/profile.ts';
import { openDelimited } from '#host/import/delimited-source.ts';
import type { TableSource } from '#host/import/table-source.ts';

/** Opens a file as its profile says it is written. @throws FileError */
export function openSource(path: string, profile: Pick<Profile, 'dialect'>): Promise<TableSource> {
  return openDelimited(path, profile.dialect);
}
