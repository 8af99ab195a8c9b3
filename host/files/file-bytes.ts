import { statSync } from 'node:fs';

/** Bytes of a file; 0 of a folder, and of one that is not there or cannot be looked at. */
export function toFileBytes(path: string): number {
  try {
    const stat = statSync(path);
    return stat.isFile() ? stat.size : 0;
  } catch {
    return 0;
  }
}
