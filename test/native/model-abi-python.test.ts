import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const python =
  process.env['VISITE_TEST_PYTHON'] ??
  join(root, process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python');
const Report = z.strictObject({ ran: z.int(), failures: z.record(z.string(), z.string()) });

test("the vectors of the model contract, through Python's wasmtime", () => {
  assert.ok(existsSync(python), `no Python at ${python}: run "npm test", or set VISITE_TEST_PYTHON`);
  const script = join(import.meta.dirname, 'model_abi_wasmtime.py');
  const text = execFileSync(python, [script, join(root, 'test/vectors/model-abi')], { encoding: 'utf8' });
  const { ran, failures } = Report.parse(JSON.parse(text));
  assert.deepEqual(failures, {});
  assert.ok(ran >= 40, `only ${ran} vectors`);
});
