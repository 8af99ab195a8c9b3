import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { demo, makeFolder, repository, scoreArgs } from '#test/cli/run-visite.ts';

/** What one patient of the export is called, was born on, weighs and was said of: nowhere else in the world. */
const canary = {
  number: '8317720594',
  name: 'Quirijn Zevenhoven',
  birth: '17-03-1951',
  weight: '57,33918',
  remark: 'Kanarie in de kolenmijn',
};

/** The demonstration export with its second line made the canary's. */
function makeExport(path: string): void {
  const [header = '', line = '', ...rest] = readFileSync(demo.export, 'latin1').split('\r\n');
  const cells = line.split(';');
  for (const [at, cell] of [
    [0, canary.number],
    [1, canary.name],
    [2, canary.birth],
    [15, canary.weight],
    [17, canary.remark],
  ] as const)
    cells[at] = cell;
  writeFileSync(path, [header, cells.join(';'), ...rest].join('\r\n'), 'latin1');
}

/** Files below a folder that hold any of the canary, as text in UTF-8 or UTF-16. */
function findCanary(folder: string): string[] {
  const needles = Object.values(canary).flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return needles.some((needle) => bytes.includes(needle));
    })
    .map((path) => relative(folder, path))
    .toSorted();
}

test('after scoring, showing and exporting, a patient stands in the export and the results and nowhere else', () => {
  const folder = makeFolder();
  for (const name of ['home', 'tmp', 'work', 'input']) mkdirSync(join(folder, name));
  const env = {
    PATH: process.env['PATH'],
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    TEMP: join(folder, 'tmp'),
    VISITE_HOME: join(folder, 'data'),
  };
  const run = (args: readonly string[]): void => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'out/cli/visite.mjs'), ...args],
      { cwd: join(folder, 'work'), env, encoding: 'utf8' },
    );
    assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
    assert.ok(!Object.values(canary).some((text) => stderr.includes(text)), 'nothing of a patient is said');
  };
  const file = join(folder, 'input/export.csv');
  makeExport(file);
  run(scoreArgs({ file, out: 'result.csv', report: 'report.html' }));
  run(scoreArgs({ file, out: 'result.xlsx' }));
  run(['log', 'verify']);
  run(['log', 'show', '--patient', canary.number, '--form', 'csv', '--out', 'patient.csv']);
  run(['log', 'show', '--patient', canary.number]);
  run(['log', 'export', '--out', 'audit']);
  run(['import', 'preview', file, '--no-values']);
  // The workbook is compressed, and is a result.
  assert.deepEqual(findCanary(folder), ['input/export.csv', 'work/result.csv']);
  assert.deepEqual(readdirSync(join(folder, 'tmp')), [], 'nothing in the folder for temporary files');
  assert.deepEqual(readdirSync(join(folder, 'home')), [], 'nothing in the home folder');
  // The search finds what is there to be found.
  writeFileSync(join(folder, 'tmp/planted'), Buffer.from(`x${canary.name}`, 'utf16le'));
  assert.ok(findCanary(folder).includes('tmp/planted'));
  rmSync(folder, { recursive: true });
});
