import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { toPolicySchema } from '#core/contract/policy-schema.ts';
import { defaultSettings } from '#core/contract/settings.ts';
import { readPolicy } from '#host/desk/settings/read-policy.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeDesk, resources } from '#test/host/desk/make-desk.ts';

const policies: readonly (readonly [name: string, policy: unknown, isTaken: boolean])[] = [
  ['nothing decided', { policy: 1, settings: {} }, true],
  ['two settings', { policy: 1, settings: { language: 'de', lockMinutes: 5 } }, true],
  ['a rule for the site key', { policy: 1, settings: {}, siteKey: 'system' }, true],
  ['another rule for the site key', { policy: 1, settings: {}, siteKey: 'file' }, false],
  ['another format', { policy: 2, settings: {} }, false],
  ['no settings', { policy: 1 }, false],
  ['an unknown field', { policy: 1, settings: {}, more: true }, false],
  ['an unknown setting', { policy: 1, settings: { colour: 'red' } }, false],
  ['a wrong value', { policy: 1, settings: { lockMinutes: -1 } }, false],
  ['a text for a number', { policy: 1, settings: { lockMinutes: '5' } }, false],
  ['a list', [], false],
];

test('a policy file is taken whole or not at all, and the published schema says the same', (context) => {
  const desk = makeDesk(context);
  const path = join(desk.dataFolder, 'policy.json');
  const url = new URL('../../../docs/formats/schemas/policy-1.schema.json', import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(url, 'utf8'));
  assert.deepEqual(schema, toPolicySchema());
  const isValid = new Ajv2020({ strict: true, strictTypes: false }).compile(toPolicySchema());
  for (const [name, policy, isTaken] of policies) {
    writeFileSync(path, JSON.stringify(policy));
    assert.equal(readPolicy(path).kind, isTaken ? 'policy' : 'refused', name);
    assert.equal(isValid(policy), isTaken, name);
  }
  for (const text of ['', '{', '{"policy": 1, "policy": 1, "settings": {}}', 'null']) {
    writeFileSync(path, text);
    assert.equal(readPolicy(path).kind, 'refused', text);
  }
  assert.equal(readPolicy(join(desk.dataFolder, 'nothing.json')).kind, 'none');
});

test('behaviours 18: the machine wins over the user, the user over the default; who decided is told', async (context) => {
  const policyFile = join(makeDesk(context).dataFolder, 'policy.json');
  writeFileSync(policyFile, JSON.stringify({ policy: 1, settings: { lockMinutes: 3, language: 'de' } }));
  const desk = makeDesk(context, { policyFile });
  const { settings } = await desk.ask('start', {});
  assert.equal(settings.values.lockMinutes, 3);
  assert.equal(settings.setBy.lockMinutes, 'organisation');
  assert.equal(settings.setBy.theme, 'default');
  assert.equal(settings.policyFile, policyFile);
  const changed = await desk.ask('setting-change', { values: { theme: 'dark' } });
  assert.equal(changed.setBy.theme, 'user');
  const failure = await desk.fail('setting-change', { values: { theme: 'light', lockMinutes: 60 } });
  assert.equal(failure.code, 'set-by-organisation');
  await desk.close();
  const again = makeDesk(context, { policyFile, dataFolder: desk.dataFolder });
  const { values } = (await again.ask('start', {})).settings;
  assert.deepEqual(values, { ...defaultSettings, theme: 'dark', lockMinutes: 3, language: 'de' });
  await again.close();
  const entries = [...readLog(join(desk.dataFolder, 'log', 'audit-log.sqlite'))];
  assert.equal(entries.filter(({ entry }) => entry.type === 'policy-changed').length, 1);
});

test('a policy that cannot be read closes what it might forbid, and is told', async (context) => {
  const policyFile = join(makeDesk(context).dataFolder, 'policy.json');
  writeFileSync(policyFile, '{"policy": 1, "settings": {"allowDemos": false}}');
  const desk = makeDesk(context, { policyFile });
  const start = await desk.ask('start', {});
  assert.ok(
    start.notices.some((notice) => notice.startsWith('policy-refused: ')),
    start.notices.join(),
  );
  assert.equal(start.demoAvailable, false);
  assert.equal((await desk.fail('demo-open', {})).code, 'demo-not-allowed');
  assert.equal(
    (await desk.fail('setting-change', { values: { theme: 'dark' } })).code,
    'set-by-organisation',
  );
});

test('a settings file that is damaged is told, and the defaults hold', async (context) => {
  const desk = makeDesk(context);
  writeFileSync(join(desk.dataFolder, 'settings.json'), '{"settings": 1, "values": {"theme": "pink"}}');
  const again = makeDesk(context, { dataFolder: desk.dataFolder });
  const start = await again.ask('start', {});
  assert.ok(start.notices.includes('settings-refused'));
  assert.deepEqual(start.settings.values, defaultSettings);
});

test('files that were opened are remembered sealed, and not at all where that is switched off', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  desk.desk.memory.keepRecent(resources.demoExport, '2026-11-24T05:00:00.000Z');
  const sealed = readFileSync(join(desk.dataFolder, 'desk.sealed'));
  assert.ok(!sealed.includes('colon-epd-export'));
  assert.deepEqual(
    (await desk.ask('start', {})).recent.map(({ name }) => name),
    ['colon-epd-export.csv'],
  );
  await desk.ask('setting-change', { values: { rememberFiles: false } });
  assert.deepEqual((await desk.ask('start', {})).recent, []);
  await desk.ask('setting-change', { values: { rememberFiles: true } });
  assert.deepEqual((await desk.ask('start', {})).recent, []);
});

test('where the organisation switches recent files off, none is listed and nobody switches them on', async (context) => {
  const policyFile = join(makeDesk(context).dataFolder, 'policy.json');
  const desk = makeDesk(context);
  await desk.ask('start', {});
  desk.desk.memory.keepRecent(resources.demoExport, '2026-11-24T05:00:00.000Z');
  assert.equal((await desk.ask('start', {})).recent.length, 1);
  await desk.close();
  writeFileSync(
    policyFile,
    JSON.stringify({ policy: 1, settings: { rememberFiles: false, lockMinutes: 5 } }),
  );
  const again = makeDesk(context, { policyFile, dataFolder: desk.dataFolder });
  const { recent, settings } = await again.ask('start', {});
  assert.deepEqual(recent, []);
  assert.equal(settings.values.lockMinutes, 5);
  for (const values of [{ rememberFiles: true }, { lockMinutes: 0 }]) {
    assert.equal((await again.fail('setting-change', { values })).code, 'set-by-organisation');
  }
  await again.close();
});
