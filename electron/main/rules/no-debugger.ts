import { app } from 'electron';
import { buildFacts } from '#electron/start/build-facts.ts';

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
  if (!app.isPackaged || buildFacts.drivable) return;
  for (const name of loosening) app.commandLine.removeSwitch(name);
}
