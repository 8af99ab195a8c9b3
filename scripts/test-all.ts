import { runSteps } from '#scripts/run-steps.ts';
import { allTests, checkSteps, demo, driftSteps, rustSteps } from '#scripts/steps.ts';

if (process.argv.includes('--long')) process.env['VISITE_LONG'] = '1';
process.env['VISITE_TEST_PYTHON'] ??= '.venv/bin/python';
runSteps([...checkSteps, ...driftSteps, ...rustSteps, demo, allTests]);
