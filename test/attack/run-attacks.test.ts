import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { allCases, desktopIds } from '#test/attack/all-cases.ts';
import { verdictOf, verdictsOf } from '#test/attack/attack-case.ts';
import { runAttack, toLine } from '#test/attack/run-attacks.ts';

const refusal = Object.assign(new Error('expected x, got y'), { code: 'file-changed' });
const system = Object.assign(new Error('no such file'), { code: 'ENOENT' });
const throwing = (error: unknown) => () => {
  throw error;
};

test('the table tells what differs: another verdict, a system error, a mistake, an assertion', async () => {
  const run = async (action: () => unknown) =>
    runAttack({ id: 'D3', attack: 'x', expected: 'file-changed', run: () => verdictOf(action) });
  assert.equal((await run(throwing(refusal))).held, true);
  assert.equal((await run(() => undefined)).got, 'accepted');
  assert.equal((await run(() => undefined)).held, false);
  assert.match((await run(throwing(system))).got, /^failed: no such file/);
  assert.match((await run(throwing(new TypeError('x is not a function')))).got, /^failed: /);
  assert.match((await run(() => assert.fail('a cell'))).got, /^failed: a cell|^not as it must be/);
  assert.match(toLine(await run(() => undefined)), /DIFFERS$/);
  assert.doesNotMatch(toLine(await run(throwing(refusal))), /DIFFERS/);
});

test('of many, one that ends otherwise is told', async () => {
  assert.equal(await verdictsOf([throwing(refusal), throwing(refusal)]), 'file-changed');
  assert.equal(await verdictsOf([throwing(refusal), () => undefined]), 'accepted, file-changed');
});

test('the folder of an attack is gone after it', async () => {
  const { got } = await runAttack({ id: 'D3', attack: 'x', expected: '', run: (folder) => folder });
  assert.equal(existsSync(got), false);
});

test('every case of D1 to D60 is attacked here or in the specs of the desktop application', () => {
  const ids = new Set([...allCases.map(({ id }) => id), ...desktopIds]);
  const wanted = Array.from({ length: 60 }, (_, at) => `D${at + 1}`);
  assert.deepEqual(
    wanted.filter((id) => !ids.has(id)),
    [],
  );
  assert.deepEqual(
    [...ids].filter((id) => !wanted.includes(id)),
    [],
  );
});
