import assert from 'node:assert/strict';
import test from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { inflateExactly } from '#core/bundle/inflate.ts';
import { Random } from '#test/core/bundle/cases/random.ts';

const random = new Random(20261122);
const contents: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(7)],
  ['100,000 zeros', new Uint8Array(100_000)],
  ['all bytes', Uint8Array.from({ length: 256 }, (_, index) => index)],
  ['70,000 random bytes', random.bytes(70_000)],
  ['random digits', random.bytes(50_000).map((byte) => 48 + (byte % 10))],
  ['repeats of every length and distance', repeats()],
  ['runs', Uint8Array.from({ length: 80_000 }, (_, index) => (index >> (index % 13)) & 255)],
];
const strategies = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'] as const;

for (const [name, content] of contents) {
  test(`what zlib deflates is inflated: ${name}`, () => {
    for (const strategy of strategies) {
      for (const level of [0, 1, 6, 9]) {
        const options = { level, strategy: constants[strategy] };
        const inflated = inflateExactly(deflateRawSync(content, options), content.length, '');
        assert.ok(Buffer.from(inflated).equals(content), `${strategy} ${level}`);
      }
    }
  });
}

test('a size that is not the declared one is refused', () => {
  const deflated = deflateRawSync(new Uint8Array(1000));
  for (const size of [0, 1, 999, 1001, 5000, 2 ** 31])
    assertRefused(() => inflateExactly(deflated, size, 'x'));
});

test('a stream cut anywhere is refused', () => {
  const deflated = deflateRawSync(random.bytes(300).map((byte) => byte & 15));
  for (let end = 0; end < deflated.length; end += 1) {
    assertRefused(() => inflateExactly(deflated.subarray(0, end), 300, 'x'));
  }
});

const rounds = process.env['VISITE_LONG'] === '1' ? 200_000 : 4_000;

/** Whatever is accepted, zlib accepts and inflates to the same bytes; zlib itself ignores what stands behind. */
test(`${rounds} damaged streams are refused or agree with zlib`, () => {
  const streams = contents.slice(1, 6).flatMap(([, content]) =>
    strategies.map((strategy) => ({
      content: content.subarray(0, 200),
      deflated: deflateRawSync(content.subarray(0, 200), { strategy: constants[strategy] }),
    })),
  );
  let accepted = 0;
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { content, deflated } = streams[random.below(streams.length)] ?? assert.fail();
    const damaged = random.mutate(deflated);
    let inflated: Uint8Array;
    try {
      inflated = inflateExactly(damaged, content.length, 'x');
    } catch (error) {
      assert.ok(error instanceof BundleError && error.code === 'container-bad-deflate', String(error));
      const other = inflateRawOrNothing(damaged);
      // What zlib alone accepts has another size, or something behind or in the last bits.
      if (other?.bytes.length === content.length && other.read === damaged.length) {
        assert.match(error.message, /zero bits/);
      }
      refused += 1;
      continue;
    }
    accepted += 1;
    assert.ok(Buffer.from(inflated).equals(inflateRawSync(damaged)));
  }
  assert.ok(accepted > rounds / 40 && refused > rounds / 4, `${accepted} accepted, ${refused} refused`);
});

/** RFC 1951, 3.2.7: a dynamic block of nothing, with so many codes for literals and lengths, and for distances. */
function dynamicBlock(literalCodes: number, distanceCodes: number): Uint8Array {
  const bits: number[] = [];
  const number = (value: number, length: number): void => {
    for (let bit = 0; bit < length; bit += 1) bits.push((value >> bit) & 1);
  };
  const zeros = (count: number): void => {
    bits.push(0);
    number(count - 11, 7);
  };
  number(1, 1);
  number(2, 2);
  number(literalCodes - 257, 5);
  number(distanceCodes - 1, 5);
  // Code length codes: 18 has one bit (0), 0 and 1 have two (10, 11).
  number(18 - 4, 4);
  for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1]) {
    number(symbol === 18 ? 1 : symbol < 2 ? 2 : 0, 3);
  }
  // The end of the block and the last code have one bit each; no distance has a code.
  zeros(138);
  zeros(118);
  bits.push(1, 1);
  zeros(literalCodes - 258);
  bits.push(1, 1);
  zeros(distanceCodes);
  bits.push(0);
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, index) => byte | (bit << index), 0),
  );
}

test('286 and 30 codes are accepted, more are refused, as by zlib', () => {
  for (const [literals, distances, isValid] of [
    [286, 30, true],
    [287, 30, false],
    [286, 31, false],
  ] as const) {
    const block = dynamicBlock(literals, distances);
    assert.equal(inflateRawOrNothing(block)?.bytes.length === 0, isValid);
    if (isValid) assert.equal(inflateExactly(block, 0, 'x').length, 0);
    else assertRefused(() => inflateExactly(block, 0, 'x'));
  }
});

function inflateRawOrNothing(deflated: Uint8Array): { bytes: Uint8Array; read: number } | undefined {
  try {
    // Node's typings leave out what `info` changes: the engine counts the bytes it read.
    const result: unknown = inflateRawSync(deflated, { info: true, maxOutputLength: 100_000 });
    const { buffer, engine } = Object(result);
    return { bytes: buffer, read: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

function repeats(): Uint8Array {
  const bytes: number[] = [...random.bytes(32_768)];
  for (let length = 3; length <= 258; length += 1) {
    const distance = 1 + random.below(32_768);
    for (let count = 0; count < length; count += 1) bytes.push(bytes[bytes.length - distance] ?? 0);
    bytes.push(length & 255);
  }
  return Uint8Array.from(bytes);
}

function assertRefused(action: () => unknown): void {
  assert.throws(action, (error) => error instanceof BundleError && error.code === 'container-bad-deflate');
}
