import { spawnSync } from 'node:child_process';
import { repository } from '#scripts/run-steps.ts';
import { explainExit, requireWindow } from '#scripts/window/require-window.ts';
import { runUntilEnd } from '#scripts/window/run-until-end.ts';

/**
 * `npm start`: builds the application and opens it; the demonstration is one click away on its first screen. Where that
 * cannot be, it says what to do. `--built` opens what was built before; other words go to the application, such as a file.
 */
const words = process.argv.slice(2);
const forWindow = requireWindow('npm start');

if (forWindow !== undefined && (words.includes('--built') || build())) {
  const args = [...forWindow.switches, repository, ...words.filter((word) => word !== '--built')];
  const code = await runUntilEnd(forWindow.executable, args);
  explainExit(code);
  process.exitCode = code ?? 1;
}

function build(): boolean {
  const { status } = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
  return status === 0;
}
