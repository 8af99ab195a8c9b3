import { fileURLToPath } from 'node:url';

let own: string | undefined;

/** For a program that ships the assets in a place of its own. */
export function useAssets(folder: string): void {
  own = folder;
}

/** Folder of what is shipped beside the program: beside the source, or two folders above the built command line. */
export function assetsFolder(): string {
  const up = import.meta.url.endsWith('.ts') ? '../assets' : '../../assets';
  return own ?? fileURLToPath(new URL(up, import.meta.url));
}
