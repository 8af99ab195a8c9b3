import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';
import { headerLine, profile, score } from '#test/host/scoring/run-score.ts';
import { makeFolder, openTestLog } from '#test/host/store/test-log.ts';
import { readAll } from '#test/core/table/read-all.ts';

const bundle = signedBundle();
let runner: Runner;
before(async () => (runner = await Runner.open(bundle)));
after(() => runner.close());

const dialects: readonly Partial<Dialect>[] = [
  { titleLines: 2 },
  { titleLines: 2, separatorLine: true, bom: true, newline: '\r\n' },
  { titleLines: 1, encoding: 'utf-16be', bom: true, delimiter: '\t' },
  { titleLines: 3, encoding: 'utf-16le', newline: '\r' },
  { titleLines: 1, encoding: 'macintosh', newline: '\r' },
  { titleLines: 1, encoding: 'cp850', newline: '\r\n', delimiter: '|' },
  { encoding: 'windows-1250' },
  { encoding: 'iso-8859-15', titleLines: 2 },
];

for (const stated of dialects) {
  it(`a report of two pages is scored and written back in its own dialect: ${JSON.stringify(stated)}`, async (context) => {
    const folder = makeFolder(context);
    const dialect: Dialect = { ...profile.dialect, ...stated };
    const { delimiter, newline, titleLines = 0 } = dialect;
    const titles = ['Bericht Größe', '=1+1', ''].slice(0, titleLines);
    const header = 'id;age;sex;marker;stage';
    const records = ['pé1;61;M;1,5;II', 'p2;44;V;2,5;I', header, '', 'p3;70;M;9,5;III', 'total;;;;'];
    const lines = [header, ...records].map((line) => line.replaceAll(';', delimiter));
    const above = dialect.separatorLine ? [`sep=${delimiter}`] : [];
    const text = [...above, ...titles, ...lines].map((line) => line + newline).join('');
    const path = join(folder, 'report.csv');
    writeFileSync(path, encodeText((dialect.bom ? '\uFEFF' : '') + text, dialect.encoding));

    const checked = await checkExport(path, { ...profile, dialect }, bundle.bundle.manifest);
    const place = { folder, bundle, runner, log: openTestLog(join(folder, 'log')) };
    const { books } = await score(place, `${headerLine}x;1;M;1;I\n`, { export: checked });
    assert.deepEqual([books.read, books.scored + books.flagged, books.refused, books.skipped], [6, 3, 0, 3]);
    assert.deepEqual(books.codes.skip, { 'blank-row': 1, 'profile-rule': 1, 'repeated-header': 1 });

    const result = await readAll(readFileSync(join(folder, 'result.csv')), dialect);
    const [first, ...rest] = result.items;
    assert.ok(first?.kind === 'header');
    // A title that a spreadsheet would calculate is made text; nothing else of the titles changes.
    const safe = titles.map((title) => (title.startsWith('=') ? `'${title}` : title) + newline);
    assert.equal(first.header.titleText ?? '', safe.join(''));
    assert.equal(first.header.separatorLine, above[0]);
    const line = first.header.titles.indexOf('visite_line');
    const status = first.header.titles.indexOf('visite_status');
    const start = 1 + above.length + titleLines;
    const became = rest.flatMap((item) => ('row' in item ? [item.row.cells] : []));
    assert.deepEqual(
      became.map((cells) => [cells[0], cells[line], cells[status] === 'skipped']),
      [
        ['pé1', `${start + 1}`, false],
        ['p2', `${start + 2}`, false],
        ['id', `${start + 3}`, true],
        ['p3', `${start + 5}`, false],
        ['total', `${start + 6}`, true],
      ],
    );
    const refused = await readAll(readFileSync(join(folder, 'refused.csv')), {
      ...dialect,
      titleLines: undefined,
    });
    assert.deepEqual(
      refused.items.flatMap((item) => (item.kind === 'row' ? [item.row.cells[4]] : [])),
      ['repeated-header', 'blank-row', 'profile-rule'],
    );
  });
}
