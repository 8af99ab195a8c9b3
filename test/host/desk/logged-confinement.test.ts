import assert from 'node:assert/strict';
import test from 'node:test';
import { toLoggedConfinement } from '#host/runner/confinement.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk, scoreDemo } from '#test/host/desk/make-desk.ts';

test('the log says of every run what the model’s process gave up, as the models screen and the diagnostic file do', async (context) => {
  const desk = makeDesk(context);
  await scoreDemo(desk);
  await desk.ask('patient-compare', { row: 0, with: 'colon-adjuvant-bcf@1.0.0' });
  await desk.ask('list-enter', { patient: '1', values: { age: 61, nodes: 4, stage: 'iii' } });
  const gaveUp = await desk.desk.usedModel.confinement();
  const expected = toLoggedConfinement(gaveUp);
  assert.ok(process.platform !== 'linux' || expected['system-calls'] === true);
  const runs = [...readLog(desk.desk.log.path)].flatMap(({ entry }) =>
    entry.type === 'run-started' ? [entry.confinement] : [],
  );
  assert.deepEqual(runs, [expected, expected, expected]);
  const view = await desk.ask('model-look', { ref: 'colon-adjuvant@1.0.0' });
  assert.deepEqual(view.limits?.confinement, expected);
  const { text } = await desk.ask('diagnostic-look', {});
  // safe: the text is what diagnostic-look makes
  assert.deepEqual((JSON.parse(text) as { confinement: unknown }).confinement, gaveUp);
});
