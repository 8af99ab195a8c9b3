import { join } from 'node:path';
import { buildAndRun } from '#scripts/window/build-and-run.ts';

/** Drives the window in Electron; what is given is handed to Playwright, such as the name of a spec. */
buildAndRun([
  'playwright',
  'test',
  '-c',
  join('test', 'e2e', 'playwright.config.ts'),
  ...process.argv.slice(2),
]);
