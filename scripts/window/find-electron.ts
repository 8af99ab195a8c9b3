import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/** An Electron that is on this machine. */
export interface FoundElectron {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
}

/** Where the program stands in a folder of Electron. */
const program: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The Electron that is shipped where its binary is there, else the older one that set-up brings for tests. */
export function findElectron(): FoundElectron | undefined {
  return findIn(['node_modules/electron/dist', 'out/electron'], process.platform);
}

/** The one for Windows that `scripts/test-electron.mjs --windows` brings, to be packed and not to be run. */
export function findWindowsElectron(): FoundElectron | undefined {
  return findIn(['out/electron-win32'], 'win32');
}

function findIn(folders: readonly string[], platform: NodeJS.Platform): FoundElectron | undefined {
  return folders
    .map((name) => join(repository, name))
    .map((folder) => ({ folder, executable: join(folder, program[platform] ?? 'electron') }))
    .filter(({ folder, executable }) => existsSync(executable) && existsSync(join(folder, 'version')))
    .map(({ folder, executable }) => ({
      folder,
      executable,
      version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
    }))
    .at(0);
}
