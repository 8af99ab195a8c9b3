import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { OwnMistakeError } from '#core/must-hold.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { LogError, type LogErrorCode } from '#host/store/log-error.ts';
import { openSealed, openSealedText, readLog } from '#host/store/read-log.ts';
import { verifyLog } from '#host/store/verify-log.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeEditedLog } from '#test/host/store/edited-log.ts';
import { fillTestLog, makeFolder, openTestLog, otherKey, testKey } from '#test/host/store/test-log.ts';

function refuses(action: () => unknown, code: LogErrorCode, reason: string): void {
  assert.throws(action, (error) => error instanceof LogError && error.code === code, reason);
}

test('a new log begins with its own name, the key and the program', (context) => {
  const log = openTestLog(makeFolder(context));
  assert.equal(log.created, true);
  assert.equal(log.head().size, 1);
  log.close();
  const [first] = [...readLog(log.path)];
  const {
    log: name,
    verifier,
    ...rest
  } = first?.entry.type === 'log-created' ? first.entry : assert.fail('no beginning');
  assert.match(name, /^[0-9a-f]{32}$/);
  assert.equal(verifier, log.signer.verifierKey);
  assert.deepEqual(rest, {
    type: 'log-created',
    index: 0,
    at: '2026-11-22T07:41:06.123Z',
    offsetMinutes: 60,
    who: { account: 'm.devries', role: 'oncologist' },
    demo: false,
    format: 1,
    key: testKey.id,
    software: 'visite 0.1.0',
  });
});

test('what was appended is there after closing and opening, in order, and more can be added', (context) => {
  const folder = makeFolder(context);
  const log = openTestLog(folder);
  fillTestLog(log);
  const before = log.head();
  log.close();
  const again = openTestLog(folder, { demo: true });
  assert.equal(again.created, false);
  assert.deepEqual(again.head(), before);
  const head = again.append(sampleDrafts.slice(10));
  assert.deepEqual(head, again.head());
  again.close();
  assert.deepEqual(verifyLog(again.path, { key: testKey, expectedHead: before }), {
    ok: true,
    keyed: true,
    ...head,
  });
  const entries = [...readLog(again.path)].map(({ entry }) => entry);
  assert.deepEqual(
    entries.map((entry) => entry.type),
    ['log-created', ...sampleDrafts.map((draft) => draft.type)],
  );
  assert.deepEqual(
    entries.map((entry) => entry.demo),
    [...Array.from({ length: 11 }, () => false), ...sampleDrafts.slice(10).map(() => true)],
  );
});

test('sealed content opens with the key, bit for bit, and with nothing else', (context) => {
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  log.close();
  const logged = [...readLog(log.path)].filter(({ entry }) => entry.type === 'inference');
  const drafts = sampleDrafts.filter((draft) => draft.type === 'inference');
  assert.equal(logged.length, 2);
  for (const [at, draft] of drafts.entries()) {
    const one = logged[at] ?? assert.fail();
    const content = openSealed(log.path, testKey, one);
    assert.ok([...content.inputs].every((value, place) => Object.is(value, draft.inputs[place])));
    assert.deepEqual(content.outputs, draft.outputs === null ? null : Float64Array.from(draft.outputs));
    assert.deepEqual(content.advice, draft.advice);
    assert.deepEqual(content.remarks, draft.remarks);
    refuses(() => openSealed(log.path, otherKey, one), 'log-sealed', 'another key');
    const moved = { ...one, entry: { ...one.entry, index: 99 } };
    refuses(() => openSealed(log.path, testKey, moved), 'log-sealed', 'another place');
    const changed = Buffer.from(one.ciphertext ?? assert.fail());
    changed[3] = (changed[3] ?? 0) ^ 1;
    refuses(
      () => openSealed(log.path, testKey, { ...one, ciphertext: changed }),
      'log-sealed',
      'another byte',
    );
  }
});

