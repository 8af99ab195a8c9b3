import { open, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '#core/audit/checkpoint.ts';
import type { CheckpointSigner } from '#host/store/checkpoint-signer.ts';

/**
 * A folder outside of this computer, such as a share, that gets each checkpoint as a file of its own: whoever keeps it may
 * forbid to change and delete, so that a profile put back as it was yesterday is found out (D48). Files are named by size and
 * lie in folders of 4,096 sizes, so that the newest is found without a clock and without reading all names.
 */

/** What the newest checkpoint in the anchor is; `damaged` where the newest file is not this log's signed checkpoint. */
export type Anchored = Checkpoint | 'none' | 'damaged';

/** How long a share may take. */
const patienceMs = 10_000;
const sizesInFolder = 4096;
const digits = 16;

/** Whether this is a folder that is there. */
export async function isAnchor(folder: string): Promise<boolean> {
  try {
    await withPatience(readdir(folder));
    return true;
  } catch {
    return false;
  }
}

/** @throws an error of the system, or AnchorTimeout, where the anchor cannot be read */
export function readAnchor(folder: string, log: string, signer: CheckpointSigner): Promise<Anchored> {
  return withPatience(readNewest(join(folder, log), signer));
}

/** The checkpoint is on the anchor's disk when the promise is kept. @throws as readAnchor */
export function keepAtAnchor(folder: string, log: string, note: string, size: number): Promise<void> {
  return withPatience(keep(join(folder, log), note, size));
}

export class AnchorTimeout extends Error {
  override readonly name = 'AnchorTimeout';
}

async function readNewest(folder: string, signer: CheckpointSigner): Promise<Anchored> {
  const blocks = await namesIn(folder, /^[0-9]{16}$/);
  for (const block of blocks) {
    const [newest] = await namesIn(join(folder, block), /^[0-9]{16}\.checkpoint$/);
    if (newest === undefined) continue;
    return signer.open(await readFile(join(folder, block, newest))) ?? 'damaged';
  }
  return 'none';
}

/** The highest first; none where the folder is not there, though the one above it must be. */
async function namesIn(folder: string, form: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => form.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await readdir(join(folder, '..'));
    return [];
  }
}

async function keep(folder: string, note: string, size: number): Promise<void> {
  // The anchor itself is never made: a share that is not mounted is an empty place, not an anchor.
  await readdir(join(folder, '..'));
  const block = join(folder, toName(Math.floor(size / sizesInFolder) * sizesInFolder));
  await mkdir(block, { recursive: true });
  const path = join(block, `${toName(size)}.checkpoint`);
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(note);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // The same head again: signatures of one key over one text are the same bytes.
    if (!isCode(error, 'EEXIST') || (await readFile(path, 'utf8')) !== note) throw error;
  }
}

function toName(size: number): string {
  return String(size).padStart(digits, '0');
}

async function withPatience<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AnchorTimeout(`the anchor did not answer in ${patienceMs} ms`)),
      patienceMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
