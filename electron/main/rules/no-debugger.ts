import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/** Switches of Chromium through which somebody else would drive the window or loosen its walls (D43). */
const loosening = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'disable-web-security',
  'allow-running-insecure-content',
  'load-extension',
  'js-flags',
  'ssl-key-log-file',
  'log-net-log',
  'host-rules',
  'proxy-pac-url',
  'proxy-auto-detect',
  'no-proxy-server',
] as const;

/** Before the application is ready: an installed application takes none of them. */
export function dropLooseningSwitches(): void {
  if (!app.isPackaged || isDrivable()) return;
  for (const name of loosening) app.commandLine.removeSwitch(name);
}

/** A package for tests says so in its own package.json, inside the archive (scripts/dist.ts). */
function isDrivable(): boolean {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8');
  const told: unknown = JSON.parse(text);
  return typeof told === 'object' && told !== null && 'drivable' in told && told.drivable === true;
}
