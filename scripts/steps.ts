import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { repository, type Step } from '#scripts/run-steps.ts';

const step = (name: string, command: string, args: readonly string[], cwd?: string): Step =>
  cwd === undefined ? { name, command, args } : { name, command, args, cwd };

export const checkSteps: readonly Step[] = [
  step('format', 'prettier', ['--check', '--log-level=warn', '.']),
  step('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  step('types', 'tsc', ['-b']),
];

/** Generated files that are committed: made again, they must be what is committed. */
export const driftSteps: readonly Step[] = [
  step('make the JSON Schemas', 'node', ['scripts/make-schemas.ts']),
  step('make the demo export', 'node', ['scripts/make-demo-export.ts']),
  step('make the bill of materials', 'node', ['scripts/make-sbom.ts']),
  step('no drift of generated files', 'git', [
    'diff',
    '--exit-code',
    '--stat',
    'native/index.d.ts',
    'docs/formats/schemas',
    'assets/exports',
    'docs/sbom.cdx.json',
    'docs/soup.md',
  ]),
];

/** The addon is built for a named target; the same name here shares its compiled crates. */
const target = ['--target', hostTriple()];

export const rustSteps: readonly Step[] = [
  step('rust format', 'cargo', ['fmt', '--all', '--check'], 'native'),
  step(
    'rust lint',
    'cargo',
    ['clippy', '--release', '--workspace', '--all-targets', ...target, '--', '-D', 'warnings'],
    'native',
  ),
  step('rust tests', 'cargo', ['test', '--release', '--workspace', ...target], 'native'),
];

/** Of the long run: it takes minutes. */
export const sameAddons = step('the addon built twice', 'node', ['scripts/compare-addons.ts']);

const test = (name: string, patterns: readonly string[]) =>
  step(name, 'node', ['--test', '--test-reporter=dot', ...patterns]);

/** The Python that the tests' packages are installed in. */
const testPython = resolve(repository, process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python');

export const pythonSteps: readonly Step[] = [
  step('python types', testPython, ['-m', 'mypy', '--config-file', 'pyproject.toml'], 'python'),
  step('python tests', testPython, ['-m', 'pytest', '-q', 'python']),
];

export const unitTests = test('unit tests', ['test/core/**/*.test.ts', 'test/compiler/**/*.test.ts']);
export const allTests = step('all tests', 'node', ['--test', '--test-reporter=spec', 'test/**/*.test.ts']);

/** Every attack of D1 to D60, in a table. */
export const attacks = step('the attacks', 'node', ['test/attack/run.ts']);

/** The application in Electron, driven from outside. */
export const e2e = step('the window, end to end', 'node', ['scripts/e2e.ts']);

export const demo = step('the demo', 'node', ['scripts/demo.ts']);

function hostTriple(): string {
  const found = /^host: (.+)$/m.exec(execFileSync('rustc', ['-vV'], { encoding: 'utf8' }));
  if (found?.[1] === undefined) throw new Error('rustc -vV names no host');
  return found[1];
}
