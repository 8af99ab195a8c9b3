import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

export const repository = join(import.meta.dirname, '..');

/** Runs all steps, also after one failed; prints a table of them and sets the exit code. */
export function runSteps(steps: readonly Step[]): void {
  const env = {
    ...process.env,
    PATH: `${join(repository, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`,
  };
  const results = steps.map((step) => {
    console.log(`\n== ${step.name}`);
    const startMs = performance.now();
    const cwd = join(repository, step.cwd ?? '.');
    const { status, error } = spawnSync(step.command, step.args, {
      cwd,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (error) console.log(error.message);
    return { name: step.name, passed: status === 0, seconds: (performance.now() - startMs) / 1000 };
  });
  console.log('');
  for (const { name, passed, seconds } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
}
