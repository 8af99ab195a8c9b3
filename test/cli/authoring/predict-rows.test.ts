import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseManifest } from '#core/bundle/bundle.ts';
import { parseNamedRows, predictRows } from '#cli/authoring/predict-rows.ts';

const folder = new URL('../../vectors/bundle/minimal/', import.meta.url);
const module = readFileSync(new URL('model.wasm', folder));
const manifest = parseManifest(readFileSync(new URL('manifest.json', folder)));
const golden: { patients: { inputs: Record<string, number | string | null>; original: number[] }[] } =
  JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));

void test('rows by name give what the golden patients give, whatever stands beside them', async () => {
  const rows = Array.from({ length: 100 }, () => golden.patients).flat();
  const given = await predictRows(
    module,
    manifest,
    parseNamedRows(JSON.stringify({ rows: rows.map(({ inputs }) => inputs) })),
  );
  assert.deepEqual(
    given,
    rows.map(({ original }) => original),
  );
});

for (const [name, rows, message] of [
  ['an unknown input', { colour: 1 }, /colour is no input/],
  ['an input that is not there', {}, /is not there; null says that it is missing/],
  ['a category that is none', { ...golden.patients[0]?.inputs, sex: 'other' }, /sex is no category/],
  ['a text for a number', { ...golden.patients[0]?.inputs, age: '61' }, /age is no number/],
] as const) {
  void test(`${name} is refused`, async () => {
    await assert.rejects(
      predictRows(module, manifest, parseNamedRows(JSON.stringify({ rows: [rows] }))),
      message,
    );
  });
}

void test('what is no list of rows is refused', () => {
  assert.throws(() => parseNamedRows('{"rows": [[1]]}'), /not as expected/);
  assert.throws(() => parseNamedRows('rows'), /no JSON/);
});
