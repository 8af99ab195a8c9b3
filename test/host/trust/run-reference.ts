import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export type ReferenceJob =
  | {
      readonly do: 'sign';
      readonly folder: string;
      readonly signature: string;
      readonly key: string;
      readonly certificate?: string;
      readonly chain?: readonly string[];
    }
  | {
      readonly do: 'verify';
      readonly folder: string;
      readonly signature: string;
      readonly key?: string;
      readonly chain?: readonly string[];
    }
  | {
      readonly do: 'make-certificates';
      readonly folder: string;
      readonly curve: string;
      readonly publisher: string;
    };

/** Runs the jobs in one process of the reference implementation; a verdict is `ok` or the text of its error. */
export function runReference(jobs: readonly ReferenceJob[]): readonly string[] {
  const python = findPython();
  const folder = mkdtempSync(join(tmpdir(), 'visite-jobs-'));
  try {
    const list = join(folder, 'jobs.json');
    writeFileSync(list, JSON.stringify(jobs));
    const script = fileURLToPath(new URL('reference.py', import.meta.url));
    const output = execFileSync(python, [script, list], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return z.array(z.string()).length(jobs.length).parse(JSON.parse(output));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The interpreter with the packages of test/requirements.txt. */
function findPython(): string {
  const python =
    process.env['VISITE_TEST_PYTHON'] ?? fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));
  if (!existsSync(python)) {
    throw new Error(`no Python at ${python}: make it from test/requirements.txt or set VISITE_TEST_PYTHON`);
  }
  return python;
}
