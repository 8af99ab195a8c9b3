import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { ImportEdit } from '#core/contract/calls.ts';
import type { ImportView } from '#core/contract/import-view.ts';
import { Answers } from '#core/mapping/answers.ts';
import { makeDesk, resources, type TestDesk } from '#test/host/desk/make-desk.ts';
import { writeLargeExport } from '#test/host/desk/large-export.ts';

const answersPath = new URL('../../../assets/exports/colon-epd-export.answers.json', import.meta.url);
const answers = Answers.parse(JSON.parse(readFileSync(answersPath, 'utf8')));

function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'visite-import-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function openDemo(context: TestContext): Promise<TestDesk> {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  await desk.ask('demo-open', {});
  return desk;
}

async function editAll(desk: TestDesk, edits: readonly ImportEdit[]): Promise<ImportView> {
  let view: ImportView | undefined;
  for (const edit of edits) view = await desk.ask('import-edit', edit);
  assert.ok(view);
  return view;
}

/** What a person answers for the demonstration's export. */
const demoEdits: readonly ImportEdit[] = [
  { edit: 'confirm-certain' },
  { edit: 'patient-column', column: answers.patient.column },
  ...Object.entries(answers.inputs).map(([input, source]): ImportEdit => ({ edit: 'input', input, source })),
];

test('a file nobody described: mapped, checked, saved; the next one opens with the profile', async (context) => {
  const desk = await openDemo(context);
  const file = desk.files.register(resources.demoExport, 'export').token;
  await desk.ask('import-open', { file });
  let view = await editAll(desk, demoEdits);
  assert.deepEqual(view.open, []);
  assert.equal(view.ready, false);
  view = await desk.ask('import-check', {});
  assert.deepEqual(
    view.open.map(({ about }) => about),
    ['rows', 'rows'],
    'rows that would be refused, and patients who stand twice',
  );
  assert.equal(view.books?.refused, 18);
  assert.equal(view.books?.read, 982);
  const { fine, flagged, withoutAdvice, refused, skipped } = view.books ?? assert.fail();
  assert.equal(fine + flagged + withoutAdvice + refused + skipped, 982);
  view = await editAll(desk, [
    { edit: 'accept', what: 'refused-rows', yes: true },
    { edit: 'rows', rule: { choose: 'every' } },
  ]);
  assert.equal(view.ready, false, 'the answers are others than those it was read with');
  view = await desk.ask('import-check', {});
  assert.equal(view.ready, true);
  assert.equal(view.provisional, false);
  view = await desk.ask('import-save', { name: 'Onze export' });
  assert.deepEqual(view.profile, { name: 'Onze export', version: 1, changed: false });
  assert.equal((await desk.ask('import-save', { name: 'Onze export' })).profile?.version, 2);

  const profiles = await desk.ask('import-profiles', {});
  assert.deepEqual(
    profiles.map(({ name, version, fits }) => [name, version, fits]),
    [
      ['Onze export', 1, true],
      ['Onze export', 2, true],
    ],
  );
  view = await desk.ask('import-open', { file, profile: profiles[1]?.file.token ?? '' });
  assert.equal(view.profile?.changed, false);
  assert.ok(view.mapping.every(({ state }) => state === 'confirmed'));
  const list = await desk.ask('list-score', {});
  assert.equal(list.books.refused, 18);
  view = await desk.ask('import-edit', { edit: 'input', input: 'sex', source: { kind: 'absent' } });
  assert.equal(view.profile?.changed, true);
  assert.equal(view.ready, false);
});

test('a reading that is changed by hand changes what is seen, and is taken back', async (context) => {
  const desk = await openDemo(context);
  const file = desk.files.register(resources.demoExport, 'export').token;
  const first = await desk.ask('import-open', { file });
  assert.ok(first.header.includes('Patiëntnummer'));
  const garbled = await desk.ask('import-edit', { edit: 'reading', facet: 'encoding', value: 'cp437' });
  assert.ok(!garbled.header.includes('Patiëntnummer'));
  assert.equal(garbled.readings.find(({ facet }) => facet === 'encoding')?.sureness, 'stated');
  const back = await desk.ask('import-edit', { edit: 'undo' });
  assert.deepEqual(back.header, first.header);
  assert.equal((await desk.ask('import-edit', { edit: 'redo' })).header.join(), garbled.header.join());
  const wrong: readonly ImportEdit[] = [
    { edit: 'reading', facet: 'encoding', value: 'utf-7' },
    { edit: 'reading', facet: 'newline', value: '\n' },
    { edit: 'reading', facet: 'header', value: '0' },
    { edit: 'reading', facet: '__proto__', value: 'x' },
    { edit: 'input', input: 'nobody', source: 'suggested' },
  ];
  for (const edit of wrong) {
    assert.equal((await desk.fail('import-edit', edit)).code, 'value-refused', JSON.stringify(edit));
  }
  const column = { edit: 'patient-column', column: 'no such column' } as const;
  assert.equal((await desk.fail('import-edit', column)).code, 'import-column-unknown');
});

