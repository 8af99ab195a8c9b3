import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/** Builds the application and drives it in Electron; what is given is handed to Playwright, such as the name of a spec. */
const args = [
  'playwright',
  'test',
  '-c',
  join('test', 'e2e', 'playwright.config.ts'),
  ...process.argv.slice(2),
];
const display = process.platform !== 'linux' || Boolean(process.env['DISPLAY']);

const built = spawnSync('electron-vite', ['build', '--logLevel', 'warn'], {
  cwd: repository,
  stdio: 'inherit',
});
if (built.status !== 0) process.exitCode = 1;
else {
  const [command = '', ...words] = display
    ? args
    : ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24', ...args];
  const { status, error } = spawnSync(command, words, { cwd: repository, stdio: 'inherit' });
  if (error) process.stderr.write(`${error.message}\n`);
  process.exitCode = status ?? 1;
}
