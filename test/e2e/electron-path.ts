import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/** Electron's own name on this system. */
const executable = process.platform === 'win32' ? 'electron.exe' : 'electron';

/**
 * The Electron that specs drive: `VISITE_ELECTRON` names one, else the one that is shipped where its binary is there, else the
 * older one of set-up.
 * @throws Error where there is none
 */
export function electronPath(): string {
  const named = process.env['VISITE_ELECTRON'];
  if (named !== undefined) return named;
  const found = ['node_modules/electron/dist', 'out/electron']
    .map((folder) => join(repository, folder, executable))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error('there is no Electron here; run: node scripts/setup.mjs --tests');
  return found;
}