test('another column for an input is open until a person says yes', async (context) => {
  const desk = await openDemo(context);
  const file = desk.files.register(resources.demoExport, 'export').token;
  await desk.ask('import-open', { file });
  await desk.ask('import-edit', { edit: 'confirm-certain' });
  const chosen = await desk.ask('import-edit', {
    edit: 'input-column',
    input: 'obstruct',
    column: 'Adhesie',
  });
  const row = chosen.mapping.find(({ input }) => input === 'obstruct');
  assert.equal(row?.state, 'open');
  assert.ok(row.source?.kind === 'code' && row.source.column === 'Adhesie');
  const confirmed = await desk.ask('import-edit', { edit: 'input', input: 'obstruct', source: 'suggested' });
  assert.equal(confirmed.mapping.find(({ input }) => input === 'obstruct')?.state, 'confirmed');
});

test('a column that moved is refused with what moved, until it is confirmed anew', async (context) => {
  const desk = await openDemo(context);
  const folder = makeFolder(context);
  const path = join(folder, 'first.csv');
  writeLargeExport(path, 900);
  const file = desk.files.register(path, 'export').token;
  await desk.ask('import-open', { file });
  await editAll(desk, [...demoEdits, { edit: 'accept', what: 'refused-rows', yes: true }]);
  await desk.ask('import-check', {});
  await desk.ask('import-save', { name: 'Maandexport' });
  const [profile] = await desk.ask('import-profiles', {});
  const moved = join(folder, 'moved.csv');
  // The positive nodes in tens, as of another unit.
  const text = readFileSync(path, 'latin1').replaceAll(
    /^((?:[^;]*;){6})([1-9]);/gm,
    (_, before: string, nodes: string) => `${before}${nodes}0;`,
  );
  writeFileSync(moved, text, 'latin1');
  const next = desk.files.register(moved, 'export').token;
  await desk.ask('import-open', { file: next, profile: profile?.file.token ?? '' });
  const checked = await desk.ask('import-check', {});
  assert.equal(checked.ready, false);
  assert.deepEqual(
    checked.open.map(({ about, name }) => [about, name]),
    [['expectation', 'Positieve klieren']],
  );
  assert.equal((await desk.fail('list-score', {})).code, 'import-not-ready');
  await desk.ask('import-edit', { edit: 'accept', what: 'moved-columns', yes: true });
  const accepted = await desk.ask('import-check', {});
  assert.equal(accepted.ready, true);
  const list = await desk.ask('list-score', {});
  assert.equal(list.profile.version, 2);
});

test('a record of a checked file is read by its line, with what of it is refused', async (context) => {
  const desk = makeDesk(context);
  await desk.ask('start', {});
  const { file, profile } = await desk.ask('demo-open', {});
  await desk.ask('import-open', { file: file.token, profile: profile.token });
  assert.equal((await desk.fail('import-line', { line: 905 })).code, 'import-not-ready');
  await desk.ask('import-check', {});
  const row = await desk.ask('import-line', { line: 905 });
  assert.deepEqual([row?.line, row?.kind, row?.refused], [905, 'row', ['Positieve klieren']]);
  // the second line of a record of two
  assert.equal(await desk.ask('import-line', { line: 4 }), null);
  assert.equal(await desk.ask('import-line', { line: 99_999 }), null);
});

test('a check is stopped where it is; the answers stay', async (context) => {
  const desk = await openDemo(context);
  const path = join(makeFolder(context), 'large.csv');
  writeLargeExport(path, 60_000);
  const profile = desk.files.register(resources.demoProfile, 'profile').token;
  await desk.ask('import-open', { file: desk.files.register(path, 'export').token, profile });
  const checking = desk.fail('import-check', {});
  assert.equal((await desk.fail('import-check', {})).code, 'job-running');
  await desk.ask('job-cancel', {});
  assert.equal((await checking).code, 'cancelled');
  const view = await desk.ask('import-edit', { edit: 'undo' });
  assert.ok(view.mapping.every(({ state }) => state === 'confirmed'));
});
