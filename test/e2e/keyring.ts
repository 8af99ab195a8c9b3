import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** GNOME's keyring on a session bus of its own, with a keyring of its own. */
export interface Keyring {
  /** What a program needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** As it is: unlocked by a test's password, or locked, with nobody to ask for the password. */
export type KeyringState = 'unlocked' | 'locked';

/** Starts both; `folder` keeps the keyring from one to the next. */
export async function openKeyring(folder: string, state: KeyringState = 'unlocked'): Promise<Keyring> {
  const socket = mkdtempSync(join(tmpdir(), 'visite-bus-'));
  const configuration = join(socket, 'bus.conf');
  writeFileSync(configuration, busConfiguration(join(socket, 'bus')));
  const own = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: socket };
  const bus = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address'], {
    env: own,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string];
  const env = { DBUS_SESSION_BUS_ADDRESS: address, HOME: folder, XDG_RUNTIME_DIR: socket };
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], {
    env: { ...own, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end('a password of tests');
  while (!isThere(env)) {
    if (daemon.exitCode !== null) throw new Error(`the keyring ended with ${daemon.exitCode}`);
    await wait(20);
  }
  return {
    env,
    close: async () => {
      for (const child of [daemon, bus]) await end(child);
      rmSync(socket, { recursive: true, force: true });
    },
  };
}

function isThere(env: Readonly<Record<string, string>>): boolean {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/'];
  const { stdout, error } = spawnSync(
    'dbus-send',
    [...question, 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
    { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } },
  );
  if (error !== undefined) throw error;
  return stdout.includes('boolean true');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** No service is started by being asked for: none of this machine's, and no prompter. */
function busConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
