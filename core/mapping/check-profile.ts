import type { Input, Manifest } from '#core/bundle/manifest.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { toCreatinineUnit } from '#core/mapping/read-formula.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { Source } from '#core/mapping/source.ts';
import { findConversion } from '#core/mapping/units/find-conversion.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Header } from '#core/table/row.ts';

/** Whether a profile fits a file and a model. With any problem the file is refused before a row is read. */
export function checkProfile(
  profile: Profile,
  header: Header,
  manifest: Pick<Manifest, 'id' | 'inputs'>,
): Problem[] {
  return [
    ...checkModel(profile, manifest),
    ...checkHeader(profile, header),
    ...checkInputs(profile, manifest),
  ];
}

function checkModel(profile: Profile, manifest: Pick<Manifest, 'id'>): Problem[] {
  if (profile.models.includes(manifest.id)) return [];
  const models = profile.models.join(', ');
  return [
    problem('profile-other-model', 0, undefined, `the profile is for ${models}, not for ${manifest.id}`),
  ];
}

function checkHeader(profile: Profile, { line, titles }: Header): Problem[] {
  const problems: Problem[] = [];
  const unexpected = titles.filter((title) => !profile.header.includes(title));
  for (const [at, title] of profile.header.entries()) {
    if (titles.includes(title)) continue;
    const instead = titles[at];
    const renamed = instead !== undefined && unexpected.includes(instead);
    const hint = renamed ? `; ${toQuoted(instead)} stands in its place` : '';
    problems.push(problem('column-missing', line, title, `the file has no column ${toQuoted(title)}${hint}`));
  }
  for (const title of unexpected) {
    problems.push(
      problem('column-unexpected', line, title, `the profile knows no column ${toQuoted(title)}`),
    );
  }
  if (problems.length > 0) return problems;
  const moved = titles.findIndex((title, at) => title !== profile.header[at]);
  const title = titles[moved];
  if (title === undefined) return [];
  const expected = toQuoted(profile.header[moved] ?? '');
  return [
    problem('column-moved', line, title, `column ${moved + 1} is ${toQuoted(title)}, expected ${expected}`),
  ];
}

function checkInputs(profile: Profile, manifest: Pick<Manifest, 'inputs'>): Problem[] {
  const sources = new Map(Object.entries(profile.inputs));
  const problems = manifest.inputs.flatMap((input) => checkSource(input, sources.get(input.name)));
  const names = new Set(manifest.inputs.map((input) => input.name));
  for (const name of sources.keys()) {
    if (!names.has(name)) {
      problems.push(problem('input-unknown', 0, undefined, `the model has no input ${toQuoted(name)}`));
    }
  }
  return problems;
}

function checkSource(input: Input, source: Source | undefined): Problem[] {
  if (source === undefined) {
    return [
      problem(
        'input-not-mapped',
        0,
        undefined,
        `the profile does not say where input ${input.name} comes from`,
      ),
    ];
  }
  switch (source.kind) {
    case 'absent':
      if (input.missing.policy !== 'refuse') return [];
      return [
        problem(
          'input-not-mapped',
          0,
          undefined,
          `the model needs input ${input.name}, the profile has none`,
        ),
      ];
    case 'number':
      if (input.type !== 'number') return [otherType(input, 'a number', source.column)];
      return toUnits(source).flatMap((unit) =>
        checkUnit(input.name, unit, input.unit, source.column, input.molarMass),
      );
    case 'age':
      return checkDerived(input, 'an age', 'a', source.birth.column);
    case 'days-between':
      return checkDerived(input, 'a number of days', 'd', source.from.column);
    case 'months-between':
      return checkDerived(input, 'a number of months', 'mo', source.from.column);
    case 'year-difference':
      return checkDerived(input, 'a number of years', 'a', source.from.column);
    case 'body-mass-index':
      return [
        ...checkDerived(input, 'a body mass index', 'kg/m2', source.weight.column),
        ...checkUnit(input.name, source.weight.unit, 'kg', source.weight.column),
        ...checkUnit(input.name, source.height.unit, 'm', source.height.column),
      ];
    case 'body-surface-area':
      return [
        ...checkDerived(input, 'a body surface area', 'm2', source.weight.column),
        ...checkUnit(input.name, source.weight.unit, 'kg', source.weight.column),
        ...checkUnit(input.name, source.height.unit, 'cm', source.height.column),
      ];
    case 'egfr-ckd-epi-2021': {
      const { unit, column } = source.creatinine;
      return [
        ...checkDerived(input, 'a filtration rate', 'mL/min/{1.73_m2}', column),
        ...checkUnit(input.name, unit, toCreatinineUnit(unit), column),
      ];
    }
    case 'text':
      return input.type === 'text' ? [] : [otherType(input, 'a text', source.column)];
    case 'code':
      if (input.type !== 'category') return [otherType(input, 'codes', source.column)];
      return Object.values(source.codes)
        .filter((category) => !input.categories.includes(category))
        .map((category) =>
          problem(
            'category-unknown',
            0,
            source.column,
            `input ${input.name} has no category ${toQuoted(category)}`,
          ),
        );
    default:
      return source satisfies never;
  }
}

/** Every unit that numbers of the source can have. */
function toUnits(source: Extract<Source, { kind: 'number' }>): readonly string[] {
  return source.unitColumn === undefined
    ? [source.unit]
    : [...new Set(Object.values(source.unitColumn.codes))];
}

/** What is counted or calculated has one unit, and is not converted. */
function checkDerived(input: Input, what: string, unit: string, column: string): Problem[] {
  if (input.type !== 'number') return [otherType(input, what, column)];
  if (input.unit === unit) return [];
  const text = `input ${input.name} is in ${toQuoted(input.unit)}, the profile in ${toQuoted(unit)}`;
  return [problem('unit-differs', 0, column, text)];
}

function checkUnit(
  name: string,
  got: string,
  expected: string,
  column: string,
  molarMass?: number,
): Problem[] {
  const found = findConversion(got, expected, molarMass);
  return found.ok ? [] : [problem(found.code, 0, column, `input ${name} ${found.message}`)];
}

function otherType(input: Input, got: string, column: string): Problem {
  return problem(
    'input-other-type',
    0,
    column,
    `input ${input.name} is a ${input.type}, the profile gives ${got}`,
  );
}

function problem(code: Problem['code'], line: number, column: string | undefined, what: string): Problem {
  const todo = line === 0 ? 'correct the profile' : 'use the profile of this export, or make one';
  const message = `${what}; ${todo}`;
  return column === undefined ? { code, line, message } : { code, line, column, message };
}
