import { join } from 'node:path';
import { repository, runSteps } from '#scripts/run-steps.ts';
import {
  allTests,
  attacks,
  checkSteps,
  demo,
  driftSteps,
  e2e,
  pythonSteps,
  rustSteps,
  sameAddons,
} from '#scripts/steps.ts';

const long = process.argv.includes('--long');
if (long) {
  Object.assign(process.env, {
    VISITE_LONG: '1',
    VISITE_TEST_MUTATIONS: '10000',
    VISITE_KILL_POINTS: '1000',
    VISITE_TEST_MODULES: '10000',
  });
}
process.env['VISITE_TEST_PYTHON'] ??= join(repository, '.venv/bin/python');
runSteps([
  ...checkSteps,
  ...driftSteps,
  ...rustSteps,
  demo,
  ...pythonSteps,
  allTests,
  attacks,
  e2e,
  ...(long ? [sameAddons] : []),
]);
