import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { previewFile } from '#host/import/preview.ts';
import { makeWorkbooks } from '#test/host/sheets/made-workbooks.ts';
import { workbookCases } from '#test/host/sheets/workbook-cases.ts';

/** A bomb must be refused within two seconds; the rest of the time is that of a busy machine. */
const limitMs = 10_000;

describe('previews of workbooks', () => {
  let folder = '';
  before(() => (folder = makeWorkbooks()));

  const hostile = workbookCases.filter(({ file }) => /bomb|xxe|laughs|encrypted|many-files|deep/.test(file));
  for (const { file, reason, refused } of hostile) {
    it(`D56 ${file}: ${reason}`, async () => {
      const start = performance.now();
      const preview = await previewFile(join(folder, file), {});
      assert.equal(preview.refusal?.code, refused);
      assert.equal(preview.table, undefined);
      assert.ok(performance.now() - start < limitMs);
    });
  }

  it('finds the sheet, and the row of the titles below those of a report', async () => {
    const preview = await previewFile(join(folder, 'title-rows.xlsx'), {});
    assert.equal(preview.form?.kind === 'workbook' && preview.form.headerRow, 4);
  });

  it('says which of several sheets is to be named, and takes the one that was', async () => {
    const facts = await previewFile(join(folder, 'typed.xlsx'), {});
    const [first] = facts.workbook?.facts.sheets ?? [];
    assert.ok(first);
    const stated = await previewFile(join(folder, 'typed.xlsx'), { sheet: first.name, headerLine: 1 });
    assert.deepEqual(stated.form, { kind: 'workbook', sheet: first.name, headerRow: 1 });
    const wrong = await previewFile(join(folder, 'typed.xlsx'), { sheet: 'no such sheet' });
    assert.equal(wrong.refusal?.code, 'sheet-missing');
  });
});
