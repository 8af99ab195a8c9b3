import { readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { OutputFile } from '#host/files/output-file.ts';
import { LogError } from '#host/store/log-error.ts';

/** Which folder is the anchor of the log of a data folder: one file in it. */
const Setting = z.strictObject({ format: z.literal(1), folder: z.string().min(1).max(4096) });
const name = 'log-anchor.json';

/** Undefined where there is none. @throws LogError `log-anchor` for a file that is none of ours */
export function readAnchorSetting(dataFolder: string): string | undefined {
  const path = join(dataFolder, name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw toDamaged(path);
  }
  try {
    const { folder } = Setting.parse(JSON.parse(text));
    if (isAbsolute(folder)) return folder;
  } catch {
    // Told below.
  }
  throw toDamaged(path);
}

/** Undefined: no anchor any more. @throws FileError */
export function writeAnchorSetting(dataFolder: string, folder: string | undefined): void {
  const path = join(dataFolder, name);
  if (folder === undefined) {
    rmSync(path, { force: true });
    return;
  }
  const file = OutputFile.create(path, { overwrite: true });
  try {
    file.write(Buffer.from(`${JSON.stringify({ format: 1, folder })}\n`));
    file.sync();
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}

function toDamaged(path: string): LogError {
  return new LogError('log-anchor', path, 'this does not name an anchor; "visite log anchor" sets it anew');
}