test('the file holds no patient number and no value in clear', (context) => {
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  const canary = { patient: '0073551937', value: 7355.1937 };
  const [, , , draft] = sampleDrafts;
  assert.equal(draft?.type, 'inference');
  log.append([
    {
      ...draft,
      patient: canary.patient,
      inputs: [canary.value],
      outputs: [canary.value],
      advice: { state: 'uncertain', probability: canary.value },
      remarks: [{ code: 'imputed', input: 'age', value: canary.value }],
    },
  ]);
  const number = Buffer.alloc(8);
  number.writeDoubleLE(canary.value);
  for (const name of readdirSync(join(log.path, '..'))) {
    const bytes = readFileSync(join(log.path, '..', name));
    for (const hidden of [canary.patient, String(canary.value), number])
      assert.ok(!bytes.includes(hidden), name);
  }
  log.close();
  const last = [...readLog(log.path)].at(-1)?.entry;
  assert.equal(last?.type, 'inference');
  const expected = createHmac('sha256', testKey.keys['patient-pseudonym'])
    .update(canary.patient)
    .digest('hex');
  assert.equal(last.patient, expected);
});

test('a note, a search and where a request went are sealed, and every patient is a pseudonym', (context) => {
  const log = openTestLog(makeFolder(context));
  log.append(sampleDrafts);
  const hidden = ['0012345', '00123', 'Mevrouw', 'dochter', 'example.org/?'];
  for (const name of readdirSync(join(log.path, '..'))) {
    const bytes = readFileSync(join(log.path, '..', name));
    for (const text of hidden) assert.ok(!bytes.includes(text), `${name}: ${text}`);
  }
  log.close();
  const pseudonym = createHmac('sha256', testKey.keys['patient-pseudonym']).update('0012345').digest('hex');
  const texts: string[] = [];
  for (const logged of readLog(log.path)) {
    const { entry } = logged;
    const draft = sampleDrafts[entry.index - 1];
    if (draft === undefined) continue;
    if ('patient' in draft && draft.patient === '0012345')
      assert.equal('patient' in entry && entry.patient, pseudonym);
    if (!('text' in draft)) continue;
    texts.push(openSealedText(log.path, testKey, logged));
    assert.equal(texts.at(-1), draft.text);
    refuses(() => openSealedText(log.path, otherKey, logged), 'log-sealed', 'another key');
    refuses(() => openSealed(log.path, testKey, logged), 'log-sealed', 'no result');
  }
  assert.equal(texts.length, 3);
});

test('a what-if is sealed as a result is', (context) => {
  const log = openTestLog(makeFolder(context));
  log.append(sampleDrafts);
  log.close();
  const logged = [...readLog(log.path)].find(({ entry }) => entry.type === 'what-if');
  const draft = sampleDrafts.find(({ type }) => type === 'what-if');
  assert.ok(logged?.entry.type === 'what-if' && draft?.type === 'what-if');
  assert.deepEqual(logged.entry.changed, ['age']);
  const content = openSealed(log.path, testKey, logged);
  assert.deepEqual([...content.inputs], draft.inputs);
  assert.deepEqual(content.advice, draft.advice);
});

test('equal inputs of two entries cannot be told to be equal without the key', (context) => {
  const log = openTestLog(makeFolder(context));
  const [, , , draft] = sampleDrafts;
  assert.equal(draft?.type, 'inference');
  log.append([draft, draft]);
  log.close();
  const [, one, two] = [...readLog(log.path)];
  assert.ok(one?.entry.type === 'inference' && two?.entry.type === 'inference');
  assert.equal(one.entry.patient, two.entry.patient);
  for (const field of ['inputs', 'outputs'] as const) assert.notEqual(one.entry[field], two.entry[field]);
  assert.notEqual(one.entry.sealed.nonce, two.entry.sealed.nonce);
});

test('every nonce is another one', (context) => {
  const log = openTestLog(makeFolder(context));
  const [, , , draft] = sampleDrafts;
  assert.equal(draft?.type, 'inference');
  log.append(Array.from({ length: 1000 }, () => draft));
  log.close();
  const nonces = [...readLog(log.path)].map(({ entry }) =>
    entry.type === 'inference' ? entry.sealed.nonce : '',
  );
  assert.equal(new Set(nonces).size, 1001);
});

