import { buildAndRun } from '#scripts/window/build-and-run.ts';

/** `npm run screenshots`: pictures of every screen, into docs/screenshots. */
buildAndRun([process.execPath, 'test/e2e/screens/take-screenshots.ts']);
