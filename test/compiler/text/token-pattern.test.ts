import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import { parseTokenPattern, type Dialect } from '#compiler/text/token-pattern.ts';

/** Tokens of a text by the pattern's own contract. */
function tokens(text: string, pattern: string, dialect: Dialect): string[] {
  const { characters, spoilers, least, most } = parseTokenPattern(pattern, dialect, 'test');
  const within = (runs: typeof characters, character: string): boolean => {
    const code = character.codePointAt(0) ?? 0;
    return runs.some(({ first, last }) => code >= first && code <= last);
  };
  const found: string[] = [];
  let [run, spoiled] = ['', false];
  const finish = (): void => {
    if (Array.from(run).length >= least && !spoiled) found.push(run);
    [run, spoiled] = ['', false];
  };
  for (const character of text) {
    const token = within(characters, character);
    if (token) run += character;
    if (within(spoilers, character)) spoiled = true;
    else if (!token || most === 1) finish();
  }
  finish();
  return found;
}

const TEXT = 'Pat. élève a_1 x 12 ab1 É';

/** What Python's `re.findall` and RE2 give. */
const cases: readonly { pattern: string; dialect: Dialect; expected: readonly string[] }[] = [
  { pattern: '(?u)\\b\\w\\w+\\b', dialect: 'python', expected: ['Pat', 'élève', 'a_1', '12', 'ab1'] },
  { pattern: '\\w+', dialect: 'python', expected: ['Pat', 'élève', 'a_1', 'x', '12', 'ab1', 'É'] },
  { pattern: '\\w{3,}', dialect: 'python', expected: ['Pat', 'élève', 'a_1', 'ab1'] },
  { pattern: '\\b[a-z]+\\b', dialect: 'python', expected: ['x'] },
  { pattern: '[a-z]+', dialect: 'python', expected: ['at', 'l', 've', 'a', 'x', 'ab'] },
  { pattern: '[^ .]+', dialect: 'python', expected: ['Pat', 'élève', 'a_1', 'x', '12', 'ab1', 'É'] },
  { pattern: '\\S+', dialect: 'python', expected: ['Pat.', 'élève', 'a_1', 'x', '12', 'ab1', 'É'] },
  { pattern: '[\\w.]+', dialect: 're2', expected: ['Pat.', 'l', 've', 'a_1', 'x', '12', 'ab1'] },
  { pattern: '[a-zA-Z0-9_]+', dialect: 're2', expected: ['Pat', 'l', 've', 'a_1', 'x', '12', 'ab1'] },
  { pattern: '[0-9]', dialect: 're2', expected: ['1', '1', '2', '1'] },
];

for (const { pattern, dialect, expected } of cases) {
  void test(`${dialect}: ${pattern}`, () => assert.deepEqual(tokens(TEXT, pattern, dialect), expected));
}

for (const pattern of [
  '',
  '(\\w+)',
  '\\w+|\\d+',
  '\\w+\\d',
  'a',
  '\\w\\w',
  '\\b[a-z-]+\\b',
  '\\w+?',
  '[z-a]+',
  '[[:alpha:]]+',
  '\\d+',
  '\\w*',
  '\\bab\\b',
]) {
  void test(`refused: ${pattern}`, () => {
    assert.throws(() => parseTokenPattern(pattern, 'python', 'test'), CompileError);
  });
}
