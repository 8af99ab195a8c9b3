import { runSteps } from '#scripts/run-steps.ts';
import { checkSteps, unitTests } from '#scripts/steps.ts';

runSteps([...checkSteps, unitTests]);
