import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { verifyLog } from '#host/store/verify-log.ts';
import { makeDesk } from '#test/host/desk/make-desk.ts';

test('from the start to the log: the demonstration, mapped by hand', async (context) => {
  const desk = makeDesk(context);
  const start = await desk.ask('start', {});
  assert.equal(start.demo, false);
  assert.deepEqual(start.models, []);
  assert.equal(start.model, undefined);
  assert.equal((await desk.fail('import-open', { file: '0'.repeat(32) })).code, 'model-none');

  const { file, profile, start: demo } = await desk.ask('demo-open', {});
  assert.equal(demo.demo, true);
  assert.deepEqual(
    demo.models.map(({ ref, state, inUse }) => [ref, state, inUse]),
    [
      ['colon-adjuvant@1.0.0', 'demo', true],
      ['colon-adjuvant-bcf@1.0.0', 'demo', false],
    ],
  );
  let view = await desk.ask('import-open', { file: file.token });
  assert.equal(view.readings.find(({ facet }) => facet === 'encoding')?.value, 'windows-1252');
  assert.equal(view.header.length, 18);
  assert.equal(view.patientColumn.column, 'Patiëntnummer');
  assert.equal(view.ready, false);
  assert.ok(view.mapping.some(({ state }) => state === 'certain'));
  assert.equal((await desk.fail('list-score', {})).code, 'import-not-ready');

  view = await desk.ask('import-edit', { edit: 'confirm-certain' });
  assert.ok(view.mapping.every(({ state }) => state === 'confirmed' || state === 'open'));
  const undone = await desk.ask('import-edit', { edit: 'undo' });
  assert.ok(undone.mapping.some(({ state }) => state === 'certain'));
  assert.equal(undone.canRedo, true);
  view = await desk.ask('import-edit', { edit: 'redo' });
  await desk.ask('import-open', { file: file.token, profile: profile.token });
  view = await desk.ask('import-check', {});
  assert.equal(view.ready, true);
  const list = await desk.ask('list-score', {});
  assert.deepEqual([list.books.read, list.books.refused, list.books.skipped], [982, 18, 3]);
  const at = list.patients.state.indexOf(0);
  const patient = await desk.ask('patient-open', { row: at });
  assert.equal(patient.patient, list.patients.patient[at]);
  assert.equal(patient.result.outputs?.length, 50);
  const decision = await desk.ask('patient-decide', {
    row: at,
    decision: { kind: 'overridden', reason: 'patient-wish', note: 'wil niet' },
  });
  assert.equal(decision?.reason, 'patient-wish');
  const changed = await desk.ask('patient-what-if', { row: at, values: { age: 61 } });
  assert.equal(changed.advice.state, 'favours');
  assert.equal(changed.outputs?.length, 50);
  const page = await desk.ask('log-page', { filter: {}, limit: 5 });
  assert.deepEqual(
    page.rows.map(({ entry }) => entry.type),
    ['what-if', 'advice-overridden', 'advice-shown', 'patient-opened', 'run-finished'],
  );
  assert.ok(page.rows.every(({ entry }) => entry.demo));
  assert.equal(page.rows[2]?.entry.index, patient.entry);
  const why = await desk.ask('patient-why', { row: at });
  assert.ok(why.rows.length > 0 && why.rows.length <= 6);
  const strength = why.rows.map(({ difference }) => Math.abs(difference - why.difference));
  assert.deepEqual(
    strength,
    [...strength].sort((one, other) => other - one),
  );
  assert.equal(why.alike?.of, 619);
  const compared = await desk.ask('patient-compare', { row: at, with: 'colon-adjuvant-bcf@1.0.0' });
  assert.deepEqual(compared.lacking, []);
  assert.ok(compared.result?.outputs);
  const look = await desk.ask('model-look', { ref: 'colon-adjuvant-bcf@1.0.0' });
  assert.deepEqual(
    look.steps.map(({ step, state }) => [step, state]),
    [
      ['file', 'passed'],
      ['signature', 'passed'],
      ['not-revoked', 'passed'],
      ['release', 'open'],
      ['golden', 'passed'],
      ['limits', 'passed'],
    ],
  );
  assert.equal(look.golden?.equal, look.golden?.patients);
  assert.ok(
    look.golden?.rows.every(({ there, here }) => there.every((value, place) => value === here[place])),
  );
  assert.deepEqual(look.may, ['use']);
  const byHand = await desk.ask('list-enter', {
    patient: '007',
    values: { age: 61, nodes: 4, stage: 'iii' },
  });
  assert.equal(byHand.byHand, true);
  assert.equal(byHand.patients.patient[0], '007');
  const health = await desk.ask('log-verify', {});
  assert.equal(health.state, 'sound');
  await desk.close();
  const verdict = verifyLog(join(desk.dataFolder, 'log', 'audit-log.sqlite'), { key: desk.desk.key });
  assert.ok(verdict.ok);
});
