import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { AboutFile, aboutFile } from '#cli/about-file.ts';
import { exitCode } from '#cli/exit-code.ts';
import { toReport } from '#cli/report-error.ts';
import { UsageError } from '#cli/usage-error.ts';
import { FileError } from '#host/files/file-error.ts';
import { InputRefused, toInputFault } from '#host/scoring/input-refused.ts';
import { LogError } from '#host/store/log-error.ts';
import { TrustError } from '#host/trust/trust-error.ts';

const missing = toInputFault({
  code: 'column-missing',
  line: 1,
  column: 'leeftijd',
  message: 'the file has no column "leeftijd"',
});
const other = toInputFault({ code: 'profile-other-model', line: 0, message: 'the profile is for a' });

const cases: readonly (readonly [name: string, error: Error, exit: number, lines: readonly string[]])[] = [
  [
    'faults of an export: each on a line of its own',
    new InputRefused('map/e.csv', [missing, other]),
    exitCode.inputRefused,
    [
      'error: column-missing: map/e.csv: line 1: column "leeftijd": the file has no column "leeftijd"',
      'error: profile-other-model: map/e.csv: the profile is for a',
    ],
  ],
  [
    'a bundle',
    new AboutFile('b.visite', new TrustError('key-unknown', 'expected a trusted key, got another')),
    exitCode.bundleRefused,
    ['error: key-unknown: b.visite: expected a trusted key, got another'],
  ],
  [
    'a file inside a bundle',
    new AboutFile('b.visite', new BundleError('json-syntax', 'card.json', 'expected JSON')),
    exitCode.bundleRefused,
    ['error: json-syntax: b.visite: card.json: expected JSON'],
  ],
  [
    'a file',
    new FileError('input-not-found', 'e.csv', 'there is no such file'),
    exitCode.inputRefused,
    ['error: input-not-found: e.csv: there is no such file'],
  ],
  [
    'the log',
    new LogError('log-in-use', 'l.sqlite', 'another writer has it'),
    exitCode.logFailed,
    ['error: log-in-use: l.sqlite: another writer has it'],
  ],
];
for (const [name, error, exit, lines] of cases) {
  test(`${name}: code, file and what is wrong, once, and what to do`, () => {
    const report = toReport(error);
    assert.equal(report.exitCode, exit);
    assert.deepEqual(report.lines, lines);
    assert.ok((report.hint ?? '').length > 10);
  });
}

test('of many faults the first 20 are told, and how many more there are', () => {
  const { lines } = toReport(
    new InputRefused('e.csv', [missing, ...Array.from({ length: 29 }, () => other)]),
  );
  assert.equal(lines.length, 21);
  assert.equal(lines[20], 'error: column-missing: e.csv: and 10 more faults');
});

test('a file is named once, and only what is a refusal gets a name', async () => {
  const file = new FileError('input-not-found', 'e.csv', 'there is no such file');
  await assert.rejects(
    aboutFile('b.visite', () => Promise.reject(file)),
    (error) => error === file,
  );
  const mistake = new TypeError('x');
  await assert.rejects(
    aboutFile('b.visite', () => Promise.reject(mistake)),
    (error) => error === mistake,
  );
  assert.equal(await aboutFile('b.visite', () => 1), 1);
});

test('a command that was not understood needs no code', () => {
  assert.deepEqual(toReport(new UsageError('x', 'y')).lines, ['error: x']);
});
