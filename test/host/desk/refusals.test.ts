import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { deskCalls, type DeskCall } from '#core/contract/calls.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk, resources, scoreDemo } from '#test/host/desk/make-desk.ts';

test('D51 the log is gone: nothing is shown, and it is not begun anew in its place', async (context) => {
  const desk = makeDesk(context);
  const list = await scoreDemo(desk);
  const row = list.patients.state.indexOf(0);
  const log = join(desk.dataFolder, 'log');
  renameSync(log, `${log}-away`);
  for (const name of ['patient-open', 'patient-why'] as const) {
    const failure = await desk.fail(name, { row });
    assert.equal(failure.code, 'log-not-writable', name);
  }
  assert.equal((await desk.fail('patient-what-if', { row, values: { age: 50 } })).code, 'log-not-writable');
  assert.equal((await desk.fail('list-score', {})).code, 'log-not-writable');
  assert.equal((await desk.fail('log-page', { filter: {}, limit: 1 })).code, 'log-not-writable');
  mkdirSync(log);
  assert.equal((await desk.fail('patient-open', { row })).code, 'log-not-writable');
  rmSync(log, { recursive: true });
  renameSync(`${log}-away`, log);
  const patient = await desk.ask('patient-open', { row });
  assert.equal(patient.patient, list.patients.patient[row]);
});

test('D51 a log that cannot be opened: the first call says so, the next one tries again', async (context) => {
  const desk = makeDesk(context);
  writeFileSync(join(desk.dataFolder, 'log'), 'a file where the folder should be');
  assert.equal((await desk.fail('start', {})).code, 'log-not-writable');
  rmSync(join(desk.dataFolder, 'log'));
  await desk.ask('start', {});
});

test('D52 two desks on one data folder: the second says so, and works once the first is closed', async (context) => {
  const first = makeDesk(context);
  await first.ask('start', {});
  const second = makeDesk(context, { dataFolder: first.dataFolder });
  assert.equal((await second.fail('start', {})).code, 'log-in-use');
  await first.close();
  await second.ask('start', {});
});

test('D29 the engine is killed: the call fails, the next one works', async (context) => {
  const desk = makeDesk(context);
  const list = await scoreDemo(desk);
  const row = list.patients.state.indexOf(0);
  const { model } = desk.desk;
  assert.ok(model?.processId !== undefined);
  process.kill(model.processId, 'SIGSTOP');
  const asked = desk.call('patient-what-if', { row, values: { age: 50 } });
  process.kill(model.processId, 'SIGKILL');
  const answer = await asked;
  assert.ok(!answer.ok && answer.failure.code === 'runner-died', JSON.stringify(answer));
  const changed = await desk.ask('patient-what-if', { row, values: { age: 50 } });
  assert.ok(changed.outputs !== undefined);
});

test('D39 arguments of another kind are refused before anything is done', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  // safe: that is what is tested
  const call = desk.call as (name: string, args: unknown) => ReturnType<typeof desk.call>;
  const code = async (name: string, args: unknown): Promise<string> => {
    const answer = await call(name, args);
    return answer.ok ? 'answered' : answer.failure.code;
  };
  const hostile: readonly unknown[] = [
    undefined,
    null,
    7,
    'x'.repeat(1000),
    [],
    JSON.parse('{"__proto__": {"file": "x"}}'),
    { constructor: 1 },
    { file: 'x' },
    { file: `../../etc/passwd` },
    { row: -1 },
    { row: 1.5 },
    { row: '0' },
    { row: 0, values: 7 },
  ];
  for (const name of Object.keys(deskCalls)) {
    for (const args of hostile) {
      const found = await code(name, args);
      assert.notEqual(found, 'internal', `${name} ${JSON.stringify(args)}`);
    }
  }
  for (const name of ['__proto__', 'constructor', 'toString', '', 'hasOwnProperty', 'call']) {
    assert.equal(await code(name, {}), 'call-unknown');
  }
  assert.equal(await code('import-open', { file: 'a'.repeat(32), more: 1 }), 'arguments-refused');
  assert.equal(await code('import-open', { file: 'a'.repeat(32) }), 'model-none');
  const large = 'x'.repeat(100 * 1024 * 1024);
  assert.equal(await code('list-enter', { patient: large, values: {} }), 'arguments-refused');
  assert.equal(await code('who-confirm', { name: large, role: 'x' }), 'arguments-refused');
});

