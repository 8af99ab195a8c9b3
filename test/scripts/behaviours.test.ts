import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '#scripts/run-steps.ts';

const page = readFileSync(join(repository, 'docs/behaviours.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| [^|]+ \| (.+) \|$/gm)].map(([, item = '', shownBy = '']) => ({
  item,
  places: [...shownBy.matchAll(/`((?:test|renderer)\/[^`]+)`/g)].map(([, place = '']) => place),
}));

test('docs/behaviours.md has every item once, and each is the title of a test in one of the places that it names', () => {
  assert.deepEqual(
    rows.map(({ item }) => Number(item)),
    Array.from({ length: 24 }, (_, at) => at + 1),
  );
  const without = rows.filter(({ item, places }) => {
    const titled = new RegExp(`\\b(?:test|it)\\(\\s*[\`'"]behaviours (?:\\d+, )*${item}\\b`);
    return !places.flatMap(toFiles).some((file) => titled.test(readFileSync(file, 'utf8')));
  });
  assert.deepEqual(without, []);
});

/** The files of a place. Throws where there is no such place. */
function toFiles(place: string): readonly string[] {
  const path = join(repository, place);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name));
}
