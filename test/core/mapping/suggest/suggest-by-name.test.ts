import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toSuggestionDoubtSentence } from '#core/mapping/suggest/note-sentence.ts';
import { suggestColumns, TableProfile } from '#core/detect/table-profile.ts';
import { matchCodes } from '#core/mapping/suggest/match-codes.ts';
import { suggestByName } from '#core/mapping/suggest/suggest-by-name.ts';
import { matchTitle } from '#core/mapping/suggest/title-match.ts';

const base = { role: 'model' as const, missing: { policy: 'refuse' as const } };
const hb: Extract<Input, { type: 'number' }> = {
  ...base,
  name: 'hb',
  synonyms: { nl: ['hemoglobine', 'Hb'], de: ['Hämoglobin'] },
  codes: [{ system: 'http://loinc.org', code: '59260-0' }],
  type: 'number',
  unit: 'mmol/L',
  integer: false,
  limits: { min: 1, max: 20 },
  development: { min: 4, max: 11 },
  molarMass: 16_114,
};
const sex: Extract<Input, { type: 'category' }> = {
  ...base,
  name: 'sex',
  synonyms: { nl: ['geslacht'] },
  codes: [],
  type: 'category',
  categories: ['female', 'male'],
};
const age: Extract<Input, { type: 'number' }> = {
  ...hb,
  name: 'age',
  synonyms: { nl: ['leeftijd'] },
  codes: [],
  unit: 'a',
  integer: true,
  limits: { min: 0, max: 120 },
  development: { min: 18, max: 90 },
};
const texts = new Map([
  [
    'nl',
    {
      'inputs.sex.label': 'Geslacht',
      'inputs.sex.categories.female': 'vrouw',
      'inputs.sex.categories.male': 'man',
    },
  ],
  ['de', { 'inputs.sex.categories.female': 'weiblich', 'inputs.sex.categories.male': 'männlich' }],
] as const);

describe('a title and an input', () => {
  const cases = [
    ['Hb', hb, 'same'],
    ['HEMOGLOBINE', hb, 'same'],
    ['Hamoglobin', hb, 'same'],
    ['Hb (mmol/l)', hb, 'same'],
    ['lab_hb_1', hb, 'holds'],
    ['59260-0', hb, 'same'],
    ['159260-07', hb, undefined],
    ['HbA1c', hb, undefined],
    ['Gewicht', hb, undefined],
    ['geslacht patiënt', sex, 'holds'],
    ['', sex, undefined],
  ] as const;
  for (const [title, input, match] of cases) {
    it(`"${title}" and ${input.name}: ${match ?? 'no match'}`, () => {
      assert.equal(matchTitle(title, input, [...texts.values()]), match);
    });
  }
});

describe('codes and categories', () => {
  const all = [...texts.values()];
  const cases = [
    ['names of the manifest', ['female', 'Male'], { female: 'female', Male: 'male' }, []],
    ['words of a language', ['Vrouw', 'man'], { Vrouw: 'female', man: 'male' }, []],
    ['letters of Dutch', ['V', 'M'], { V: 'female', M: 'male' }, []],
    ['letters of German', ['w', 'm'], { w: 'female', m: 'male' }, []],
    ['letters of English', ['F', 'M'], { F: 'female', M: 'male' }, []],
    ['one letter alone says nothing', ['M'], {}, ['M']],
    ['what is called nothing is not mapped', ['V', 'M', 'X', '1'], { V: 'female', M: 'male' }, ['X', '1']],
    ['numbers are no names', ['1', '2'], {}, ['1', '2']],
    ['a word that only begins so', ['vrouwelijk'], {}, ['vrouwelijk']],
  ] as const;
  for (const [name, codes, wanted, rest] of cases) {
    it(name, () => {
      const matched = matchCodes(
        codes.map((text) => [text, 3] as const),
        sex,
        all,
      );
      assert.deepEqual(matched.codes, wanted);
      assert.deepEqual(
        matched.unmatched.map(({ text }) => text),
        rest,
      );
    });
  }
});