test('D52 one writer at a time, while reading and verifying go on', (context) => {
  const folder = makeFolder(context);
  const log = openTestLog(folder);
  fillTestLog(log);
  refuses(() => openTestLog(folder), 'log-in-use', 'a second writer');
  assert.deepEqual(verifyLog(log.path, { key: testKey }), { ok: true, keyed: true, ...log.head() });
  const reading = readLog(log.path);
  assert.equal(reading.next().done, false);
  log.append(sampleDrafts.slice(0, 1));
  assert.equal([...reading].length, 10, 'a reader sees the moment at which it was opened');
  log.close();
  log.close();
  openTestLog(folder).close();
});

test('a log begun with another key is not added to', (context) => {
  const folder = makeFolder(context);
  openTestLog(folder).close();
  const path = join(folder, logFileName);
  const before = readFileSync(path);
  refuses(() => openTestLog(folder, { key: otherKey }), 'log-wrong-key', 'another key');
  assert.deepEqual(readFileSync(path), before);
  openTestLog(folder).close();
});

test('a log whose end was changed is not added to', (context) => {
  const edits: Readonly<Record<string, Parameters<typeof makeEditedLog>[1]>> = {
    'the last leaf': (log) => log.flip('entry', 'leaf', 10),
    'the last code': (log) => log.flip('entry', 'mac', 10),
    'the code before it': (log) => log.flip('entry', 'mac', 9),
    'the last root': (log) => log.flip('head', 'root', 4),
    'the last peaks': (log) => log.flip('head', 'peaks', 4),
    'the last head': (log) => log.remove('head', 4),
    'the code of the last head': (log) => log.flip('head', 'mac', 4),
    'the last entry': (log) => log.remove('entry', 10),
    'an entry more': (log) =>
      log.run('INSERT INTO entry SELECT 11, leaf, leaf_hash, mac FROM entry WHERE idx = 10'),
    'the first entry': (log) => log.remove('entry', 0),
    'all entries': (log) => log.run('DELETE FROM entry'),
    'all heads': (log) => log.run('DELETE FROM head'),
    'a size of nonsense': (log) => log.set('head', 'size', 4, -5),
  };
  const folder = makeFolder(context);
  const log = openTestLog(folder);
  fillTestLog(log);
  log.close();
  for (const [reason, edit] of Object.entries(edits)) {
    const other = join(folder, 'edited');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, logFileName), readFileSync(makeEditedLog(log.path, edit)));
    refuses(() => openTestLog(other), 'log-damaged', reason);
  }
});

test('what is no log, or another format of it, is refused and left alone', (context) => {
  const folder = makeFolder(context);
  const path = join(folder, logFileName);
  const files: Readonly<Record<string, (database: DatabaseSync) => void>> = {
    'a database of something else': (database) => database.exec('CREATE TABLE patient (name TEXT)'),
    'a log of format 2': (database) =>
      database.exec('PRAGMA application_id = 0x5649534C; PRAGMA user_version = 2'),
    'a log without its triggers': (database) =>
      database.exec('PRAGMA application_id = 0x5649534C; PRAGMA user_version = 1; CREATE TABLE entry (idx)'),
  };
  for (const [reason, make] of Object.entries(files)) {
    writeFileSync(path, '');
    const database = new DatabaseSync(path);
    make(database);
    database.close();
    refuses(() => openTestLog(folder), 'log-foreign', reason);
  }
  writeFileSync(path, 'patient;age\n1;2\n'.repeat(100));
  refuses(() => openTestLog(folder), 'log-foreign', 'text');
  assert.equal(readFileSync(path, 'utf8'), 'patient;age\n1;2\n'.repeat(100));
  refuses(() => verifyLog(path), 'log-foreign', 'text, verified');
  refuses(() => verifyLog(join(folder, 'absent')), 'log-missing', 'nothing');
  assert.ok(!existsSync(join(folder, 'absent')), 'verifying makes nothing');
});

