import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { TrustStep } from '#core/contract/models-view.ts';
import { readLog } from '#host/store/read-log.ts';
import { sign } from '#host/trust/sign.ts';
import { makeReleased } from '#test/host/desk/make-released.ts';
import { makeBundle, publisher, siteList, stranger } from '#test/host/models/make-site.ts';
import { toTrustFile } from '#test/host/models/to-trust-file.ts';
import { readMinimalFiles, toSignedContainer } from '#test/host/trust/minimal-bundle.ts';

const key = { key: publisher.privatePem };

/** The smallest bundle with changed files, signed by the publisher that is trusted before or after the change. */
function makeChanged(
  change: (files: Map<string, Uint8Array>) => void,
  signed: 'before' | 'after',
): Uint8Array {
  const files = readMinimalFiles();
  const name = 'minimal@1.2.3-test.1';
  const before = sign(files, name, key);
  change(files);
  return toSignedContainer(files, signed === 'before' ? before : sign(files, name, key));
}

/** One byte of a file is another one. */
function flip(name: string, place: number) {
  return (files: Map<string, Uint8Array>): void => {
    const bytes = Uint8Array.from(files.get(name) ?? []);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    files.set(name, bytes);
  };
}

function replace(name: string, from: string, to: string) {
  return (files: Map<string, Uint8Array>): void => {
    const text = Buffer.from(files.get(name) ?? []).toString();
    assert.ok(text.includes(from));
    files.set(name, Buffer.from(text.replace(from, to)));
  };
}

function withModule(
  name: string,
  more: (files: Map<string, Uint8Array>) => void = () => undefined,
): Uint8Array {
  return makeChanged((files) => {
    files.set('model.wasm', readFileSync(join(vectors, 'model-abi', name, 'module.wasm')));
    more(files);
  }, 'after');
}

const vectors = join(import.meta.dirname, '../../vectors');
const sound = makeBundle('1.0.1');
const muchFuel = replace('manifest.json', '"fuelPerRow": 10000', '"fuelPerRow": 2000000000');

interface Case {
  readonly about: string;
  readonly bytes: Uint8Array;
  readonly step: TrustStep['step'];
  readonly code: RegExp;
}

const cases: readonly Case[] = [
  {
    about: 'a byte of the module',
    bytes: makeChanged(flip('model.wasm', 40), 'before'),
    step: 'signature',
    code: /^file-changed$/,
  },
  {
    about: 'a byte of the manifest',
    bytes: makeChanged(flip('manifest.json', 30), 'before'),
    step: 'signature',
    code: /^file-changed$/,
  },
  {
    about: 'a byte of a text',
    bytes: makeChanged(flip('texts/nl.json', 20), 'before'),
    step: 'signature',
    code: /^file-changed$/,
  },
  {
    about: 'a byte of the file',
    bytes: sound.with(sound.length >> 1, (sound[sound.length >> 1] ?? 0) ^ 1),
    step: 'file',
    code: /^container-/,
  },
  {
    about: 'another signer',
    bytes: makeBundle('1.0.1', undefined, { key: stranger.privatePem }),
    step: 'signature',
    code: /^key-unknown$/,
  },
  {
    about: 'no zip',
    bytes: Buffer.from('PNG, not a zip'.repeat(100)),
    step: 'file',
    code: /^(container-not-zip|bundle-truncated)$/,
  },
  {
    about: 'nothing',
    bytes: new Uint8Array(0),
    step: 'file',
    code: /^(container-not-zip|bundle-truncated)$/,
  },
  {
    about: 'cut off',
    bytes: sound.subarray(0, sound.length - 100),
    step: 'file',
    code: /^(container-|bundle-truncated)/,
  },
  {
    about: 'a bomb',
    bytes: readFileSync(join(vectors, 'bundle/cases/bomb-declared.visite')),
    step: 'file',
    code: /^container-/,
  },
  {
    about: 'a hidden bomb',
    bytes: readFileSync(join(vectors, 'bundle/cases/bomb-hidden.visite')),
    step: 'file',
    code: /^container-/,
  },
  {
    about: 'an endless loop',
    bytes: withModule('stopped-endless-loop-fuel', muchFuel),
    step: 'limits',
    code: /^(engine:trap-(deadline|out-of-fuel)|runner-deadline)$/,
  },
  {
    about: 'memory without end',
    bytes: withModule('refused-memory-4-gib'),
    step: 'limits',
    code: /^engine:/,
  },
  {
    about: 'another module that is sound',
    bytes: makeChanged(replace('golden.json', '3fdbc80000000000', '3fdbc80000000001'), 'after'),
    step: 'golden',
    code: /^golden-differs$/,
  },
];