function suggest(columns: Readonly<Record<string, readonly string[]>>, ...inputs: Input[]) {
  const titles = Object.keys(columns);
  const table = new TableProfile(titles);
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length));
  for (let row = 0; row < rows; row++) {
    table.push({ line: row + 2, cells: titles.map((title) => columns[title]?.[row] ?? '') });
  }
  const suggestions = suggestColumns(table.columns, ',');
  const known = table.columns.flatMap((profile, at) => {
    const suggestion = suggestions[at];
    return suggestion === undefined ? [] : [{ profile, suggestion }];
  });
  const manifest = { inputs } as unknown as Manifest; // safe: only its inputs are looked at
  return suggestByName({ manifest, texts: texts as never }, known); // safe: keys of texts are words here
}

const numbers = (from: number, step: number) =>
  Array.from({ length: 30 }, (_, at) => (from + at * step).toFixed(1).replace('.', ','));

describe('suggestions for an input', () => {
  it('a column that is called so, in the unit that its title says, is certain', () => {
    const [first, ...others] =
      suggest({ Id: numbers(1, 1), 'Hb (mmol/l)': numbers(6, 0.1) }, hb).get('hb') ?? [];
    assert.deepEqual(first?.source, {
      kind: 'number',
      column: 'Hb (mmol/l)',
      unit: 'mmol/L',
      decimal: ',',
      missing: [],
    });
    assert.equal(first?.certain, true, toTold(first));
    assert.deepEqual(others, []);
  });

  it('haemoglobin of 13 in a column that says nothing: another unit fits better, and both are offered', () => {
    const found = suggest({ Hb: numbers(11, 0.15) }, hb).get('hb') ?? [];
    assert.deepEqual(
      found.map(({ source }) => source.kind === 'number' && source.unit),
      ['mmol/L', 'g/dL'],
    );
    assert.ok(found.every(({ certain }) => !certain));
    assert.match(toTold(found[0]), /fit g\/dL better than mmol\/L/);
  });

  it('a title that says g/dL is read in g/dL', () => {
    const [first] = suggest({ 'Hb [g/dl]': numbers(11, 0.15) }, hb).get('hb') ?? [];
    assert.equal(first?.source.kind === 'number' && first.source.unit, 'g/dL');
    assert.equal(first?.certain, true, toTold(first));
  });

  it('a title that says no unit is in doubt', () => {
    const [first] = suggest({ Hb: numbers(6, 0.1) }, hb).get('hb') ?? [];
    assert.equal(first?.certain, false);
    assert.match(toTold(first), /says no unit/);
  });

  it('codes that no category is called are told with their counts', () => {
    const cells = [...Array<string>(15).fill('V'), ...Array<string>(14).fill('M'), 'X'];
    const [first] = suggest({ Geslacht: cells }, sex).get('sex') ?? [];
    assert.deepEqual(first?.source, {
      kind: 'code',
      column: 'Geslacht',
      codes: { V: 'female', M: 'male' },
      missing: [],
    });
    assert.equal(first?.certain, false);
    assert.deepEqual(first?.unmatched, [{ text: 'X', count: 1 }]);
  });

  it('age from a birth date and each other date, never certain', () => {
    const born = Array.from({ length: 30 }, (_, at) => `${String(at + 1).padStart(2, '0')}-01-1950`);
    const seen = Array.from({ length: 30 }, (_, at) => `${String(at + 1).padStart(2, '0')}-03-2024`);
    const found = suggest({ Geboortedatum: born, Operatie: seen, Ontslag: seen }, age).get('age') ?? [];
    assert.deepEqual(
      found.map(({ source, certain }) => [source.kind === 'age' && source.at.column, certain]),
      [
        ['Operatie', false],
        ['Ontslag', false],
      ],
    );
  });

  describe('body mass index and body surface area from weight and height, never certain', () => {
    const weights = numbers(60, 1.5);
    const centimetres = numbers(155, 1);
    const bmi = { ...hb, name: 'bmi', synonyms: {}, codes: [], unit: 'kg/m2' };

    it('in the units that the titles say', () => {
      const found = suggest({ 'Lengte (cm)': centimetres, 'Gewicht (kg)': weights }, bmi).get('bmi') ?? [];
      const [one, ...more] = found;
      assert.ok(one?.source.kind === 'body-mass-index' && more.length === 0);
      const { weight, height } = one.source;
      assert.deepEqual(
        [weight.column, weight.unit, height.column, height.unit],
        ['Gewicht (kg)', 'kg', 'Lengte (cm)', 'cm'],
      );
      assert.equal(one.certain, false);
      assert.deepEqual(one.doubts, []);
    });

    it('in the unit that the numbers show, with a doubt', () => {
      const found = suggest({ height: numbers(1.5, 0.02), weight: weights }, bmi).get('bmi') ?? [];
      const [one] = found;
      assert.ok(one?.source.kind === 'body-mass-index');
      assert.deepEqual([one.source.height.unit, one.source.weight.unit], ['m', 'kg']);
      assert.equal(one.doubts.length, 2);
    });

    it('a title whose unit the numbers do not fit is doubted', () => {
      const found = suggest({ 'Lengte (m)': centimetres, 'Gewicht (kg)': weights }, bmi).get('bmi') ?? [];
      const [one] = found;
      assert.match(toTold(one), /"Lengte \(m\)" are at most .* strange in m/);
    });

    it('both formulas of body surface area', () => {
      const found =
        suggest({ Lengte: centimetres, Gewicht: weights }, { ...bmi, unit: 'm2' }).get('bmi') ?? [];
      assert.deepEqual(
        found.map(({ source }) => 'method' in source && source.method),
        ['du-bois', 'mosteller'],
      );
    });

    it('not of numbers that are no height, and not for another unit', () => {
      assert.deepEqual(suggest({ Lengte: numbers(1000, 1), Gewicht: weights }, bmi).get('bmi'), []);
      assert.deepEqual(suggest({ Lengte: centimetres, Gewicht: weights }, hb).get('hb'), []);
    });
  });

  it('nothing is suggested where neither a title nor the values speak for an input', () => {
    assert.deepEqual(suggest({ Gewicht: numbers(60, 1) }, hb).get('hb'), []);
  });

  it('a column that is called nothing known is suggested where its numbers lie in the range, never certain', () => {
    const found = suggest({ Patientnr: numbers(100, 1), X12: numbers(6, 0.1) }, hb).get('hb') ?? [];
    assert.deepEqual(
      found.map(({ source, certain }) => [source.kind === 'number' && source.column, certain]),
      [['X12', false]],
    );
    assert.match(toTold(found[0]), /its title is no name of the input/);
  });

  it('and where its codes are what the categories are called', () => {
    const codes: string[] = Array.from({ length: 30 }, (_, at) => (at % 3 === 0 ? 'man' : 'vrouw'));
    const [one] = suggest({ code7: codes }, sex).get('sex') ?? [];
    assert.deepEqual(one?.source, {
      kind: 'code',
      column: 'code7',
      codes: { man: 'male', vrouw: 'female' },
      missing: [],
    });
    assert.equal(one?.certain, false);
    assert.deepEqual(suggest({ code7: codes.with(0, 'X').with(1, 'X') }, sex).get('sex'), []);
  });

  it('a column that is called another input is not taken for this one', () => {
    assert.deepEqual(
      suggest({ Leeftijd: numbers(20, 1), Hb: [] }, { ...hb, synonyms: {}, name: 'x' }, age).get('x'),
      [],
    );
  });
});

/** The doubts of a suggestion as the command line tells them. */
function toTold(suggestion: SuggestedSource | undefined): string {
  return (suggestion?.doubts ?? []).map(toSuggestionDoubtSentence).join('\n');
}
