import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#test/cli/run-visite.ts';

/** Specs and tests that name a case. */
export function findSpecs(id: string): readonly string[] {
  const named = new RegExp(`\\b${id}\\b`);
  return globSync('test/{e2e,renderer}/**/*.{spec,test}.{ts,tsx}', { cwd: repository })
    .filter((path) => named.test(readFileSync(join(repository, path), 'utf8')))
    .toSorted();
}
