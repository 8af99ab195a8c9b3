import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/** Puts a table into docs/benchmarks.md, in the place of the first one under the heading of its bench. */
export function writeBenchTable(name: string, table: string): void {
  const path = join(repository, 'docs/benchmarks.md');
  const lines = readFileSync(path, 'utf8').split('\n');
  const heading = lines.findIndex((line) => line.startsWith(`## \`bench -- ${name}\``));
  const from = lines.findIndex((line, at) => at > heading && line.startsWith('|'));
  if (heading < 0 || from < 0) throw new Error(`docs/benchmarks.md has no table of ${name}`);
  const rows = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  lines.splice(from, rows, ...table.split('\n'));
  writeFileSync(path, lines.join('\n'));
}
