import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProfileError, parseProfile } from '#core/mapping/parse-profile.ts';
import { profile } from '#test/core/mapping/ward.ts';

type Json = { [key: string]: unknown };

/** The sound profile as JSON with the value at a path replaced; `undefined` takes it away. */
function change(path: string, value: unknown): string {
  const document: Json = JSON.parse(JSON.stringify(profile));
  const keys = path.split('/');
  let at = document;
  for (const key of keys.slice(0, -1)) at = at[key] as Json; // A path into the document above, written beside it.
  at[keys.at(-1) ?? ''] = value;
  return JSON.stringify(document);
}

const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
  ['version 2', change('profile', 2), /profile: /],
  ['unknown field', change('guess', true), /guess/],
  ['unknown field of a source', change('inputs/hb/factor', 1.6), /factor/],
  ['unknown field of the dialect', change('dialect/thousands', '.'), /thousands/],
  ['no dialect', change('dialect', undefined), /dialect/],
  ['encoding not known', change('dialect/encoding', 'latin1'), /dialect.encoding/],
  ['delimiter not known', change('dialect/delimiter', ':'), /dialect.delimiter/],
  ['decimal mark not known', change('dialect/decimal', "'"), /dialect.decimal/],
  [
    'byte order mark of Windows-1252',
    change('dialect', { ...profile.dialect, encoding: 'windows-1252', bom: true }),
    /byte order mark/,
  ],
  ['no model', change('models', []), /models/],
  ['empty header', change('header', []), /header/],
  ['title twice', change('header', [...profile.header, 'Hb']), /holds a title twice/],
  [
    'input from a column that is not there',
    change('inputs/hb/column', 'Hemoglobine'),
    /header does not have/,
  ],
  ['patient column that is not there', change('patient/column', 'Naam'), /header does not have/],
  ['skip rule on a column that is not there', change('skip/0/column', 'Naam'), /header does not have/],
  ['skip rule for empty cells', change('skip/0/equals', ''), /skip.0.equals/],
  ['kind not known', change('inputs/hb/kind', 'text'), /inputs.hb/],
  ['number without a unit', change('inputs/hb/unit', undefined), /inputs.hb.unit/],
  ['number without its missing codes', change('inputs/hb/missing', undefined), /inputs.hb.missing/],
  ['missing code that no cell can have', change('inputs/hb/missing', [' NTB']), /white space/],
  ['code that no cell can have', change('inputs/sex/codes', { 'M ': 'male' }), /inputs.sex.codes/],
  ['code that is missing too', change('inputs/sex/missing', ['M']), /both a code and missing/],
  [
    'thousands mark that is the decimal mark',
    change('inputs/weight/thousands', ','),
    /thousands mark that is the decimal mark/,
  ],
  ['date form not known', change('inputs/age/birth/format', 'dd-yy-mm'), /inputs.age.birth.format/],
  [
    'year of two digits without its century',
    change('inputs/age/birth/format', 'dd-mm-yy'),
    /inputs.age.birth.century/,
  ],
  ['century of a whole year', change('inputs/age/birth/century', 1930), /inputs.age.birth.century/],
  ['input name that is no name', change('inputs/Hb', profile.inputs['hb']), /inputs.Hb/],
];
for (const [name, text, message] of refused) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => parseProfile(text),
      (error) =>
        error instanceof ProfileError && error.code === 'profile-schema' && message.test(error.message),
    );
  });
}

for (const [name, text] of [
  ['not JSON', '{'],
  ['empty', ''],
  ['key twice', JSON.stringify(profile).replace('{', '{"profile":1,')],
  ['__proto__', JSON.stringify(profile).replace('"V":', '"__proto__":"male","V":')],
  ['byte order mark', `\uFEFF${JSON.stringify(profile)}`],
] as const) {
  test(`refused as JSON: ${name}`, () => {
    assert.throws(
      () => parseProfile(text),
      (error) => error instanceof ProfileError && error.code === 'profile-json',
    );
  });
}

test('the sound profile is read as it is', () => {
  assert.deepEqual(parseProfile(JSON.stringify(profile)), profile);
  assert.deepEqual(parseProfile(new TextEncoder().encode(JSON.stringify(profile))), profile);
});
