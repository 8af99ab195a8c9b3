import { defineConfig } from '@playwright/test';

const long = process.env['VISITE_LONG'] === '1';

/** Specs that drive the real Electron. Without a display they run under xvfb-run (scripts/e2e.ts). */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../out/e2e',
  ...(long ? {} : { grepInvert: /@long/ }),
  // one window at a time where nobody waits: two on two cores get into each other's time
  workers: process.env['CI'] === undefined ? 2 : 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
});
