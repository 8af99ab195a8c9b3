import assert from 'node:assert/strict';
import test from 'node:test';
import { BundleError, type BundleErrorCode } from '#core/bundle/bundle-error.ts';
import { jsonMaxDepth, parseJsonStrict } from '#core/bundle/parse-json-strict.ts';

const accepted: readonly (readonly [name: string, text: string])[] = [
  ['object', '{"a":1,"b":[true,false,null],"c":{"d":"e"}}'],
  ['empty containers and space', ' \t\r\n{ "a" : [ ] , "b" : { } } '],
  ['numbers', '[0,-0,1.5,-2.25e-3,1E+2,9007199254740991,5e-324,1.7976931348623157e308]'],
  ['escapes', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"'],
  ['text beyond the basic plane', '"é😀"'],
  ['keys that are members of every object', '{"constructor":1,"toString":2,"hasOwnProperty":3}'],
  ['the same key in two objects', '[{"a":1},{"a":2}]'],
  ['scalar', '"x"'],
  ['depth at the limit', '['.repeat(jsonMaxDepth) + ']'.repeat(jsonMaxDepth)],
];

const refused: readonly (readonly [name: string, text: string | Uint8Array, code: BundleErrorCode])[] = [
  ['nothing', '', 'json-syntax'],
  ['two values', '1 2', 'json-syntax'],
  ['trailing comma in an array', '[1,]', 'json-syntax'],
  ['trailing comma in an object', '{"a":1,}', 'json-syntax'],
  ['comment', '{/**/}', 'json-syntax'],
  ['single quotes', "{'a':1}", 'json-syntax'],
  ['leading zero', '01', 'json-syntax'],
  ['leading plus', '+1', 'json-syntax'],
  ['bare point', '1.', 'json-syntax'],
  ['hexadecimal', '0x10', 'json-syntax'],
  ['NaN', 'NaN', 'json-syntax'],
  ['Infinity', '[-Infinity]', 'json-syntax'],
  ['newline in a string', '"a\nb"', 'json-syntax'],
  ['open string', '"a', 'json-syntax'],
  ['unknown escape', '"\\x"', 'json-syntax'],
  ['short escape', '"\\u12"', 'json-syntax'],
  ['open array', '[1', 'json-syntax'],
  ['missing colon', '{"a" 1}', 'json-syntax'],
  ['other white space', '\u00a01', 'json-syntax'],
  ['word in capitals', 'TRUE', 'json-syntax'],
  ['prototype key', '{"__proto__":1}', 'json-syntax'],
  ['prototype key in escapes', '{"\\u005f_proto__":1}', 'json-syntax'],
  ['duplicate key', '{"a":1,"b":2,"a":3}', 'json-duplicate-key'],
  ['duplicate key in escapes', '{"a":1,"\\u0061":1}', 'json-duplicate-key'],
  ['duplicate key deep inside', '[[{"x":{"a":1,"a":1}}]]', 'json-duplicate-key'],
  ['overflow', '1e309', 'json-number'],
  ['underflow', '1e-400', 'json-number'],
  ['integer beyond 2^53', '9007199254740993', 'json-number'],
  ['byte order mark', '\uFEFF{}', 'json-encoding'],
  ['byte order mark in bytes', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), 'json-encoding'],
  ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'json-encoding'],
  ['overlong UTF-8', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'json-encoding'],
  ['surrogate in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'json-encoding'],
  ['UTF-16', Uint8Array.of(0x7b, 0x00, 0x7d, 0x00), 'json-syntax'],
  ['lone surrogate in a string', '"\ud800"', 'json-encoding'],
  ['lone surrogate', '"\\ud800"', 'json-encoding'],
  ['surrogates in the wrong order', '"\\ude00\\ud83d"', 'json-encoding'],
  ['depth beyond the limit', '['.repeat(jsonMaxDepth + 1) + ']'.repeat(jsonMaxDepth + 1), 'json-too-deep'],
  ['100,000 open brackets', '['.repeat(100_000), 'json-too-deep'],
];

for (const [name, text] of accepted) {
  test(`strict JSON accepts, and agrees with JSON.parse: ${name}`, () => {
    assert.deepEqual(parseJsonStrict(text), JSON.parse(text));
    assert.deepEqual(parseJsonStrict(new TextEncoder().encode(text)), JSON.parse(text));
  });
}

for (const [name, text, code] of refused) {
  test(`strict JSON refuses as ${code}: ${name}`, () => {
    assert.throws(
      () => parseJsonStrict(text, 'x.json'),
      (error) => error instanceof BundleError && error.code === code && error.message.startsWith('x.json: '),
    );
  });
}

test('a refusal never repeats control or bidirectional characters of the text', () => {
  for (const text of ['{"a":\u202e}', '{"\u202e":1,"\u202e":2}', '[\u001b[31m]', '\u009b31m']) {
    assert.throws(
      () => parseJsonStrict(text),
      (error) => error instanceof Error && !/[\p{C}]/u.test(error.message),
    );
  }
});
