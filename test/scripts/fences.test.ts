import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importTable } from '#scripts/import-table.ts';

const root = join(import.meta.dirname, '..', '..');

/** Forbidden imports and uses; each must be refused by the linter. */
const forbidden = [
  ['core/a.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`],
  ['core/b.ts', `import { y } from '#host/trust/y.ts';\nexport const x = y;`],
  ['core/c.ts', `import { y } from '../host/y.ts';\nexport const x = y;`],
  ['core/d.ts', `import { y } from 'ajv';\nexport const x = y;`],
  ['core/e.ts', `export const x = process.env;`],
  ['core/f.ts', `export const x = document;`],
  ['core/g.ts', `export const x = await import('#host/trust/y.ts');`],
  ['host/files/a.ts', `import { y } from '#cli/y.ts';\nexport const x = y;`],
  ['host/scoring/a.ts', `import { addon } from '#native/load.ts';\nexport const x = addon;`],
  ['host/trust/a.ts', `import { writeFileSync } from 'node:fs';\nexport const x = writeFileSync;`],
  ['host/store/a.ts', `import { connect } from 'node:net';\nexport const x = connect;`],
  ['host/store/b.ts', `import { get } from 'node:https';\nexport const x = get;`],
  ['host/store/c.ts', `export const x = fetch('x:');`],
  ['host/scoring/b.ts', `import { fork } from 'node:child_process';\nexport const x = fork;`],
  ['host/sheets/a.ts', `import { fork } from 'node:child_process';\nexport const x = fork;`],
  ['host/import/a.ts', `import { addon } from '#native/load.ts';\nexport const x = addon;`],
  ['host/files/b.ts', `import { app } from 'electron';\nexport const x = app;`],
  ['compiler/a.ts', `import { y } from '#host/y.ts';\nexport const x = y;`],
  ['compiler/b.ts', `import { y } from 'node:os';\nexport const x = y;`],
  ['cli/a.ts', `import { writeFileSync } from 'node:fs';\nexport const x = writeFileSync;`],
  ['cli/b.ts', `import { y } from '#native/load.ts';\nexport const x = y;`],
  ['renderer/a.tsx', `import { y } from '#host/y.ts';\nexport const x = y;`],
  ['renderer/b.tsx', `import { ipcRenderer } from 'electron';\nexport const x = ipcRenderer;`],
  ['electron/a.ts', `import { y } from '#renderer/y.ts';\nexport const x = y;`],
  ['native/a.ts', `import { y } from '#core/y.ts';\nexport const x = y;`],
] as const;

/** What each area may do, so that a rule that refuses everything does not pass for a fence. */
const allowed = [
  [
    'core/ok.ts',
    `import { z } from 'zod';\nimport { y } from '#core/bundle/y.ts';\nexport const x = [z, y];`,
  ],
  ['host/runner/ok.ts', `import { addon } from '#native/load.ts';\nexport const x = addon;`],
  [
    'host/runner/ok-process.ts',
    `import { fork } from 'node:child_process';\nimport { addon } from '#native/load.ts';\nexport const x = [fork, addon];`,
  ],
  ['host/sheets/ok.ts', `import { addon } from '#native/load.ts';\nexport const x = addon;`],
  ['host/store/ok.ts', `import { openSync } from 'node:fs';\nexport const x = openSync;`],
  ['cli/ok.ts', `import { y } from '#host/scoring/y.ts';\nexport const x = y;`],
  ['compiler/ok.ts', `import type { y } from '#core/bundle/y.ts';\nexport type X = typeof y;`],
] as const;

describe('the linter refuses what the import table does not list', () => {
  let folder = '';
  const refusals = new Map<string, string>();
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'visite-fences-'));
    cpSync(join(root, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'));
    mkdirSync(join(folder, 'scripts'));
    cpSync(join(root, 'scripts/import-table.ts'), join(folder, 'scripts/import-table.ts'));
    for (const [path, text] of [...forbidden, ...allowed]) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), `${text}\n`);
    }
    const run = spawnSync(
      join(root, 'node_modules/.bin/oxlint'),
      [
        '--format=json',
        ...Object.keys(importTable).filter(
          (area) => area !== 'scripts' && area !== 'bench' && area !== 'test',
        ),
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    const report: { diagnostics: { filename: string; code: string }[]; number_of_files: number } = JSON.parse(
      run.stdout,
    );
    assert.equal(report.number_of_files, forbidden.length + allowed.length, run.stdout);
    for (const { filename, code } of report.diagnostics) refusals.set(filename, code);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [path, text] of forbidden) {
    it(`${path}: ${text.split('\n')[0]}`, () => {
      assert.match(refusals.get(path) ?? 'accepted', /no-restricted-(imports|globals)/);
    });
  }
  for (const [path] of allowed) it(`${path} is allowed`, () => assert.equal(refusals.get(path), undefined));
});

describe('project references refuse what core may not see', () => {
  const cases = [
    [
      'a Node module',
      `import { readFileSync } from 'node:fs';\nexport const x: unknown = readFileSync;`,
      /TS2591|TS2307/,
    ],
    ['the DOM', `export const x: unknown = document.title;`, /TS2584|TS2304/],
    ['another area', `import { y } from '#host/y.ts';\nexport const x: number = y;`, /TS6059|TS6307/],
    ['nothing (the control)', `export const x: number = 1;`, undefined],
  ] as const;
  for (const [name, text, refusal] of cases) {
    it(name, () => {
      const folder = mkdtempSync(join(tmpdir(), 'visite-references-'));
      for (const area of ['core', 'host']) mkdirSync(join(folder, area));
      cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
      cpSync(join(root, 'core/tsconfig.json'), join(folder, 'core/tsconfig.json'));
      cpSync(join(root, 'package.json'), join(folder, 'package.json'));
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      writeFileSync(join(folder, 'host/y.ts'), 'export const y = 1;\n');
      writeFileSync(join(folder, 'core/x.ts'), `${text}\n`);
      const run = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-b', 'core'], {
        cwd: folder,
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });
      if (refusal === undefined) assert.equal(run.status, 0, run.stdout);
      else assert.match(run.stdout, refusal);
    });
  }
});

describe('ARCHITECTURE.md', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  for (const [area, rule] of Object.entries(importTable)) {
    it(`has the row of ${area} as the import table has it`, () => {
      const imports = rule.imports.length > 0 ? rule.imports.join(', ') : 'nothing of ours';
      assert.ok(text.includes(`| \`${area}/\` | ${rule.purpose} | ${imports} |`), `no row for ${area}`);
    });
  }
});
