import { spawnSync } from 'node:child_process';
import { repository } from '#scripts/run-steps.ts';

/**
 * Builds the application, then runs a command that opens it, on a display of its own where this machine has none. The
 * command's exit code becomes that of this process.
 */
export function buildAndRun(command: readonly string[]): void {
  const built = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
    cwd: repository,
    stdio: 'inherit',
  });
  if (built.status !== 0) {
    process.exitCode = 1;
    return;
  }
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY']);
  const [program = '', ...words] = hasDisplay
    ? command
    : ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24', ...command];
  const { status, error } = spawnSync(program, words, { cwd: repository, stdio: 'inherit' });
  if (error) process.stderr.write(`${error.message}\n`);
  process.exitCode = status ?? 1;
}
