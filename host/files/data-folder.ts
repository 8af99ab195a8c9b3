import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of the application's data on this system; `VISITE_HOME` names another. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env['VISITE_HOME']) return env['VISITE_HOME'];
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Visite');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Visite');
    default:
      return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'visite');
  }
}
