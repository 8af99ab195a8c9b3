import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProfile } from '#core/mapping/check-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Source } from '#core/mapping/source.ts';
import type { Problem } from '#core/table/problem.ts';
import { header, manifest, profile, titles } from '#test/core/mapping/ward.ts';

const from = (inputs: Record<string, Source>): Profile => ({
  ...profile,
  inputs: { ...profile.inputs, ...inputs },
});
const number: Source = { kind: 'number', column: 'Hb', unit: 'mmol/L', missing: [] };
const age = profile.inputs['age'];
const code: Source = { kind: 'code', column: 'Geslacht', codes: { V: 'female', M: 'male' }, missing: [] };
const without = (name: string): Profile => ({
  ...profile,
  inputs: Object.fromEntries(Object.entries(profile.inputs).filter(([key]) => key !== name)),
});

interface Case {
  readonly name: string;
  readonly profile?: Profile;
  readonly titles?: readonly string[];
  readonly id?: string;
  /** `code column` of each problem, and a part of its message. */
  readonly expected: readonly (readonly [string, RegExp])[];
}

const cases: readonly Case[] = [
  { name: 'fits', expected: [] },
  { name: 'fits its other model', id: 'other-model', expected: [] },
  {
    name: 'another model',
    id: 'breast',
    expected: [['profile-other-model', /is for ward-model, other-model, not for breast/]],
  },
  // The file.
  {
    name: 'column missing',
    titles: titles.filter((title) => title !== 'Hb'),
    expected: [['column-missing Hb', /no column "Hb"/]],
  },
  {
    name: 'last column missing',
    titles: titles.slice(0, -1),
    expected: [['column-missing Opmerking', /no column "Opmerking"/]],
  },
  {
    name: 'column renamed',
    titles: titles.map((title) => (title === 'Hb' ? 'Hb (g/dl)' : title)),
    expected: [
      ['column-missing Hb', /no column "Hb"; "Hb \(g\/dl\)" stands in its place/],
      ['column-unexpected Hb (g/dl)', /knows no column "Hb \(g\/dl\)"/],
    ],
  },
  {
    name: 'title in other letters',
    titles: titles.map((title) => (title === 'Hb' ? 'HB' : title)),
    expected: [
      ['column-missing Hb', /"HB" stands in its place/],
      ['column-unexpected HB', /"HB"/],
    ],
  },
  {
    name: 'title with white space',
    titles: titles.map((title) => (title === 'Hb' ? 'Hb ' : title)),
    expected: [
      ['column-missing Hb', /"Hb " stands/],
      ['column-unexpected Hb ', /"Hb "/],
    ],
  },
  { name: 'column added', titles: [...titles, 'Nieuw'], expected: [['column-unexpected Nieuw', /"Nieuw"/]] },
  {
    name: 'columns moved',
    titles: [...titles.slice(1), 'Nummer'],
    expected: [['column-moved Geslacht', /column 1 is "Geslacht", expected "Nummer"/]],
  },
  {
    name: 'title __proto__',
    titles: [...titles, '__proto__'],
    expected: [['column-unexpected __proto__', /"__proto__"/]],
  },
  {
    name: 'title with a control character',
    titles: [...titles, 'a\u202Eb'],
    expected: [['column-unexpected a\u202Eb', /"a\\u\{202E\}b"/]],
  },
  // The model.
  {
    name: 'input not mapped',
    profile: without('hb'),
    expected: [['input-not-mapped', /where input hb comes from/]],
  },
  {
    name: 'input the model does not have',
    profile: from({ bmi: number }),
    expected: [['input-unknown', /no input "bmi"/]],
  },
  {
    name: 'absent input that the model can do without',
    profile: from({ hb: { kind: 'absent' } }),
    expected: [],
  },
  {
    name: 'absent input that the model needs',
    profile: from({ nodes: { kind: 'absent' } }),
    expected: [['input-not-mapped', /needs input nodes/]],
  },
  {
    name: 'unit differs',
    profile: from({ hb: { ...number, unit: 'g/dL' } }),
    expected: [['unit-differs Hb', /in "mmol\/L", the profile in "g\/dL"/]],
  },
  {
    name: 'unit in other letters that UCUM has for the same',
    profile: from({ hb: { ...number, unit: 'mmol/l' } }),
    expected: [],
  },
  {
    name: 'unit that is no UCUM code',
    profile: from({ hb: { ...number, unit: 'mmol/liter' } }),
    expected: [['unit-unknown Hb', /"mmol\/liter" is no UCUM code/]],
  },
  {
    name: 'unit that is converted',
    profile: from({ hb: { ...number, unit: 'umol/L' }, weight: { ...number, unit: '[lb_av]' } }),
    expected: [],
  },
  {
    name: 'one of the units of a column of units does not fit',
    profile: from({
      hb: {
        ...number,
        unitColumn: { column: 'Opmerking', codes: { 'mmol/l': 'mmol/L', 'g/dl': 'g/dL', '%': '%' } },
      },
    }),
    expected: [
      ['unit-differs Hb', /the molar mass/],
      ['unit-differs Hb', /cannot be converted/],
    ],
  },
  {
    name: 'formula of another unit than the input',
    profile: from({
      hb: {
        kind: 'body-mass-index',
        weight: { column: 'Gewicht', unit: 'kg', missing: [] },
        height: { column: 'Hb', unit: 'cm', missing: [] },
      },
    }),
    expected: [['unit-differs Gewicht', /in "mmol\/L", the profile in "kg\/m2"/]],
  },
  {
    name: 'parts of a formula in units that cannot be converted',
    profile: from({
      weight: {
        kind: 'body-surface-area',
        method: 'mosteller',
        weight: { column: 'Gewicht', unit: 'L', missing: [] },
        height: { column: 'Hb', unit: 'kg', missing: [] },
      },
    }),
    expected: [
      ['unit-differs Gewicht', /in "kg", the profile in "m2"/],
      ['unit-differs Gewicht', /in "kg", the profile in "L"/],
      ['unit-differs Hb', /in "cm", the profile in "kg"/],
    ],
  },
  {
    name: 'dates for a category',
    profile: from(age?.kind === 'age' ? { sex: { kind: 'days-between', from: age.birth, to: age.at } } : {}),
    expected: [['input-other-type Geboren', /sex is a category/]],
  },
  {
    name: 'age for an input that is not in years',
    profile: from(age ? { hb: age } : {}),
    expected: [['unit-differs Geboren', /in "mmol\/L", the profile in "a"/]],
  },
  {
    name: 'number for a category',
    profile: from({ sex: { ...number, unit: '1' } }),
    expected: [['input-other-type Hb', /sex is a category/]],
  },
  {
    name: 'age for a category',
    profile: from(age ? { sex: age } : {}),
    expected: [['input-other-type Geboren', /sex is a category/]],
  },
  {
    name: 'codes for a number',
    profile: from({ hb: code }),
    expected: [['input-other-type Geslacht', /hb is a number/]],
  },
  {
    name: 'category the model does not have',
    profile: from({ sex: { ...code, codes: { V: 'female', M: 'man', O: 'other' } } }),
    expected: [
      ['category-unknown Geslacht', /sex has no category "man"/],
      ['category-unknown Geslacht', /sex has no category "other"/],
    ],
  },
  {
    name: 'everything wrong at once is told at once',
    profile: without('nodes'),
    titles: ['X'],
    id: 'breast',
    expected: [
      ['profile-other-model', /./],
      ...titles.map((title) => [`column-missing ${title}`, /./] as const),
      ['column-unexpected X', /./],
      ['input-not-mapped', /./],
    ],
  },
];
for (const { name, id = manifest.id, expected, ...given } of cases) {
  test(name, () => {
    const file = { ...header, titles: given.titles ?? titles };
    const problems = checkProfile(given.profile ?? profile, file, { ...manifest, id });
    assert.deepEqual(
      problems.map(toLine),
      expected.map(([line]) => line),
    );
    for (const [at, problem] of problems.entries()) {
      assert.match(problem.message, expected[at]?.[1] ?? /^$/);
      assert.equal(problem.line, problem.code.startsWith('column-') ? 1 : 0);
    }
  });
}

function toLine(problem: Problem): string {
  return problem.column === undefined ? problem.code : `${problem.code} ${problem.column}`;
}
