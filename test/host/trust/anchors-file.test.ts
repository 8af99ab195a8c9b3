import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAnchorsFile } from '#host/trust/anchors-file.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';

const content = {
  format: 1,
  keys: [{ file: 'key.pem', publisher: 'https://publisher.example/a' }],
  roots: [{ file: 'root.pem', publishers: ['https://publisher.example/b'] }],
  revokedFingerprints: ['0'.repeat(64)],
};
const toBytes = (value: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(value)));
const read = (name: string): Uint8Array => new Uint8Array(Buffer.from(`text of ${name}`));

test('a folder states whom it trusts', () => {
  assert.deepEqual(parseAnchorsFile(toBytes(content), read), {
    keys: [{ pem: 'text of key.pem', publisher: 'https://publisher.example/a' }],
    roots: [{ pem: 'text of root.pem', publishers: ['https://publisher.example/b'] }],
    revokedFingerprints: ['0'.repeat(64)],
  });
});

const wrong: readonly (readonly [string, unknown])[] = [
  ['an unknown field', { ...content, extra: 1 }],
  ['another format', { ...content, format: 2 }],
  ['no list of revocations', { ...content, revokedFingerprints: undefined }],
  ['a file elsewhere', { ...content, keys: [{ file: '../key.pem', publisher: 'urn:a' }] }],
  ['an absolute file', { ...content, keys: [{ file: '/etc/key.pem', publisher: 'urn:a' }] }],
  ['a key without publisher', { ...content, keys: [{ file: 'key.pem' }] }],
  ['a root without publishers', { ...content, roots: [{ file: 'root.pem' }] }],
  ['a list', [content]],
];

test('a folder that states it otherwise is refused', () => {
  for (const [reason, value] of wrong) {
    assert.throws(() => parseAnchorsFile(toBytes(value), read), { code: 'anchors-invalid' }, reason);
  }
  const twice = Buffer.from(JSON.stringify(content).replace('{', '{"format":1,'));
  assertRefused(() => parseAnchorsFile(twice, read), 'anchors-invalid', 'a field twice');
  const binary = (): Uint8Array => new Uint8Array([0xff, 0xfe]);
  assertRefused(() => parseAnchorsFile(toBytes(content), binary), 'anchors-invalid', 'a key that is no text');
});
