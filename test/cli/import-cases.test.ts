import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { importCases, many, runImportCase, toSaid } from '#test/cli/import-cases.ts';
import { makeFolder, visite } from '#test/cli/run-visite.ts';
import { mapAndScore, toRow, toText } from '#test/cli/small-export.ts';

describe('files that came wrong, from the bytes to the result', () => {
  for (const each of importCases) {
    it(each.name, () => {
      const folder = makeFolder();
      try {
        runImportCase(each, folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});

describe('what is said on a terminal', () => {
  it('holds no value of a row, but in a preview that was asked to show them', () => {
    const folder = makeFolder();
    try {
      const secret = 'Xantippe-Geheim';
      const bytes = toText([
        ...many(12),
        toRow('0000051', { Klieren: secret, Graad: secret, Geboren: secret, Naam: secret }),
      ]);
      const ran = mapAndScore(folder, bytes);
      assert.equal(toSaid(ran).includes(secret), false);
      const hidden = visite(folder, ['import', 'preview', 'export.csv', '--no-values']);
      assert.equal(hidden.status, 0, hidden.err);
      assert.equal(hidden.out.includes(secret) || hidden.out.includes('Müller'), false);
      const json = visite(folder, ['import', 'preview', 'export.csv', '--no-values', '--json']);
      assert.equal(json.out.includes(secret) || json.out.includes('Müller'), false);
      assert.match(visite(folder, ['import', 'preview', 'export.csv']).out, /Müller/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
