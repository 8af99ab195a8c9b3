import { fetchElectron } from '#scripts/window/fetch-electron.ts';
import { findElectron } from '#scripts/window/find-electron.ts';

/** What a window needs of a machine. */
export interface ForWindow {
  readonly executable: string;
  /** What Electron is started with before anything else. */
  readonly switches: readonly string[];
}

/**
 * Gives what a window from the source tree is opened with. Where this machine cannot show one, says what to do and sets the exit
 * code.
 * @param command what a person typed, such as `npm start`
 */
export function requireWindow(command: string): ForWindow | undefined {
  if (process.platform === 'linux' && !hasDisplay()) {
    return tell([
      'there is no display here, so no window can open.',
      `On a desktop: ${command}`,
      `Without one, for a look at what the window does: xvfb-run -a ${command}`,
      'The command line needs no display: npm run -s visite -- --help',
    ]);
  }
  if (findElectron() === undefined) fetchElectron();
  const electron = findElectron();
  if (electron === undefined) {
    return tell([
      'there is no Electron here: its binary comes from the network once, and could not be fetched.',
      'Where that is allowed, with what went wrong: npx install-electron',
      'Linux on x64, for a look with an older one: node scripts/setup.mjs --tests',
    ]);
  }
  if (process.getuid?.() !== 0) return { executable: electron.executable, switches: [] };
  say(["as root Chromium's sandbox does not run: this window is without it, for development only."]);
  return { executable: electron.executable, switches: ['--no-sandbox'] };
}

/** Why Electron ended, where its exit code says so. */
export function explainExit(code: number | null): void {
  if (code === 127 && process.platform === 'linux')
    say([
      'Electron lacks libraries of the system, named above.',
      'Debian, as root: node scripts/setup.mjs --tests installs them.',
    ]);
}

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function tell(lines: readonly string[]): undefined {
  say(lines);
  process.exitCode = 1;
}

function say(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `visite: ${line}\n`).join(''));
}
