import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/**
 * Fetches the binary of the Electron that is shipped, as its own package does: checked against the digests in that package, which
 * the lock file holds. Packages run no scripts of their own here, so it is done when a window is asked for.
 */
export function fetchElectron(): void {
  const install = join(repository, 'node_modules/electron/install.js');
  if (!existsSync(install)) return;
  process.stderr.write('set-up: the binary of Electron, some 120 MB, once\n');
  spawnSync(process.execPath, [install], { cwd: repository, stdio: ['ignore', 2, 'ignore'] });
}
