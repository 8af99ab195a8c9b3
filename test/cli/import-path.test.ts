import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Profile } from '#core/mapping/profile.ts';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { toCanonicalReader } from '#core/results/canonical-row.ts';
import { readTable } from '#core/table/read-table.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import type { Header, Row } from '#core/table/row.ts';
import { openSource } from '#host/import/open-source.ts';
import { WorkbookWriter } from '#host/sheets/write-workbook.ts';
import { demo, makeFolder, repository, visite } from '#test/cli/run-visite.ts';
import { map } from '#test/cli/small-export.ts';

const python = process.env['VISITE_TEST_PYTHON'] ?? join(repository, '.venv/bin/python');
const answersPath = join(repository, 'assets/exports/colon-epd-export.answers.json');
const shipped = parseProfile(readFileSync(demo.profile));
const withoutRun = (text: string) => text.replaceAll(/run-[0-9a-f]{16}/g, 'run');

describe('the demonstration export, from a file nobody described to a scored result', () => {
  let folder = '';
  before(() => (folder = makeFolder()));
  after(() => rmSync(folder, { recursive: true }));

  const score = (file: string, profile: string, out: string, ...more: readonly string[]) => {
    const args = ['--bundle', demo.bundle, '--demo', '--profile', profile, '--out', out, ...more];
    const run = visite(folder, ['score', file, ...args]);
    assert.equal(run.status, 0, run.err);
    return run;
  };

  it('preview: kind, dialect, header, columns and their evidence; provisional', () => {
    const run = visite(folder, ['import', 'preview', demo.export, '--json', '--no-values']);
    assert.equal(run.status, 0, run.err);
    const preview = JSON.parse(run.out);
    assert.equal(preview.kind.kind, 'delimited');
    assert.equal(preview.provisional, true);
    assert.deepEqual(preview.written, { dialect: shipped.dialect, undecided: [] });
    assert.deepEqual(preview.header.titles, shipped.header);
    const kinds = preview.columns.map((column: { title: string; choice?: { kind: string } }) => [
      column.title,
      column.choice?.kind,
    ]);
    assert.deepEqual(kinds.slice(0, 6), [
      ['Patiëntnummer', 'identifier'],
      ['Naam', 'text'],
      ['Geboortedatum', 'date'],
      ['Geslacht', 'code'],
      ['Operatiedatum', 'date'],
      ['Stadium', 'code'],
    ]);
    assert.equal(JSON.stringify(preview).includes('Peeters'), false);
  });

  it('map: nothing is written while something is open, and then what the shipped profile says', () => {
    const answers = JSON.parse(readFileSync(answersPath, 'utf8'));
    const { nodes: _, ...inputs } = answers.inputs;
    for (const [open, says] of [
      [{ ...answers, inputs }, /input nodes: not answered/],
      [{ ...answers, accept: [] }, /18 rows would be refused/],
      [{ ...answers, rows: undefined }, /2 rows are of patients/],
    ] as const) {
      const run = map(folder, demo.export, open, 'open.profile.json');
      assert.equal(run.status, 4, run.err);
      assert.match(run.out, says);
      assert.match(run.out, /no profile was written/);
    }
    const run = map(folder, demo.export, answers, 'mapped.profile.json');
    assert.equal(run.status, 0, run.err);
    const mapped = parseProfile(readFileSync(join(folder, 'mapped.profile.json')));
    const { name, dialect, header, patient, inputs: mappedInputs } = mapped;
    const { skip: __, models: ___, profile: ____, ...wanted } = shipped;
    assert.deepEqual({ name, dialect, header, patient, inputs: mappedInputs }, wanted);
    assert.equal(mapped.version, 1);
    assert.ok((mapped.expect?.patients ?? 0) > 900);
  });

  it('check: counts, and no drift', () => {
    const args = ['import', 'check', demo.export, '--bundle', demo.bundle, '--demo'];
    const run = visite(folder, [...args, '--profile', 'mapped.profile.json', '--json']);
    assert.equal(run.status, 0, run.err);
    const { read, usable, refused, skipped, moved } = JSON.parse(run.out);
    assert.deepEqual(
      { read, usable, refused, skipped, moved },
      { read: 982, usable: 961, refused: 18, skipped: 3, moved: [] },
    );
  });

  it('score: the same result as with the shipped profile', () => {
    score(demo.export, 'mapped.profile.json', 'mapped.csv');
    score(demo.export, demo.profile, 'shipped.csv');
    const read = (name: string) => withoutRun(readFileSync(join(folder, name), 'latin1'));
    assert.equal(read('mapped.csv'), read('shipped.csv'));
  });

  it('a file that moved is refused by score, told by check, and accepted as the next version', () => {
    const moved = readFileSync(demo.export, 'latin1').replaceAll(/;(IIIC);/g, ';IIIA;');
    writeFileSync(join(folder, 'moved.csv'), moved, 'latin1');
    const common = ['--bundle', demo.bundle, '--demo', '--profile', 'mapped.profile.json'];
    const refused = visite(folder, ['score', 'moved.csv', ...common, '--out', 'moved-result.csv']);
    assert.equal(refused.status, 4);
    assert.match(refused.err, /column-changed: moved\.csv: .*"Stadium"/);
    const told = visite(folder, ['import', 'check', 'moved.csv', ...common]);
    assert.equal(told.status, 4);
    assert.match(told.out, /MOVED[^]*"Stadium"/);
    const next = ['--accept-drift', 'next.profile.json'];
    assert.equal(visite(folder, ['import', 'check', 'moved.csv', ...common, ...next]).status, 0);
    assert.equal(parseProfile(readFileSync(join(folder, 'next.profile.json'))).version, 2);
    score('moved.csv', 'next.profile.json', 'moved-result.csv');
  });

  it('the report of a run is in the log, by the digest of what was written', () => {
    score(demo.export, demo.profile, 'reported.csv', '--report', 'report.html');
    const sha256 = createHash('sha256')
      .update(readFileSync(join(folder, 'report.html')))
      .digest('hex');
    const shown = visite(folder, ['log', 'show', '--type', 'view-exported', '--form', 'jsonl']);
    assert.equal(shown.status, 0, shown.err);
    assert.match(shown.out, new RegExp(`"sha256":"${sha256}"[^]*"view":"run-report"`));
  });

  it('a name that is taken is told before the export is read', () => {
    writeFileSync(join(folder, 'taken.csv'), 'precious');
    const args = ['score', 'nowhere.csv', '--bundle', demo.bundle, '--demo', '--profile', demo.profile];
    const run = visite(folder, [...args, '--out', 'taken.csv']);
    assert.match(run.err, /output-exists: taken\.csv/);
    assert.equal(readFileSync(join(folder, 'taken.csv'), 'utf8'), 'precious');
  });

  it('the same table as a workbook gives the same numbers, bit for bit', async () => {
    const { header, rows } = await readExport();
    const toCells = toCanonicalReader(shipped, header);
    const chunks: Uint8Array[] = [];
    const writer = await WorkbookWriter.start((bytes) => void chunks.push(bytes.slice()), header.titles);
    await writer.write(rows.map(toCells));
    await writer.end();
    writeFileSync(join(folder, 'export.xlsx'), Buffer.concat(chunks));

    expectSameNumbers('export.xlsx', { kind: 'workbook', sheet: 'visite', headerRow: 1 });
  });

  it('the same table as Parquet gives the same numbers, bit for bit', async () => {
    const { header, rows } = await readExport();
    const read = toCanonicalReader(shipped, header);
    const canonical = rows.map(read);
    const columns = header.titles.map((title, at) => {
      const kind = (['number', 'date'] as const).find((wanted) =>
        canonical.every(({ kinds }) => kinds[at] === wanted || kinds[at] === 'empty'),
      );
      const cells = (kind === undefined ? rows : canonical).map((row) => row.cells[at] || null);
      return { title, kind: kind ?? 'text', cells };
    });
    assert.ok(columns.some(({ kind }) => kind === 'text'));
    execFileSync(python, [join(import.meta.dirname, 'write_parquet.py'), join(folder, 'export.parquet')], {
      input: JSON.stringify({ columns }),
    });
    expectSameNumbers('export.parquet', { kind: 'parquet' });
  });

  it('behaviours 12: every form of the result holds the same cells', async () => {
    const read = async (name: string, written: Pick<Profile, 'form' | 'dialect'>) => {
      const source = await openSource(join(folder, name), written);
      const rows: string[][] = [];
      for await (const items of source.items()) {
        for (const item of items) if (item.kind === 'row') rows.push(item.row.cells.slice(0, -1));
      }
      await source.close();
      return rows;
    };
    score(demo.export, demo.profile, 'all.csv', '--machine');
    score(demo.export, demo.profile, 'all.xlsx');
    score(demo.export, demo.profile, 'all.parquet');
    const dialect = machineDialect;
    const text = await read('all.csv', { dialect });
    assert.equal(text.length, 976);
    // A formula is made safe in text only; a line break of Windows is one of XML in a workbook.
    const plain = (rows: readonly string[][]) =>
      rows.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+@-])/, '').replaceAll('\r\n', '\n')));
    const sheet = await read('all.xlsx', {
      form: { kind: 'workbook', sheet: 'visite', headerRow: 1 },
      dialect,
    });
    assert.deepEqual(plain(sheet), plain(text));
    assert.deepEqual(plain(await read('all.parquet', { form: { kind: 'parquet' }, dialect })), plain(text));
  });

  function expectSameNumbers(file: string, form: object): void {
    const preview = visite(folder, ['import', 'preview', file, '--json', '--no-values']);
    assert.equal(preview.status, 0, preview.err);
    assert.deepEqual(JSON.parse(preview.out).form, form);
    const answers = JSON.parse(readFileSync(answersPath, 'utf8'));
    const { skip } = shipped;
    const typed = { ...answers, form: 'suggested', skip };
    const asked = map(folder, file, typed, `${file}.profile.json`);
    assert.equal(asked.status, 4, asked.out);
    assert.match(asked.out, /dialect decimal: the file does not tell its decimal mark/);
    const mapped = map(folder, file, typed, `${file}.profile.json`, ['--decimal', 'comma']);
    assert.equal(mapped.status, 0, mapped.out + mapped.err);
    score(file, `${file}.profile.json`, `${file}.csv`, '--machine');
    score(demo.export, demo.profile, 'text.csv', '--machine', '--overwrite');
    const numbers = toNumbers(folder, 'text.csv');
    assert.ok(numbers.length > 950 && numbers.some((row) => row.length === titlesOfModel));
    assert.deepEqual(toNumbers(folder, `${file}.csv`), numbers);
  }
});

/** The status, the outputs and the name of the model. */
const titlesOfModel = 52;

/** Sound records of the export. */
async function readExport(): Promise<{ header: Header; rows: Row[] }> {
  const rows: Row[] = [];
  let header: Header | undefined;
  for await (const items of readTable([readFileSync(demo.export)], shipped.dialect)) {
    for (const item of items) {
      if (item.kind === 'header') header = item.header;
      if (item.kind === 'row') rows.push(item.row);
    }
  }
  assert.ok(header);
  return { header, rows };
}

/** What the model gave for each row, without the lines and the run, which differ. */
function toNumbers(folder: string, name: string): readonly (readonly string[])[] {
  const text = readFileSync(join(folder, name), 'utf8');
  const titles = text.slice(0, text.indexOf('\n')).split(',');
  const first = titles.findIndex((title) => title.startsWith('visite_survival'));
  const rows = [...text.matchAll(/,(scored|flagged|refused|skipped),([^\n]*)\n/g)];
  return rows.map(([, status = '', rest = '']) => [
    status,
    ...rest.split(',').slice(-(titles.length - first), -1),
  ]);
}
