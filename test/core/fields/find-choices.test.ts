import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findChoices, findNamed } from '#core/fields/find-choices.ts';

const choices = [
  { name: 'poor', label: 'slecht' },
  { name: 'well', label: 'goed' },
  { name: 'moderate', label: 'matig' },
  { name: 'contiguous', label: 'aangrenzende structuren, goed te zien' },
  { name: 'fraenulum', label: 'fraenulum, éénzijdig' },
];
const names = (text: string): string[] => findChoices(choices, text).map(({ name }) => name);

describe('choices are found by what they are called', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['', ['poor', 'well', 'moderate', 'contiguous', 'fraenulum']],
    ['goed', ['well', 'contiguous']],
    ['GO', ['well', 'contiguous']],
    ['een', ['fraenulum']],
    ['struct', ['contiguous']],
    ['well', ['well']],
    ['zzz', []],
  ];
  for (const [text, found] of table) it(`${text}`, () => deepEqual(names(text), found));
  it('only a whole name is taken without being chosen', () => {
    deepEqual(findNamed(choices, ' Matig ')?.name, 'moderate');
    deepEqual(findNamed(choices, 'mat'), undefined);
    deepEqual(findNamed([...choices, { name: 'other', label: 'Matig' }], 'matig'), undefined);
  });
});
