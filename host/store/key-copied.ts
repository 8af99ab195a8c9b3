import { readIfThere } from '#host/files/read-if-there.ts';
import { writeWhole } from '#host/files/write-whole.ts';

/** Beside a key file: the id of the key of which a recovery copy was written last. */
const toMarkPath = (keyPath: string): string => `${keyPath}.copied`;

/** Whether a recovery copy of this key was ever written. @throws FileError */
export function wasKeyCopied(keyPath: string, id: string): boolean {
  const mark = readIfThere(toMarkPath(keyPath), 64);
  return mark !== undefined && Buffer.from(mark).toString('latin1') === `${id}\n`;
}

/** @throws FileError */
export function keepKeyCopied(keyPath: string, id: string): void {
  writeWhole(toMarkPath(keyPath), Buffer.from(`${id}\n`), { overwrite: true });
}
