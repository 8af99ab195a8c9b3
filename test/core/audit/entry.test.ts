import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCanonicalBytes, type Json } from '#core/audit/canonical.ts';
import { parseEntry } from '#core/audit/entry.ts';
import { toStamp } from '#core/audit/stamp.ts';

const created = {
  index: 0,
  at: '2026-11-22T07:41:05.123Z',
  offsetMinutes: 60,
  who: { account: 'm.devries' },
  demo: false,
  type: 'log-created',
  format: 1,
  log: '00112233445566778899aabbccddeeff',
  key: '0123456789abcdef',
  software: 'visite 0.1.0',
};
const parse = (value: Json) => parseEntry(toCanonicalBytes(value));

test('an entry is read as it was written', () => {
  assert.deepEqual(parse(created), created);
});

const { software: _, ...withoutSoftware } = created;
const refused: readonly (readonly [string, Json])[] = [
  ['a field that is not known', { ...created, note: 'x' }],
  ['a field of another type of entry', { ...created, run: 'run-1' }],
  ['a field missing', withoutSoftware],
  ['a type that is not known', { ...created, type: 'log-forgotten' }],
  ['no type', { index: 0 }],
  ['an index below 0', { ...created, index: -1 }],
  ['an index that is no whole number', { ...created, index: 0.5 }],
  ['an index beyond the safe integers', { ...created, index: 2 ** 53 }],
  ['an index in text', { ...created, index: '0' }],
  ['a time without milliseconds', { ...created, at: '2026-11-22T07:41:05Z' }],
  ['a time in another zone', { ...created, at: '2026-11-22T07:41:05.123+01:00' }],
  ['a day that is not in the calendar', { ...created, at: '2026-02-30T07:41:05.123Z' }],
  ['an offset of a day and a minute', { ...created, offsetMinutes: 1441 }],
  ['nobody', { ...created, who: { account: '' } }],
  ['more about who than the format has', { ...created, who: { account: 'x', password: 'y' } }],
  ['a colleague without a name', { ...created, who: { account: 'x', onBehalfOf: '' } }],
  ['a computer without a name', { ...created, client: '' }],
  ['another format', { ...created, format: 2 }],
  ['a digest in capitals', { ...created, log: '00112233445566778899AABBCCDDEEFF' }],
  ['no object', [created]],
  ['null', null],
];

test('anything else is no entry', () => {
  for (const [reason, value] of refused) assert.equal(parse(value), undefined, reason);
  assert.equal(parseEntry(Buffer.from(JSON.stringify(created))), undefined, 'not canonical');
});

const { format: _format, log: _log, key: _key, software: _program, ...envelope } = created;
const sha256 = '0'.repeat(64);
const bundle = { id: 'colon-adjuvant', version: '1.0.0', sha256 };
const given = { patient: sha256, bundle, result: 4 };
const loose: readonly (readonly [string, { readonly [key: string]: Json }, string, Json])[] = [
  ['a patient by number', { type: 'patient-opened', patient: sha256 }, 'patient', '0012345'],
  ['a search in clear', { type: 'patients-searched', by: 'number', found: 1 }, 'text', '00123'],
  ['a name as what was searched by', { type: 'patients-searched', by: 'name', found: 1 }, 'by', 'Jansen, P.'],
  ['a note in clear', { type: 'advice-overridden', ...given, reason: 'other' }, 'note', 'declined'],
  [
    'a sentence as the reason',
    { type: 'advice-overridden', ...given, reason: 'other' },
    'reason',
    'she declined',
  ],
  ['advice of no entry', { type: 'advice-shown', ...given }, 'result', null],
  [
    'a target in clear',
    { type: 'request-blocked', kind: 'network', count: 1 },
    'target',
    'https://example.org',
  ],
  ['nothing blocked', { type: 'request-blocked', kind: 'network', count: 1 }, 'count', 0],
  [
    'one model compared',
    { type: 'models-compared', patient: sha256, bundles: [bundle, bundle], results: [1, 2] },
    'bundles',
    [bundle],
  ],
  [
    'an export without its bytes',
    { type: 'view-exported', view: 'advice', file: { sha256, bytes: 1 } },
    'file',
    { sha256 },
  ],
];

test('what a person does is told in codes and digests alone', () => {
  for (const [reason, entry, member, value] of loose) {
    assert.ok(parse({ ...envelope, ...entry }), `${reason}: the entry as it should be`);
    assert.equal(parse({ ...envelope, ...entry, [member]: value }), undefined, reason);
  }
});

test('a stamp has milliseconds and the offset, whatever the time', () => {
  const table: readonly (readonly [number, number, string])[] = [
    [0, 0, '1970-01-01T00:00:00.000Z'],
    [1_795_333_265_123, 60, '2026-11-22T07:41:05.123Z'],
    [1_795_333_265_000, -210, '2026-11-22T07:41:05.000Z'],
  ];
  for (const [utcMs, offsetMinutes, at] of table) {
    assert.deepEqual(toStamp({ utcMs, offsetMinutes }), { at, offsetMinutes });
  }
  assert.throws(() => toStamp({ utcMs: Number.NaN, offsetMinutes: 0 }), RangeError);
});
