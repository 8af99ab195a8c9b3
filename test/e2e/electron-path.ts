import { findElectron } from '#scripts/window/find-electron.ts';

/**
 * The Electron that specs drive: `VISITE_ELECTRON` names one, else the one that is shipped where its binary is there, else the
 * older one of set-up.
 * @throws Error where there is none
 */
export function electronPath(): string {
  const path = process.env['VISITE_ELECTRON'] ?? findElectron()?.executable;
  if (path === undefined) throw new Error('there is no Electron here; run: node scripts/setup.mjs --tests');
  return path;
}
