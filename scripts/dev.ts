import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';
import { requireWindow } from '#scripts/window/require-window.ts';
import { runUntilEnd } from '#scripts/window/run-until-end.ts';

/**
 * `npm run dev`: the window with its page from Vite's server on this machine, changed while it runs. What is changed in the
 * window's own processes builds them anew and starts them again. Other words go to the application.
 */
const forWindow = requireWindow('npm run dev');

if (forWindow !== undefined) {
  const words = ['dev', '--watch', '--', ...forWindow.switches, ...process.argv.slice(2)];
  const code = await runUntilEnd(
    process.execPath,
    [join(repository, 'node_modules/electron-vite/bin/electron-vite.js'), ...words],
    { ...process.env, ELECTRON_EXEC_PATH: forWindow.executable },
  );
  process.exitCode = code ?? 1;
}
