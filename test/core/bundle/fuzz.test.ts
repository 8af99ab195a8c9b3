import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseBundle } from '#core/bundle/bundle.ts';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { allCases } from '#test/core/bundle/cases/all-cases.ts';
import { minimal, textOf, withFile, type Files } from '#test/core/bundle/cases/bundle-case.ts';
import { editValue } from '#test/core/bundle/cases/edit-value.ts';
import { toHostileZip } from '#test/core/bundle/cases/hostile-zip.ts';
import { Random } from '#test/core/bundle/cases/random.ts';

const long = process.env['VISITE_LONG'] === '1';
const slowestMs = 20_000;

/** Whether it is accepted. Anything but an answer or a BundleError, within the time, fails the test. */
function isAccepted(parse: () => unknown, what: string): boolean {
  const start = performance.now();
  try {
    parse();
    return true;
  } catch (error) {
    assert.ok(error instanceof BundleError, `${what}: ${String(error)}`);
    assert.ok(error.message.length < 2500, `${what}: a message of ${error.message.length} characters`);
    return false;
  } finally {
    assert.ok(performance.now() - start < slowestMs, `${what}: more than ${slowestMs} ms`);
  }
}

/** Everything but the deflate streams follows from the files: an accepted container differs from ours there alone. */
function assertCanonical(bytes: Uint8Array, what: string): void {
  const files = parseContainer(bytes, inflateRaw);
  const ours = toContainer(files);
  assert.deepEqual(parseContainer(ours, inflateRaw), files, what);
  assert.deepEqual([...files.keys()], [...parseContainer(ours, inflateRaw).keys()], what);
  if (bytes.length === ours.length) return;
  const deflated = [...files.keys()].filter((name) => /\.(json|wasm)$/.test(name)).length;
  assert.ok(deflated > 0, `${what}: another length without a deflate stream`);
}

const containerRounds = long ? 100_000 : 2_000;
test(`${containerRounds} damaged containers are refused by name or are canonical`, () => {
  const random = new Random(1);
  const seeds = allCases.filter(({ bytes }) => bytes.length < 20_000).map(({ bytes }) => bytes);
  let accepted = 0;
  for (let round = 0; round < containerRounds; round += 1) {
    const bytes = random.mutate(random.pick(seeds));
    const what = `round ${round}`;
    if (!isAccepted(() => parseContainer(bytes, inflateRaw), what)) continue;
    accepted += 1;
    assertCanonical(bytes, what);
    isAccepted(() => parseBundle(parseContainer(bytes, inflateRaw)), what);
  }
  assert.ok(accepted < containerRounds / 10, `${accepted} accepted`);
});

/** The checksum in the heads is that of the content, as in a file that was damaged on its way. */
test(`${containerRounds} damaged deflate streams are refused by name or hold the same file`, () => {
  const random = new Random(4);
  const verdicts: Record<string, number> = {};
  for (let round = 0; round < containerRounds; round += 1) {
    const name = random.pick([...minimal.keys()]);
    const content = (minimal.get(name) ?? assert.fail()).subarray(0, 300);
    const level = random.below(10);
    const bytes = toHostileZip([{ name, content, data: random.mutate(deflateRawSync(content, { level })) }]);
    const start = performance.now();
    let verdict = 'accepted';
    try {
      assert.deepEqual(parseContainer(bytes, inflateRaw).get(name), content, `round ${round}`);
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      verdict = error.code;
    }
    assert.ok(performance.now() - start < slowestMs, `round ${round}: more than ${slowestMs} ms`);
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  }
  const seen = Object.keys(verdicts).sort();
  assert.deepEqual(
    seen,
    ['accepted', 'container-bad-crc', 'container-bad-deflate'],
    JSON.stringify(verdicts),
  );
});

test('no single bit of a container can change, but in what the files are', () => {
  const bytes = toContainer(withFile('model.sig', '{}', new Map()));
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const damaged = bytes.slice();
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.ok(!isAccepted(() => parseContainer(damaged, inflateRaw), `bit ${bit}`), `bit ${bit} is accepted`);
  }
});

const fileRounds = long ? 20_000 : 500;
test(`${fileRounds} damaged files are refused by name or accepted in time`, () => {
  const random = new Random(2);
  for (let round = 0; round < fileRounds; round += 1) {
    const name = random.pick([...minimal.keys()]);
    const bytes = random.mutate(minimal.get(name) ?? new Uint8Array());
    isAccepted(() => parseBundle(withFile(name, bytes)), `round ${round}`);
  }
});

test(`${fileRounds} edits of values are refused by name or accepted in time`, () => {
  const random = new Random(3);
  const names = [...minimal.keys()].filter((name) => name.endsWith('.json'));
  let accepted = 0;
  for (let round = 0; round < fileRounds; round += 1) {
    let files: Files = minimal;
    const name = random.pick(names);
    const value: unknown = JSON.parse(textOf(name));
    editValue(value, random);
    if (random.below(3) === 0) editValue(value, random);
    files = withFile(name, JSON.stringify(value), files);
    if (isAccepted(() => parseBundle(files), `round ${round}`)) accepted += 1;
  }
  assert.ok(accepted > fileRounds / 100 && accepted < fileRounds / 2, `${accepted} accepted`);
});

test('a large manifest that is wrong everywhere is refused in time', () => {
  const manifest: unknown = JSON.parse(textOf('manifest.json'));
  const output = { outcome: 'x', horizon: 1, arm: 'x', reference: 'x', statistic: 'lower' };
  Reflect.set(Object(manifest), 'outputs', Array(4096).fill(output));
  Reflect.set(Object(manifest), 'population', Array(256).fill({ kind: 'range', input: 'x', text: 'x' }));
  assert.ok(
    !isAccepted(() => parseBundle(withFile('manifest.json', JSON.stringify(manifest))), 'large manifest'),
  );
});
