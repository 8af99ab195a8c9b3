import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess } from '#core/advice/assess.ts';
import type { Input } from '#core/bundle/manifest.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import { toExampleManifest } from '#test/core/advice/example-manifest.ts';
import { header, manifest, profile, toRow } from '#test/core/mapping/ward.ts';

const note: Input = {
  name: 'note',
  role: 'model',
  type: 'text',
  maxBytes: 10,
  missing: { policy: 'model' },
  synonyms: {},
  codes: [],
};
const withNote = { ...manifest, inputs: [...manifest.inputs, note] };
const source = { kind: 'text' as const, column: 'Opmerking', missing: ['', '-'] };
const withSource = { ...profile, inputs: { ...profile.inputs, note: source } };

function read(cell: string) {
  const mapped = toRowMapper(withSource, header, withNote)(toRow({ Opmerking: cell }));
  assert.equal(mapped.kind, 'patient');
  return mapped.kind === 'patient' ? { value: mapped.values.at(-1), problems: mapped.problems } : undefined;
}

test('a text is read whole, white space around it too', () => {
  assert.deepEqual(checkProfile(withSource, header, withNote), []);
  assert.deepEqual(read(' pijn é '), { value: ' pijn é ', problems: [] });
});

test('what the profile lists as missing is missing', () => {
  assert.deepEqual(read(' - '), { value: NaN, problems: [] });
  assert.deepEqual(read(''), { value: NaN, problems: [] });
});

test('a text of more bytes than the model takes refuses the row: nothing is cut off', () => {
  assert.equal(read('0123456789')?.problems.length, 0);
  assert.deepEqual(
    read('012345678é')?.problems.map(({ code }) => code),
    ['text-too-long'],
  );
});

test('an error of a spreadsheet is no text', () => {
  for (const error of ['#N/B', '#WAARDE!', '####']) {
    assert.deepEqual(
      read(error)?.problems.map(({ code }) => code),
      ['cell-error'],
    );
  }
  assert.deepEqual(read('#1 pijn')?.problems, []);
});

test('letters of UTF-8 that were read as Windows-1252 are refused; letters that only look a little like them are not', () => {
  for (const text of ['MÃ¼ller', 'rÃ©cid', '37 Â°C', '€Ã«']) {
    assert.deepEqual(
      read(text)?.problems.map(({ code }) => code),
      ['text-garbled'],
      text,
    );
  }
  for (const text of ['«CAFÉ»', '„aß“', 'MAÇÃ”', 'SÃ', 'SÃO ÂGE', 'Ã', 'é ö ß'])
    assert.deepEqual(read(text)?.problems, [], text);
});

test('a text where the model takes a number, and a number where it takes a text, are of another type', () => {
  const wrong = { ...profile, inputs: { ...profile.inputs, hb: { ...source, column: 'Hb' } } };
  assert.deepEqual(
    checkProfile(wrong, header, manifest).map(({ code }) => code),
    ['input-other-type'],
  );
  const number = { kind: 'number' as const, column: 'Opmerking', unit: '1', missing: [] };
  const other = { ...profile, inputs: { ...profile.inputs, note: number } };
  assert.deepEqual(
    checkProfile(other, header, withNote).map(({ code }) => code),
    ['input-other-type'],
  );
});

test('a text is assessed as it is; a missing one follows its policy', () => {
  const base = toExampleManifest();
  const values = [0, 60, 1, 1, 3, 2];
  const model = { ...base, inputs: [...base.inputs, note] };
  assert.deepEqual(assess(model, [...values, 'pijn']), {
    kind: 'score',
    values: [...values, 'pijn'],
    remarks: [],
  });
  assert.deepEqual(assess(model, [...values, NaN]), {
    kind: 'score',
    values: [...values, NaN],
    remarks: [{ code: 'left-missing', input: 'note' }],
  });
  assert.throws(() => assess(model, [...values, 'a text that is too long']), /may not be/);
});