test('tables cannot be changed through SQLite, only added to in order', (context) => {
  const log = openTestLog(makeFolder(context));
  fillTestLog(log);
  log.close();
  const database = new DatabaseSync(log.path);
  const statements = [
    'UPDATE entry SET leaf = leaf',
    'DELETE FROM entry WHERE idx = 10',
    'UPDATE sealed SET ciphertext = ciphertext',
    'DELETE FROM sealed WHERE idx = 4',
    'UPDATE head SET mac = mac',
    'DELETE FROM head WHERE number = 4',
    'INSERT INTO entry SELECT 12, leaf, leaf_hash, mac FROM entry WHERE idx = 10',
    'INSERT OR REPLACE INTO entry SELECT 10, leaf, leaf_hash, mac FROM entry WHERE idx = 9',
    'INSERT OR REPLACE INTO sealed VALUES (4, zeroblob(20))',
    'INSERT OR REPLACE INTO head SELECT 4, 11, root, peaks, mac FROM head WHERE number = 3',
    'INSERT INTO head SELECT 5, 11, root, peaks, mac FROM head WHERE number = 3',
    'INSERT INTO entry SELECT 11, leaf, zeroblob(31), mac FROM entry WHERE idx = 10',
    "INSERT INTO entry SELECT 11, 'text', leaf_hash, mac FROM entry WHERE idx = 10",
  ];
  for (const statement of statements)
    assert.throws(
      () => database.exec(statement),
      /append-only|follows|belongs|closes|CHECK|cannot store/,
      statement,
    );
  database.close();
  assert.ok(verifyLog(log.path, { key: testKey }).ok);
});

test('a draft that the format does not hold is our own mistake, and nothing of its batch is logged', (context) => {
  const log = openTestLog(makeFolder(context));
  const good = sampleDrafts.slice(0, 1);
  const bad = [
    { type: 'run-aborted', run: 'RUN 1', code: 'x', logged: 0 },
    { type: 'run-aborted', run: 'run-1', code: 'Not A Code', logged: 0 },
    { type: 'run-aborted', run: 'run-1', code: 'x', logged: -1 },
    { type: 'bundle-refused', code: 'x', file: { sha256: 'zz', bytes: 1 } },
  ] as const;
  for (const draft of bad) assert.throws(() => log.append([...good, draft]), OwnMistakeError);
  assert.throws(() => log.append([]), OwnMistakeError);
  assert.equal(log.head().size, 1);
  assert.equal(log.append(good).size, 2, 'the log goes on');
  log.close();
  assert.ok(verifyLog(log.path, { key: testKey }).ok);
});

test('after a write that failed, nothing more is taken until the log is opened anew', (context) => {
  const folder = makeFolder(context);
  const log = openTestLog(folder);
  const head = log.head();
  // Somebody else adds a row that SQLite's own rules allow.
  const database = new DatabaseSync(log.path);
  database.exec('INSERT INTO entry SELECT 1, leaf, leaf_hash, mac FROM entry WHERE idx = 0');
  database.close();
  refuses(() => log.append(sampleDrafts.slice(0, 1)), 'log-not-next', 'no fork is made');
  refuses(() => log.append(sampleDrafts.slice(0, 1)), 'log-failed', 'and then nothing');
  assert.deepEqual(log.head(), head);
  log.close();
  refuses(() => openTestLog(folder), 'log-damaged', 'the row is found when the log is opened');
});

test('a closed log takes nothing', (context) => {
  const log = openTestLog(makeFolder(context));
  log.close();
  refuses(() => log.append(sampleDrafts.slice(0, 1)), 'log-closed', 'closed');
});

test('folder and files are for their owner only', (context) => {
  const folder = join(makeFolder(context), 'new', 'log');
  const log = openTestLog(folder);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
  log.close();
});

test('a log whose making was cut short is begun anew', (context) => {
  const folder = makeFolder(context);
  writeFileSync(join(folder, logFileName), '');
  const log = openTestLog(folder);
  assert.equal(log.head().size, 1);
  log.close();
  assert.ok(verifyLog(log.path, { key: testKey }).ok);
});

test('a patient number is taken as it is: leading zeros, spaces and letters count', (context) => {
  const log = openTestLog(makeFolder(context));
  const [, , , draft] = sampleDrafts;
  assert.equal(draft?.type, 'inference');
  const numbers = ['12345', '0012345', '12345 ', 'é12345', 'e\u030112345'];
  log.append(numbers.map((patient) => ({ ...draft, patient })));
  log.close();
  const pseudonyms = [...readLog(log.path)].flatMap(({ entry }) =>
    entry.type === 'inference' ? [entry.patient] : [],
  );
  assert.equal(new Set(pseudonyms).size, numbers.length);
});
