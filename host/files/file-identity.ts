import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A name that is equal for two paths of one file, links followed; also where the file is not there yet. */
export function fileIdentity(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    try {
      return join(realpathSync(dirname(absolute)), basename(absolute));
    } catch {
      return absolute;
    }
  }
}
