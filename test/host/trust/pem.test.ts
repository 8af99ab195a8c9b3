import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBase64 } from '#host/trust/base64.ts';
import { parsePem, toPem } from '#host/trust/pem.ts';

test('base64 is taken in its canonical form only', () => {
  const cases: readonly (readonly [text: string, bytes: readonly number[] | undefined])[] = [
    ['', []],
    ['AA==', [0]],
    ['AAA=', [0, 0]],
    ['+/8=', [0xfb, 0xff]],
    ['AA', undefined],
    ['AA=', undefined],
    ['AB==', undefined],
    ['AAB=', undefined],
    ['-_8=', undefined],
    ['AA==\n', undefined],
    [' AA==', undefined],
    ['A\nA==', undefined],
    ['AA==AA==', undefined],
    ['A', undefined],
    ['ÄÄ==', undefined],
  ];
  for (const [text, bytes] of cases) {
    const parsed = parseBase64(text);
    assert.deepEqual(parsed && [...parsed], bytes, JSON.stringify(text));
  }
});

test('PEM is taken in its plain form only', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
  const block = toPem(bytes, 'CERTIFICATE');
  const [begin = '', first = '', ...rest] = block.split('\n');
  const accepted = [block, block.trimEnd(), `${block}\n\n`, `\n${block}`, block.replaceAll('\n', '\r\n')];
  for (const text of accepted) assert.deepEqual(parsePem(text, 'CERTIFICATE'), [bytes], JSON.stringify(text));
  assert.deepEqual(parsePem(`${block}\n${block}`, 'CERTIFICATE'), [bytes, bytes]);
  const refused = [
    '',
    'text',
    `text\n${block}`,
    `${block}text`,
    block.replaceAll('CERTIFICATE', 'PUBLIC KEY'),
    block.replace('END CERTIFICATE', 'END PUBLIC KEY'),
    block.replace('BEGIN CERTIFICATE', 'BEGIN PUBLIC KEY'),
    block.replace('-----END', '----END'),
    [begin, 'Proc-Type: 4,ENCRYPTED', first, ...rest].join('\n'),
    [begin, first.slice(0, 32), first.slice(32), ...rest].join('\n'),
    [begin, first + rest.join('')].join('\n'),
    [begin, first].join('\n'),
    [begin, first, begin, ...rest].join('\n'),
    [begin, '-----END CERTIFICATE-----'].join('\n'),
    block.replace(first, ` ${first.slice(1)}`),
  ];
  for (const text of refused) assert.equal(parsePem(text, 'CERTIFICATE'), undefined, JSON.stringify(text));
});
