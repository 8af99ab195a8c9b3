import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { parseCheckpoint, toCheckpointText } from '#core/audit/checkpoint.ts';
import { emptyTree, toGrownTree, toLeafHash, toRoot } from '#core/audit/merkle-tree.ts';
import {
  openSignedNote,
  parseVerifierKey,
  toSignedNote,
  toVerifierKeyText,
  type NoteKey,
} from '#core/audit/signed-note.ts';
import { OwnMistakeError } from '#core/must-hold.ts';
import { sha256 } from '#test/core/audit/sha256.ts';

/** Ed25519 keys as DER: RFC 8410. */
const toPrivate = (seed: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
const toPublic = (bytes: Uint8Array) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  });
const host = {
  sha256,
  verify: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(null, message, toPublic(key), signature),
};
const signer = (seed: Uint8Array) => ({
  sha256,
  sign: (message: Uint8Array) => sign(null, message, toPrivate(seed)),
});

function toKey(text: string): NoteKey {
  return parseVerifierKey(text, sha256) ?? assert.fail(text);
}

const peter = toKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const enoch = toKey('EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop');
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const open = (note: string, key = peter) => openSignedNote(Buffer.from(note), key, host);

test('the published note is made and opened', () => {
  assert.equal(toSignedNote(text, peter, signer(peterSeed)), `${text}\n${peterLine}`);
  assert.equal(open(`${text}\n${peterLine}`), text);
  assert.equal(
    open(`${text}\n${peterLine}${enochLine}`, enoch),
    text,
    'the second signature is the known one',
  );
  assert.equal(open(`${text}\n${peterLine}`, enoch), undefined, 'nobody known signed it');
  assert.equal(
    toVerifierKeyText(peter, sha256),
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  );
});

const malformed: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no signature', `${text}\n`],
  ['no empty line', `${text}${peterLine}`],
  ['no last line feed', `${text}\n${peterLine.slice(0, -1)}`],
  ['another text', `${text.replace('problem', 'Problem')}\n${peterLine}`],
  ['a hyphen for the dash', `${text}\n${peterLine.replace('—', '-')}`],
  ['two spaces', `${text}\n${peterLine.replace(' ', '  ')}`],
  ['a name with a space', `${text}\n${peterLine}${peterLine.replace('PeterNeumann', 'Peter Neumann')}`],
  ['a name with a plus', `${text}\n${peterLine}${peterLine.replace('PeterNeumann', 'Peter+Neumann')}`],
  ['a carriage return', `${text.replaceAll('\n', '\r\n')}\n${peterLine}`],
  ['Base64 without its padding', `${text}\n${peterLine.replace('=', '')}`],
  ['Base64 with bits left over', `${text}\n${peterLine.replace('JnAM=', 'JnAN=')}`],
  ['a first signature that is wrong', `${text}\n${peterLine.replace('x08go/Z', 'x08go/a')}${peterLine}`],
  ['more signatures than anybody reads', `${text}\n${peterLine.repeat(101)}`],
];

test('anything else is no note of this key', () => {
  for (const [reason, note] of malformed) assert.equal(open(note), undefined, reason);
  const bytes = Buffer.from(`${text}\n${peterLine}`);
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.notEqual(openSignedNote(changed, peter, host), text, `byte ${at}`);
  }
});

test('a key text with anything changed is no key', () => {
  const sound = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  for (const changed of [
    '',
    sound.slice(1),
    sound.slice(0, -1),
    sound.replace('c74f', 'C74F'),
    sound.replace('c74f', 'c74e'),
    sound.replace('+ARpc', '+Arpc'),
    sound.replace('PeterNeumann', 'Peter Neumann'),
    `${sound}\n`,
  ])
    assert.equal(parseVerifierKey(changed, sha256), undefined, changed);
});

test('what a note cannot hold is our own mistake', () => {
  for (const odd of ['', 'abc', 'a\r\n', 'a\t\n', '\ud800\n'])
    assert.throws(() => toSignedNote(odd, peter, signer(peterSeed)), OwnMistakeError, JSON.stringify(odd));
  assert.throws(() => toSignedNote(text, { ...peter, name: 'a+b' }, signer(peterSeed)), OwnMistakeError);
});

const Vector = z.strictObject({
  name: z.string(),
  seed: z.string(),
  vkey: z.string(),
  origin: z.string(),
  size: z.number(),
  root: z.string(),
  note: z.string(),
});

test('checkpoints over trees of another implementation: the same root, the same bytes', () => {
  const url = new URL('../../vectors/note/checkpoints.json', import.meta.url);
  const vectors = z.array(Vector).parse(JSON.parse(readFileSync(url, 'utf8')));
  assert.equal(vectors.length, 6);
  for (const { name, seed, vkey, note, ...expected } of vectors) {
    let tree = emptyTree;
    for (let at = 0; at < expected.size; at += 1)
      tree = toGrownTree(tree, toLeafHash(Buffer.from(`leaf ${at}`), sha256), sha256);
    assert.equal(Buffer.from(toRoot(tree, sha256)).toString('hex'), expected.root, name);
    const key = toKey(vkey);
    const made = toSignedNote(toCheckpointText(expected), key, signer(Buffer.from(seed, 'hex')));
    assert.ok(note.endsWith(made.slice(made.indexOf('\n\n') + 2)), `${name}: our line is the last`);
    assert.deepEqual(parseCheckpoint(open(note, key) ?? ''), expected, name);
  }
});

test('the size and root of a checkpoint are read strictly', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  const sound = `example.com/behind-the-sofa\n20852163\n${root}\n`;
  assert.equal(parseCheckpoint(sound)?.size, 20_852_163);
  assert.equal(parseCheckpoint(`${sound}an extension\n`)?.size, 20_852_163);
  for (const odd of [
    '',
    sound.slice(0, -1),
    `\n20852163\n${root}\n`,
    `a\n020\n${root}\n`,
    `a\n-1\n${root}\n`,
    `a\n1e3\n${root}\n`,
    `a\n9007199254740993\n${root}\n`,
    `a\n1\n${root.slice(4)}\n`,
    `${sound}\n`,
  ])
    assert.equal(parseCheckpoint(odd), undefined, JSON.stringify(odd));
});
