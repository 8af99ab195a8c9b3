import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where high-water marks of logs stand: not in the data folder, so that who puts that folder back as it was does not put them
 * back with it. Below `VISITE_HOME`, where that is set.
 */
export function markFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env['VISITE_HOME']) return join(env['VISITE_HOME'], 'marks');
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Visite', 'marks');
    case 'darwin':
      return join(homedir(), 'Library', 'Preferences', 'Visite', 'marks');
    default:
      return join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'visite', 'marks');
  }
}
