import type { KeyKeeping } from '#host/store/open-or-create-key.ts';

let own: KeyKeeping = {};

/** For a program that has a way to the operating system's store of keys, or whose machine asks for it. */
export function useKeyKeeping(keeping: KeyKeeping): void {
  own = keeping;
}

/** By what this program may keep the site key. */
export function keyKeeping(): KeyKeeping {
  return own;
}
