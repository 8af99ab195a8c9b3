import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  toBoolean,
  toNamedBits,
  toObjectIdentifier,
  toPositiveInteger,
  toSmallInteger,
  toTimeMs,
  toWholeBytes,
} from '#host/trust/der-values.ts';
import { DerReader, type DerValue } from '#host/trust/der.ts';
import { TrustError } from '#host/trust/trust-error.ts';
import { derOid } from '#test/host/trust/make-certificate.ts';

const refused = Symbol('refused');

function outcomeOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof TrustError && error.code === 'certificate-malformed', String(error));
    return refused;
  }
}

function readAll(hex: string): string[] {
  const reader = new DerReader(Buffer.from(hex, 'hex'));
  const values: string[] = [];
  while (!reader.atEnd) {
    const { tag, content } = reader.next();
    values.push(`${tag}:${Buffer.from(content).toString('hex')}`);
  }
  return values;
}

test('values are read in DER only (X.690, 8.1 and 10.1)', () => {
  const cases: readonly (readonly [hex: string, expected: unknown, reason: string])[] = [
    ['', [], 'nothing'],
    ['0500', ['5:'], 'empty value'],
    ['0401ff0500', ['4:ff', '5:'], 'two values'],
    [`04817f${'00'.repeat(127)}`, refused, 'one length byte is enough for 127'],
    [`048180${'00'.repeat(128)}`, [`4:${'00'.repeat(128)}`], '128 needs two'],
    [`04820080${'00'.repeat(128)}`, refused, 'a leading zero'],
    [`04820100${'00'.repeat(256)}`, [`4:${'00'.repeat(256)}`], '256 needs three'],
    ['2480040100', refused, 'indefinite length'],
    ['04ff', refused, 'reserved length'],
    ['04840000000100', refused, 'length of four bytes'],
    ['1f0100', refused, 'tag of two bytes'],
    ['1f8101', refused, 'tag of several bytes'],
    ['04', refused, 'no length'],
    ['0481', refused, 'half a length'],
    ['040200', refused, 'content cut'],
  ];
  for (const [hex, expected, reason] of cases)
    assert.deepEqual(
      outcomeOf(() => readAll(hex)),
      expected,
      reason,
    );
});

const value = (tag: number, bytes: Uint8Array): DerValue => ({ tag, content: bytes, bytes });
const hex = (text: string): DerValue => value(0, Buffer.from(text, 'hex'));

test('simple types are read in DER only', () => {
  const bits = (text: string): unknown => [...toNamedBits(hex(text))];
  const cases: readonly (readonly [read: () => unknown, expected: unknown, reason: string])[] = [
    [() => toBoolean(hex('ff')), true, 'true'],
    [() => toBoolean(hex('00')), false, 'false'],
    [() => toBoolean(hex('01')), refused, 'true in BER'],
    [() => toBoolean(hex('')), refused, 'no boolean'],
    [() => toBoolean(hex('ffff')), refused, 'long boolean'],
    [() => Buffer.from(toPositiveInteger(hex('0080'))).toString('hex'), '0080', '128'],
    [() => Buffer.from(toPositiveInteger(hex('01'))).toString('hex'), '01', '1'],
    [() => toPositiveInteger(hex('')), refused, 'no integer'],
    [() => toPositiveInteger(hex('00')), refused, 'zero'],
    [() => toPositiveInteger(hex('007f')), refused, 'leading zero'],
    [() => toPositiveInteger(hex('80')), refused, 'negative'],
    [() => toPositiveInteger(hex('01'.repeat(20))).length, 20, '20 bytes'],
    [() => toPositiveInteger(hex('01'.repeat(21))), refused, '21 bytes'],
    [() => toSmallInteger(hex('7f')), 127, '127'],
    [() => toSmallInteger(hex('00')), 0, 'zero'],
    [() => toSmallInteger(hex('80')), refused, 'negative'],
    [() => toSmallInteger(hex('0100')), refused, '256'],
    [() => toSmallInteger(hex('')), refused, 'none'],
    [() => Buffer.from(toWholeBytes(hex('00ab'))).toString('hex'), 'ab', 'whole bytes'],
    [() => toWholeBytes(hex('01ab')), refused, 'unused bit'],
    [() => toWholeBytes(hex('')), refused, 'no bit string'],
    [() => bits('0780'), [0], 'bit 0'],
    [() => bits('0106'), [5, 6], 'bits 5 and 6'],
    [() => bits('070080'), [8], 'bit 8'],
    [() => bits('00'), [], 'no bits'],
    [() => bits('01'), refused, 'unused bits of nothing'],
    [() => bits(''), refused, 'no bit string'],
    [() => bits('0680'), refused, 'a trailing zero bit'],
    [() => bits('0000'), refused, 'a trailing zero byte'],
    [() => bits('0781'), refused, 'an unused bit that is set'],
    [() => bits('0880'), refused, 'eight unused bits'],
  ];
  for (const [read, expected, reason] of cases) assert.deepEqual(outcomeOf(read), expected, reason);
});

test('object identifiers are read in DER only (X.690, 8.19)', () => {
  for (const id of ['0.0', '1.2.840.10045.4.3.2', '2.5.29.15', '2.999.3', '1.39', '2.40', '1.2.128.16384']) {
    assert.equal(toObjectIdentifier(value(6, derOid(id).subarray(2))), id);
  }
  for (const bytes of ['', '80', '5580', '558001', `55${'ff'.repeat(8)}7f`, '55ff']) {
    assert.equal(
      outcomeOf(() => toObjectIdentifier(hex(bytes))),
      refused,
      bytes,
    );
  }
});

test('times are read as RFC 5280 writes them', () => {
  const cases: readonly (readonly [tag: number, text: string, expected: string | typeof refused])[] = [
    [0x17, '261122120000Z', '2026-11-22T12:00:00.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [0x18, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [0x17, '280229000000Z', '2028-02-29T00:00:00.000Z'],
    [0x17, '260229000000Z', refused],
    [0x17, '261322000000Z', refused],
    [0x17, '261122240000Z', refused],
    [0x17, '261122120060Z', refused],
    [0x17, '2611221200Z', refused],
    [0x17, '261122120000+0100', refused],
    [0x17, '261122120000', refused],
    [0x17, '20261122120000Z', refused],
    [0x18, '20491231235959Z', refused],
    [0x18, '20500101000000.5Z', refused],
    [0x18, '500101000000Z', refused],
    [0x04, '261122120000Z', refused],
  ];
  for (const [tag, text, expected] of cases) {
    const got = outcomeOf(() => new Date(toTimeMs(value(tag, Buffer.from(text)))).toISOString());
    assert.equal(got, expected, text);
  }
});
