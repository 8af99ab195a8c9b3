import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { BundleError, bundleErrorCodes } from '#core/bundle/bundle-error.ts';
import { parseBundle, parseGoldenOriginal, parseManifest } from '#core/bundle/bundle.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { defaultContainerLimits, type ContainerLimits } from '#core/bundle/verify-container.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { allCases } from '#test/core/bundle/cases/all-cases.ts';
import { minimal, withFile, withValue } from '#test/core/bundle/cases/bundle-case.ts';
import { toVerdicts, vectorFolder, type Verdict } from '#test/core/bundle/cases/verdicts.ts';

const folder = join(vectorFolder, 'cases');
const verdicts: readonly Verdict[] = JSON.parse(readFileSync(join(vectorFolder, 'verdicts.json'), 'utf8'));

function verdictOf(
  bytes: Uint8Array,
  limits: Partial<ContainerLimits> = {},
): { verdict: string; message: string } {
  try {
    parseBundle(parseContainer(bytes, inflateRaw, { ...defaultContainerLimits, ...limits }));
    return { verdict: 'valid', message: '' };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { verdict: error.code, message: error.message };
  }
}

test('the vectors are the cases, each once', () => {
  assert.deepEqual(verdicts, toVerdicts(allCases), 'run node test/core/bundle/cases/make-vectors.ts');
  assert.deepEqual(readdirSync(folder).sort(), verdicts.map(({ name }) => `${name}.visite`).sort());
});

test('every code of a refusal has a vector, and there are valid ones', () => {
  const seen = new Set(verdicts.map(({ verdict }) => verdict));
  assert.deepEqual([...seen].sort(), [...bundleErrorCodes, 'valid'].sort());
});

for (const { name, verdict, reason, limits } of verdicts) {
  test(`bundle vector ${name}: ${verdict} (${reason})`, () => {
    const got = verdictOf(readFileSync(join(folder, `${name}.visite`)), limits);
    assert.equal(got.verdict, verdict, got.message);
    assert.doesNotMatch(got.message, /[\p{C}\p{Zl}\p{Zp}]/u);
  });
}

test('a case made now has the verdict of its vector', () => {
  for (const { name, verdict, bytes, limits } of allCases)
    assert.equal(verdictOf(bytes, limits).verdict, verdict, name);
});

test('a bundle holds what its files say', () => {
  const bundle = parseBundle(withFile('model.sig', 'not looked at here'));
  assert.equal(bundle.manifest.id, 'minimal');
  assert.equal(bundle.manifest.inputs[2]?.name, 'marker');
  assert.equal(bundle.card.evidence.notSupported[0]?.en, 'Any use with patients.');
  assert.equal(bundle.golden.patients.length, 5);
  assert.equal(bundle.reference.patients, 200);
  assert.deepEqual([...bundle.texts.keys()], ['nl', 'en']);
  assert.equal(bundle.texts.get('nl')?.['outcomes.survival.state'], 'in leven');
  assert.deepEqual(bundle.module, minimal.get('model.wasm'));
});

test('long hostile text is refused without delay', () => {
  const long = ['1.0.0-' + '-'.repeat(450_000), 'a' + '-a'.repeat(220_000) + '-', '0'.repeat(450_000)];
  for (const version of long) {
    const start = performance.now();
    assert.equal(
      verdictOf_(withFile('manifest.json', JSON.stringify({ format: 1, id: version, version }))),
      'schema',
    );
    assert.ok(performance.now() - start < 2000, 'took more than 2 s');
  }
});

function verdictOf_(files: ReadonlyMap<string, Uint8Array>): string {
  try {
    parseBundle(files);
    return 'valid';
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    assert.ok(error.message.length < 2000, 'a message repeats the text');
    return error.code;
  }
}

const messages: readonly (readonly [vector: string, message: string])[] = [
  ['card-language-missing', 'card.json: uses.outOfScope: expected en, got none'],
  ['card-interval', 'card.json: metrics.safety.results[0].interval: expected lower ≤ upper, got 0.2 and 0.1'],
  ['golden-category', 'golden.json: patients[0].inputs.sex: expected one of female, male, got "other"'],
  [
    'golden-disagrees',
    'golden.json: patient young-woman, output 0: expected the bits of 0.6 within the tolerance, got those of 0.43408203125',
  ],
  [
    'hygiene-synonym',
    'manifest.json: inputs[0].synonyms.nl[0]: expected visible characters, got a control or format character',
  ],
  [
    'manifest-development-outside',
    'manifest.json: inputs[0].development: expected a range inside the limits 18 to 100, got 10 to 80',
  ],
  ['name-bidi', '"extra\\u{202E}nosj.json": name refused: hidden-character'],
  ['reference-edges', 'reference.json: inputs.marker.edges: expected ascending edges, got others'],
  [
    'schema-limit-text',
    'manifest.json: inputs[0].limits.max: Invalid input: expected number, received string',
  ],
  ['wrong-order', '"texts/en.json": zip: expected before "texts/nl.json"'],
];
for (const [vector, message] of messages) {
  test(`a refusal says what, where, expected and got: ${vector}`, () => {
    const found = verdicts.find(({ name }) => name === vector) ?? assert.fail();
    assert.equal(verdictOf(readFileSync(join(folder, `${vector}.visite`)), found.limits).message, message);
  });
}

test('a refusal names up to five problems and counts the others', () => {
  const arms = withValue('manifest.json', ['arms'], [{ name: 'x' }, { name: 'y' }]);
  assert.throws(
    () => parseBundle(arms),
    (error) =>
      error instanceof BundleError &&
      error.message.split('; ').length === 6 &&
      / and \d+ more$/.test(error.message),
  );
});

test('golden patients without bits are parsed against the manifest', () => {
  const manifest = parseManifest(minimal.get('manifest.json') ?? new Uint8Array());
  const patients = parseBundle(minimal).golden.patients.map(({ name, inputs, original }) => ({
    name,
    inputs,
    original,
  }));
  const golden = { ...parseBundle(minimal).golden, patients };
  const toBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  assert.deepEqual(parseGoldenOriginal(toBytes(golden), manifest), golden);
  for (const [code, wrong] of [
    ['schema', parseBundle(minimal).golden],
    ['version-unknown', { ...golden, format: 2 }],
    ['golden-inconsistent', { ...golden, patients: [...patients, ...patients] }],
    ['golden-inconsistent', { ...golden, patients: [{ ...patients[0], original: [0.5] }] }],
  ] as const) {
    assert.throws(
      () => parseGoldenOriginal(toBytes(wrong), manifest),
      (error) =>
        error instanceof BundleError && error.code === code && error.where === 'golden-original.json',
    );
  }
});
