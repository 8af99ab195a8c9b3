import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/**
 * `npm start`: builds the application and opens it; the demonstration is one click away on its first screen. Where that
 * cannot be, it says what to do.
 */
const windows = process.platform === 'win32';
const executable = windows ? 'electron.exe' : 'electron';

const electron = findElectron();
if (electron === undefined) {
  tell([
    'there is no Electron here: its binary comes from the network once.',
    'Where that is allowed: npx install-electron',
    'Linux on x64, for a look with an older one: node scripts/setup.mjs --tests',
  ]);
} else if (process.platform === 'linux' && !hasDisplay()) {
  tell([
    'there is no display here, so no window can open.',
    'On a desktop: npm start',
    'Without one, for a look at what the window does: xvfb-run -a npm start',
    'The command line needs no display: npm run -s visite -- --help',
  ]);
} else if (build()) {
  const root = process.getuid?.() === 0;
  const child = spawn(electron, [...(root ? ['--no-sandbox'] : []), repository], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

function findElectron(): string | undefined {
  return ['node_modules/electron/dist', 'out/electron']
    .map((folder) => join(repository, folder, executable))
    .find((path) => existsSync(path));
}

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function build(): boolean {
  const { status } = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: 'inherit',
    shell: windows,
  });
  process.exitCode = status ?? 1;
  return status === 0;
}

function tell(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `visite: ${line}\n`).join(''));
  process.exitCode = 1;
}
