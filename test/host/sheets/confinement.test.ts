import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openWorkbook } from '#host/sheets/open-workbook.ts';
import { defaultSheetsLimits } from '#host/sheets/sheets-limits.ts';
import { attackFree, attackReader } from '#test/host/sheets/attack-reader.ts';
import { makeWorkbooks } from '#test/host/sheets/made-workbooks.ts';

function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-sheets-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('free, everything that a workbook would try works: the attacks are real', async (context) => {
  const outcomes = await attackFree(makeFolder(context));
  assert.deepEqual(
    Object.entries(outcomes).filter(([, outcome]) => outcome !== 'done'),
    [],
  );
});

test('D56 a workbook that takes over its reader finds no file, program or network: all was given up before its first byte', async (context) => {
  const { confinement, outcomes } = await attackReader(makeFolder(context));
  assert.deepEqual(
    confinement.filter(({ inForce }) => !inForce),
    [],
  );
  assert.equal(Object.keys(outcomes).length, 10);
  assert.deepEqual(
    Object.entries(outcomes).filter(([, outcome]) => outcome === 'done'),
    [],
  );
});

test('the limits of the process that holds a workbook stand in the kernel', async () => {
  const workbook = await openWorkbook(join(makeWorkbooks(), 'typed.xlsx'));
  const status = readFileSync(`/proc/${workbook.processId}/status`, 'utf8');
  workbook.close();
  assert.match(status, /^Seccomp:\t2$/m);
  assert.match(status, /^NoNewPrivs:\t1$/m);
});

test('a layer that is needed and not in force: no workbook is handed over', async () => {
  const limits = { ...defaultSheetsLimits, neededLayers: ['processes'] } as const;
  await assert.rejects(openWorkbook(join(makeWorkbooks(), 'typed.xlsx'), limits), {
    name: 'SheetsError',
    code: 'sheets-not-confined',
    message: /processes \(unknown to this system\)/,
  });
});
