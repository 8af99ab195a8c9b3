import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCanonical, toCanonicalBytes, type Json } from '#core/audit/canonical.ts';
import { OwnMistakeError } from '#core/must-hold.ts';

const text = (value: Json): string => Buffer.from(toCanonicalBytes(value)).toString('utf8');

// RFC 8785, appendix B: bits of the number and its text.
const numbers: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

test('numbers are written as RFC 8785, appendix B, has them', () => {
  for (const [bits, expected] of numbers) {
    assert.equal(text(Buffer.from(bits, 'hex').readDoubleBE()), expected, bits);
  }
});

test('members are sorted by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  const order = ['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew'];
  const places = order.map((word) => text(value).indexOf(word));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('strings are escaped as RFC 8785, section 3.2.2.2, has them, and never normalised', () => {
  assert.equal(text('\u20ac$\u000f\nA\'B"\\\\"/'), '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  assert.notEqual(text('é'), text('e\u0301'));
});

test('an absent member is not written', () => {
  assert.equal(text({ b: undefined, a: [true, null] }), '{"a":[true,null]}');
});

test('what JSON cannot hold is our own mistake', () => {
  for (const value of [
    Number.NaN,
    Infinity,
    -Infinity,
    '\ud800',
    { a: '\udc00' },
    { '\ud800': 1 },
    [Number.NaN],
  ]) {
    assert.throws(() => toCanonicalBytes(value), OwnMistakeError);
  }
});

test('only canonical bytes are read', () => {
  assert.deepEqual(parseCanonical(Buffer.from('{"a":1,"b":[1e+21,"\\u0007é"]}')), {
    a: 1,
    b: [1e21, '\u0007é'],
  });
  const refused = [
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    ' {"a":1}',
    '{"a":1}\n',
    '{"a":1.0}',
    '{"a":-0}',
    '{"a":1e21}',
    '{"a":10000000000000000000000}',
    '"\\u00e9"',
    '"\\/"',
    '"\\ud800"',
    '{"a":1',
    '',
    '\ufeff{}',
  ];
  for (const source of refused) assert.equal(parseCanonical(Buffer.from(source)), undefined, source);
  assert.equal(parseCanonical(Buffer.from([0x22, 0xff, 0x22])), undefined);
});
