import assert from 'node:assert/strict';
import test from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { Random } from '#test/core/bundle/cases/random.ts';

const random = new Random(20261122);
const contents: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(7)],
  ['63 bytes', random.bytes(63)],
  ['64 bytes', random.bytes(64)],
  ['5,000 bytes', random.bytes(5000)],
  ['100,000 zeros', new Uint8Array(100_000)],
  ['70,000 random bytes', random.bytes(70_000)],
  ['random digits', random.bytes(50_000).map((byte) => 48 + (byte % 10))],
];
const strategies = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'] as const;

for (const [name, content] of contents) {
  test(`what was deflated is inflated, into memory of its own: ${name}`, () => {
    for (const strategy of strategies) {
      for (const level of [0, 1, 9]) {
        const deflated = deflateRawSync(content, { level, strategy: constants[strategy] });
        const inflated = inflateRaw(deflated, content.length) ?? assert.fail(`${strategy} ${level}`);
        assert.ok(Buffer.from(inflated).equals(content), `${strategy} ${level}`);
        assert.equal(inflated.buffer.byteLength, content.length);
        assert.equal(Object.getPrototypeOf(inflated), Uint8Array.prototype);
      }
    }
  });
}

test('a size that is not the declared one is refused', () => {
  for (const length of [0, 1, 63, 64, 1000, 5000]) {
    const deflated = deflateRawSync(new Uint8Array(length));
    for (const size of [0, 1, length - 1, length + 1, 2 * length + 1, 1_000_000]) {
      if (size === length || size < 0) continue;
      assert.equal(inflateRaw(deflated, size), undefined, `${length} as ${size}`);
    }
  }
});

test('a stream cut anywhere is refused, and one with bytes behind it', () => {
  const content = random.bytes(300).map((byte) => byte & 15);
  const deflated = deflateRawSync(content);
  for (let end = 0; end < deflated.length; end += 1)
    assert.equal(inflateRaw(deflated.subarray(0, end), content.length), undefined, `${end} bytes`);
  for (const more of [[0], [3, 0], [...deflated]])
    assert.equal(inflateRaw(Buffer.concat([deflated, Uint8Array.from(more)]), content.length), undefined);
});

test('what hides behind a small declared size is not inflated', () => {
  const bomb = deflateRawSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
  const before = process.memoryUsage().arrayBuffers;
  assert.equal(inflateRaw(bomb, 100), undefined);
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 20, 'more than 1 MiB was taken');
});

test('what is not the fault of the stream is no refusal', () => {
  assert.throws(() => inflateRaw(Uint8Array.of(3, 0), Number.MAX_SAFE_INTEGER), RangeError);
});

const rounds = process.env['VISITE_LONG'] === '1' ? 200_000 : 4_000;

/** fflate is more lenient, but where a stream is valid there is one content. */
test(`${rounds} damaged streams are refused or agree with fflate`, () => {
  const streams = contents.slice(1).flatMap(([, whole]) =>
    strategies.map((strategy) => {
      const content = whole.subarray(0, 200);
      return { content, deflated: deflateRawSync(content, { strategy: constants[strategy] }) };
    }),
  );
  let accepted = 0;
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { content, deflated } = random.pick(streams);
    const damaged = random.mutate(deflated);
    const inflated = inflateRaw(damaged, content.length);
    if (inflated === undefined) {
      refused += 1;
      continue;
    }
    accepted += 1;
    assert.ok(Buffer.from(inflated).equals(inflateSync(damaged)), `round ${round}`);
  }
  assert.ok(accepted > rounds / 40 && refused > rounds / 4, `${accepted} accepted, ${refused} refused`);
});
