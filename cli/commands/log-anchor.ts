import { isAbsolute, resolve } from 'node:path';
import { dataFolder } from '#host/files/data-folder.ts';
import { isAnchor } from '#host/store/anchor.ts';
import { readAnchorSetting, writeAnchorSetting } from '#host/store/anchor-setting.ts';
import { openKey } from '#cli/log-place.ts';
import { openCommandLog } from '#cli/open-log.ts';
import { UsageError } from '#cli/usage-error.ts';

/** `visite log anchor [FOLDER]`: which folder outside of this computer gets each checkpoint; `--none` for none. */
export async function logAnchor(
  folder: string | undefined,
  { none }: { readonly none?: true },
): Promise<void> {
  if (folder !== undefined && none) throw new UsageError('give a folder or --none, not both');
  if (folder === undefined && !none) {
    process.stdout.write(`${readAnchorSetting(dataFolder()) ?? 'no anchor is set'}\n`);
    return;
  }
  const anchor = folder === undefined ? undefined : await toAnchorFolder(folder);
  // Logged while the old one still holds, and at the new one by the close below and every later opening.
  const { log, close } = await openCommandLog({}, await openKey({}));
  try {
    log.append([{ type: 'anchor-changed', ...(anchor === undefined ? {} : { folder: anchor }) }]);
    writeAnchorSetting(dataFolder(), anchor);
  } finally {
    await close();
  }
  if (anchor !== undefined) await (await openCommandLog({}, await openKey({}))).close();
  process.stdout.write(anchor === undefined ? 'no anchor is set\n' : `${anchor}: the anchor of the log\n`);
}

async function toAnchorFolder(folder: string): Promise<string> {
  const path = isAbsolute(folder) ? folder : resolve(folder);
  if (await isAnchor(path)) return path;
  throw new UsageError(`${folder}: expected a folder that is there: it is never made`);
}
