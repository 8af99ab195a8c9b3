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
  return ['node_modules/electron/dist', 'out/electron']
    .map((name) => join(repository, name))
    .map((folder) => ({ folder, executable: join(folder, program[process.platform] ?? 'electron') }))
    .filter(({ folder, executable }) => existsSync(executable) && existsSync(join(folder, 'version')))
    .map(({ folder, executable }) => ({
      folder,
      executable,
      version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
    }))
    .at(0);
}
