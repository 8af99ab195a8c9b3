import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { toOpenedFile } from '#electron/main/opened-file.ts';

describe('the file that a start names', () => {
  let folder = '';
  let file = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'visite-opened-'));
    file = join(folder, 'een model (2)%.visite');
    writeFileSync(file, '');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const program = '/opt/Visite/visite';
  it('is found by its path, by its name in the folder of the start, and by the address that a desktop gives', () => {
    for (const word of [file, 'een model (2)%.visite', pathToFileURL(file).href])
      assert.equal(toOpenedFile([program, '--no-sandbox', word], folder), file, word);
  });

  it('is behind the application where that is not packaged', () => {
    assert.equal(toOpenedFile(['electron', folder, file], '/', folder), file);
    assert.equal(toOpenedFile(['electron', folder], '/', folder), undefined);
  });

  it('is none where nothing is there, or the address is of elsewhere', () => {
    for (const word of [
      '/nowhere.visite',
      'file:///nowhere.visite',
      `file://elsewhere${file}`,
      'file:///%zz',
      'https://example.org/',
      '',
    ])
      assert.equal(toOpenedFile([program, word], folder), undefined, word);
  });
});
