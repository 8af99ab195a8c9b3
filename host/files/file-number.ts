import { statSync } from 'node:fs';

/** A text that is another one once another file stands under this name; undefined while there is none. */
export function toFileNumber(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}-${ino}`;
  } catch {
    return undefined;
  }
}
