import { defineConfig } from '@playwright/test';

const long = process.env['VISITE_LONG'] === '1';

/** Specs that drive the real Electron. Without a display they run under xvfb-run (scripts/e2e.ts). */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../out/e2e',
  ...(long ? {} : { grepInvert: /@long/ }),
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
});
