import { statSync } from 'node:fs';
import type { FileRef } from '#core/contract/files.ts';

/** What a file that a person dropped or opened is taken for, by its name; whether it is, its reader finds out. */
export function toFileKind(path: string): FileRef['kind'] {
  if (isFolder(path)) return 'folder';
  const name = path.toLowerCase();
  if (name.endsWith('.visite')) return 'bundle';
  if (name.endsWith('.profile.json')) return 'profile';
  if (/(^|[\\/])(root|list|trust)[^\\/]*\.json$/.test(name)) return 'trust';
  if (name.endsWith('.pem') || name.endsWith('.key')) return 'key';
  return exportNames.test(name) ? 'export' : 'other';
}

const exportNames = /\.(csv|tsv|txt|tab|xlsx|xlsm|xlsb|xls|ods|json|ndjson|parquet|arrow|feather)$/;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
