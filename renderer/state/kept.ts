import type { Place } from '#renderer/state/place.ts';

/** What a page finds again that was drawn anew because its process ended: screens and numbers of rows, nothing of a patient. */
interface Kept {
  readonly place?: Place;
  readonly tab?: string;
  /** Values were being tried that no record has. */
  readonly trying?: boolean;
}

const name = 'visite';

/** Of the page before this one, where that ended by itself: one that was closed, or left, keeps nothing. */
export const before: Kept | undefined = read();

let kept: Kept = before ?? {};

export function keep(part: Kept): void {
  kept = { ...kept, ...part };
  sessionStorage.setItem(name, JSON.stringify(kept));
}

/** Whether values are being tried that no record has. */
export function isTrying(): boolean {
  return kept.trying === true;
}

addEventListener('pagehide', () => sessionStorage.removeItem(name));

function read(): Kept | undefined {
  const text = sessionStorage.getItem(name);
  // safe: only `keep` writes it, in this window, whose storage is in memory
  return text === null ? undefined : (JSON.parse(text) as Kept);
}
