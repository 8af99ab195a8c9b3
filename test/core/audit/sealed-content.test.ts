import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  parseSealedBytes,
  parseSealedText,
  toLoggedInputs,
  toSealedBytes,
  toSealedTextBytes,
  toValueBytes,
} from '#core/audit/sealed-content.ts';
import { OwnMistakeError } from '#core/must-hold.ts';

const told = {
  advice: { state: 'uncertain', probability: 0.5 },
  remarks: [{ code: 'imputed', input: 'né', value: 1 }],
};
const odd = [0, -0, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 0.1 + 0.2];
const content = { inputs: toValueBytes(odd), outputs: toValueBytes([0.61, 0.3]), ...told };

test('every bit of inputs and outputs comes back', () => {
  const parsed = parseSealedBytes(toSealedBytes(content));
  assert.ok(parsed);
  assert.equal(parsed.inputs.length, odd.length);
  for (const [at, value] of odd.entries()) assert.ok(Object.is(parsed.inputs[at], value), `input ${at}`);
  assert.deepEqual(parsed.outputs, Float64Array.of(0.61, 0.3));
  assert.deepEqual({ advice: parsed.advice, remarks: parsed.remarks }, told);
});

test('a model that was not run has no outputs, which is not the same as none', () => {
  assert.equal(parseSealedBytes(toSealedBytes({ ...content, outputs: null }))?.outputs, null);
  assert.deepEqual(
    parseSealedBytes(toSealedBytes({ ...content, outputs: new Uint8Array(0) }))?.outputs,
    new Float64Array(0),
  );
});

test('the bytes are those of the format', () => {
  const bytes = Buffer.from(
    toSealedBytes({ inputs: toValueBytes([1]), outputs: null, advice: null, remarks: [] }),
  );
  assert.equal(
    bytes.toString('latin1'),
    '\x01\0\0\0' +
      '\x01\0\0\0' +
      '\xff\xff\xff\xff' +
      '\0\0\0\0\0\0\xf0\x3f' +
      '{"advice":null,"remarks":[]}',
  );
});

test('every NaN is the same NaN', () => {
  const other = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n]).buffer);
  assert.equal(Buffer.from(toValueBytes(other)).toString('hex'), '000000000000f87f');
});

test('bytes read from the middle of a larger buffer', () => {
  const bytes = toSealedBytes(content);
  const large = Buffer.concat([Buffer.alloc(3), bytes]);
  assert.deepEqual(parseSealedBytes(large.subarray(3)), parseSealedBytes(bytes));
});

test('anything else is refused', () => {
  const bytes = toSealedBytes(content);
  for (let length = 0; length < bytes.length; length += 1) {
    assert.equal(parseSealedBytes(bytes.subarray(0, length)), undefined, `cut at ${length}`);
  }
  assert.equal(
    parseSealedBytes(Buffer.concat([Buffer.of(2), bytes.subarray(1)])),
    undefined,
    'another format',
  );
  const many = Buffer.from(bytes);
  many.writeUInt32LE(0xffff_fffe, 8);
  assert.equal(parseSealedBytes(many), undefined, 'more outputs than bytes');
});

test('texts stand beside the values, and a value says which', () => {
  const { numbers, texts } = toLoggedInputs([61, 'pijn op de borst', Number.NaN, 'é']);
  assert.deepEqual(
    [numbers, texts],
    [
      [61, 0, Number.NaN, 1],
      ['pijn op de borst', 'é'],
    ],
  );
  const bytes = toSealedBytes({ ...content, inputs: toValueBytes(numbers), texts });
  const parsed = parseSealedBytes(bytes);
  assert.deepEqual([...(parsed?.inputs ?? [])], numbers);
  assert.deepEqual(parsed?.texts, texts);
});

test('a text comes back as it was, and is no result', () => {
  for (const text of ['', 'né — 👩‍⚕️', '\ufefftext', '{"advice":null,"remarks":[]}']) {
    const bytes = toSealedTextBytes(text);
    assert.equal(parseSealedText(bytes), text);
    assert.equal(parseSealedBytes(bytes), undefined);
  }
  assert.equal(Buffer.from(toSealedTextBytes('a')).toString('latin1'), '\x02\0\0\0a');
  for (const bytes of [[], [2, 0, 0], [1, 0, 0, 0], [2, 0, 0, 1], [2, 0, 0, 0, 0xff]])
    assert.equal(parseSealedText(Uint8Array.from(bytes)), undefined);
  assert.throws(() => toSealedTextBytes('\ud800'), OwnMistakeError);
});