test('D39 values of an input are checked against the manifest, whatever they are called', async (context) => {
  const desk = makeDesk(context);
  const list = await scoreDemo(desk);
  const row = list.patients.state.indexOf(0);
  const wrong: readonly Record<string, string | number>[] = [
    { age: '61' },
    { age: 61.5 },
    { sex: 'other' },
    { sex: 1 },
    { nodes: -0.5 },
    { unknown: 1 },
    JSON.parse('{"constructor": 1}') as Record<string, number>,
  ];
  for (const values of wrong) {
    const failure = await desk.fail('patient-what-if', { row, values });
    assert.equal(failure.code, 'value-refused', JSON.stringify(values));
  }
  const proto = JSON.parse('{"__proto__": 1}') as Record<string, number>;
  const same = await desk.ask('patient-what-if', { row, values: proto });
  assert.deepEqual(same.outputs, (await desk.ask('patient-open', { row })).result.outputs);
  assert.equal((await desk.fail('patient-open', { row: list.patients.line.length })).code, 'row-unknown');
  const arm = { kind: 'chosen', arm: 'nobody' } as const;
  assert.equal((await desk.fail('patient-decide', { row, decision: arm })).code, 'arm-unknown');
});

test('a file that is no table, or gone, is told and logged; the desk goes on', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  const folder = mkdtempSync(join(tmpdir(), 'visite-desk-files-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'x.csv');
  const file = desk.files.register(path, 'export').token;
  assert.equal((await desk.fail('import-open', { file })).code, 'input-not-found');
  writeFileSync(path, '%PDF-1.7');
  assert.equal((await desk.ask('import-open', { file })).refusal?.code, 'not-text');
  writeFileSync(path, '');
  assert.equal((await desk.ask('import-open', { file })).refusal?.code, 'empty-file');
  const profile = desk.files.register(resources.demoProfile, 'profile').token;
  writeFileSync(path, 'a;b\r\n1;2\r\n');
  const view = await desk.ask('import-open', { file, profile });
  assert.equal(view.refusal?.code, 'column-missing');
  assert.equal((await desk.fail('list-score', {})).code, 'import-not-ready');
  await desk.close();
  const entries = [...readLog(join(desk.dataFolder, 'log', 'audit-log.sqlite'))];
  assert.ok(entries.some(({ entry }) => entry.type === 'import-refused' && entry.code === 'input-not-found'));
});

test('calls of every name are answered', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  const asked: readonly DeskCall[] = ['about', 'trust', 'list', 'batch', 'recent-clear', 'import-profiles'];
  for (const name of asked) assert.ok((await desk.call(name, {})).ok, name);
});

test('D37 what nobody sees in the name of a file is made visible; in a patient number it is refused', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  for (const patient of ['12\u202e43', '12\u200b43', ' ', '="0012"']) {
    const failure = await desk.fail('list-enter', { patient, values: { age: 61, nodes: 4, stage: 'iii' } });
    assert.equal(failure.code, 'value-refused', JSON.stringify(patient));
  }
  const list = await desk.ask('list-enter', {
    patient: ' 0012 ',
    values: { age: 61, nodes: 4, stage: 'iii' },
  });
  assert.deepEqual(list.patients.patient, ['0012']);
  const folder = mkdtempSync(join(tmpdir(), 'visite-desk-files-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'month\u202evsc.csv');
  const file = desk.files.register(path, 'export');
  assert.equal(file.name, 'month[U+202E]vsc.csv');
  const failure = await desk.fail('import-open', { file: file.token });
  assert.equal(failure.about?.file, 'month[U+202E]vsc.csv');
  assert.ok(!/[\u200b-\u202e]/.test(failure.message), failure.message);
});

test('D29 the engine is killed while a list is made: it is told, no part of it is shown, and the next one is whole', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  const { file, profile } = await desk.ask('demo-open', {});
  await desk.ask('import-open', { file: file.token, profile: profile.token });
  await desk.ask('import-check', {});
  const { model } = desk.desk;
  await model?.ready();
  const pid = model?.processId ?? assert.fail('the model has a process');
  process.kill(pid, 'SIGSTOP');
  const made = desk.call('list-score', {});
  await new Promise((later) => setTimeout(later, 300));
  process.kill(pid, 'SIGKILL');
  const answer = await made;
  assert.ok(!answer.ok && answer.failure.code === 'runner-died', JSON.stringify(answer));
  assert.equal(await desk.ask('list', {}), null);
  const list = await desk.ask('list-score', {});
  assert.equal(list.books.read, 982);
});
