import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const python =
  process.env['VISITE_TEST_PYTHON'] ??
  join(root, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python');

/** A folder of workbooks as make_workbooks.py writes them; removed when the process ends. */
export function makeWorkbooks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-workbooks-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  runPython('make_workbooks.py', [folder]);
  return folder;
}

/** What a script beside this file prints. */
export function runPython(script: string, args: readonly string[]): string {
  assert.ok(existsSync(python), `no Python at ${python}: run "npm test", or set VISITE_TEST_PYTHON`);
  return execFileSync(python, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
