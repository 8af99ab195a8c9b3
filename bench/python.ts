import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/** The Python of the tests, which has the peers; VISITE_TEST_PYTHON names another. */
export function python(): string {
  const path = process.env['VISITE_TEST_PYTHON'] ?? join(repository, '.venv/bin/python');
  if (!existsSync(path)) throw new Error(`the peers need ${path}: run "node scripts/setup.mjs --tests"`);
  return path;
}
