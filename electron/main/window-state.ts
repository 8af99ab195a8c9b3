import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { screen, type Rectangle } from 'electron';
import { z } from 'zod';
import { Language } from '#core/bundle/fields.ts';

const State = z.strictObject({
  bounds: z
    .strictObject({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) })
    .optional(),
  maximized: z.boolean(),
  zoomPercent: z.int().min(50).max(300),
  /** Of menus and dialogs, until the page tells. */
  language: Language.optional(),
});
export type WindowState = z.infer<typeof State>;

const fresh: WindowState = { maximized: false, zoomPercent: 100 };

/** Size, place and zoom of the window, kept from one start to the next (behaviours, desktop 3). */
export class KeptWindowState {
  readonly #path: string;
  #state: WindowState;

  constructor(folder: string) {
    this.#path = join(folder, 'window.json');
    this.#state = readState(this.#path);
  }

  get value(): WindowState {
    return this.#state;
  }

  /** What is lost here is convenience: a folder that cannot be written to stops nothing. */
  change(part: Partial<WindowState>): void {
    const next = { ...this.#state, ...part };
    const text = JSON.stringify(next);
    if (text === JSON.stringify(this.#state)) return;
    this.#state = next;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(`${this.#path}.partial`, text);
      renameSync(`${this.#path}.partial`, this.#path);
    } catch {
      return;
    }
  }
}

/** Bounds that can be seen on the screens there are now, else none. */
export function toVisibleBounds(bounds: Rectangle | undefined): Rectangle | undefined {
  if (bounds === undefined) return undefined;
  const { workArea } = screen.getDisplayMatching(bounds);
  const across = overlap(bounds.x, bounds.width, workArea.x, workArea.width);
  const down = overlap(bounds.y, bounds.height, workArea.y, workArea.height);
  return across >= 200 && down >= 100 ? bounds : undefined;
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
}

function readState(path: string): WindowState {
  try {
    return State.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return fresh;
  }
}