test('a bundle that is not what it should be: the check that fails is named, nothing is installed, the log says so', async (context) => {
  const desk = await makeReleased(context);
  const { models } = await desk.ask('start', {});
  for (const { about, bytes, step, code } of cases) {
    const file = desk.files.register(desk.write(`${about}.visite`, bytes), 'bundle').token;
    const startMs = performance.now();
    const view = await desk.ask('model-look', { file });
    const ms = performance.now() - startMs;
    const failed = view.steps.find(({ state }) => state === 'failed');
    assert.equal(failed?.step, step, `${about}: ${JSON.stringify(view.steps)}`);
    assert.match(failed?.failure?.code ?? '', code, about);
    assert.ok(ms < 5000, `${about} took ${ms} ms`);
    assert.deepEqual(view.may, [], about);
    const refused = await desk.fail('model-install', { file, allowOlder: false }).catch(() => undefined);
    if (step !== 'golden' && step !== 'limits') assert.equal(refused?.code, failed?.failure?.code, about);
    const start = await desk.ask('start', {});
    assert.deepEqual(start.models, models, about);
    assert.equal(start.model?.ref, 'minimal@1.0.0', about);
  }
  await desk.close();
  const path = join(desk.dataFolder, 'log', 'audit-log.sqlite');
  const codes = [...readLog(path)].flatMap(({ entry }) =>
    entry.type === 'bundle-refused' ? [entry.code] : [],
  );
  assert.equal(codes.length, cases.length);
  for (const [at, { about, code }] of cases.entries())
    assert.match((codes[at] ?? '').replace('engine-', 'engine:'), code, about);
});

test('a bundle that was revoked, or whose trust has expired, is refused where it is looked at, and logged', async (context) => {
  const desk = await makeReleased(context);
  const path = desk.write('next.visite', makeBundle('1.1.0'));
  const file = desk.files.register(path, 'bundle').token;
  const { summary } = await desk.ask('model-look', { file });
  const list = siteList(2, { revokedBundles: [{ sha256: summary.sha256, reason: 'wrong in some' }] });
  const next = desk.files.register(desk.write('trust-2.json', toTrustFile(list, false)), 'trust').token;
  await desk.ask('trust-import', { file: next });
  const view = await desk.ask('model-look', { file });
  assert.equal(view.summary.state, 'revoked');
  assert.equal(view.steps.find(({ state }) => state === 'failed')?.step, 'not-revoked');
  assert.deepEqual(view.may, []);
  assert.equal((await desk.fail('model-install', { file, allowOlder: false })).code, 'bundle-revoked');
  await desk.close();
  const log = join(desk.dataFolder, 'log', 'audit-log.sqlite');
  const refused = [...readLog(log)].flatMap(({ entry }) =>
    entry.type === 'bundle-refused' ? [entry.code] : [],
  );
  assert.deepEqual(refused, ['bundle-revoked']);
});

test('a bundle of a gigabyte is refused unread, with its check and its entry', async (context) => {
  const desk = await makeReleased(context);
  const path = desk.write('large.visite', '');
  truncateSync(path, 2 ** 30);
  const file = desk.files.register(path, 'bundle').token;
  const startMs = performance.now();
  const view = await desk.ask('model-look', { file });
  assert.ok(performance.now() - startMs < 500);
  assert.deepEqual(
    [view.steps[0]?.step, view.steps[0]?.state, view.steps[0]?.failure?.code],
    ['file', 'failed', 'input-too-large'],
  );
  assert.equal((await desk.fail('model-install', { file, allowOlder: false })).code, 'input-too-large');
  await desk.close();
  const log = join(desk.dataFolder, 'log', 'audit-log.sqlite');
  assert.ok(
    [...readLog(log)].some(
      ({ entry }) => entry.type === 'bundle-refused' && entry.code === 'input-too-large',
    ),
  );
});
