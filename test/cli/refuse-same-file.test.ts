import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, describe, it } from 'node:test';
import { refuseSameFile } from '#cli/refuse-same-file.ts';
import { UsageError } from '#cli/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'visite-same-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
mkdirSync(at('log'));
writeFileSync(at('export.csv'), '');
symlinkSync(at('export.csv'), at('link.csv'));
symlinkSync(at('log'), at('log-link'));

const piece = 'result.csv.4711-0123456789ab.partial';

describe('outputs that would cost a file', () => {
  const cases: readonly [string, inputs: string[], outputs: string[], refused: boolean][] = [
    ['other names', [at('export.csv')], [at('result.csv'), at('refused.csv')], false],
    ['the export itself', [at('export.csv')], [at('export.csv')], true],
    ['the export by another path', [at('export.csv')], [relative('.', at('export.csv'))], true],
    ['the export by a link', [at('export.csv')], [at('link.csv')], true],
    ['the second output', [at('export.csv')], [at('result.csv'), at('export.csv')], true],
    ['two outputs of one name', [at('export.csv')], [at('result.csv'), at('log/../result.csv')], true],
    ['a file in the log folder', [at('export.csv')], [at('log/audit-log.sqlite-wal')], true],
    ['a file in the log folder by a link', [at('export.csv')], [at('log-link/result.csv')], true],
    ['a name that begins as the log folder does', [at('export.csv')], [at('log.csv')], false],
    ['an export named like a piece of the result', [at(piece)], [at('result.csv')], true],
    ['an export named like a piece of another result', [at(piece)], [at('other.csv')], false],
    ['no name', [at('export.csv')], [''], true],
  ];
  for (const [name, inputs, outputs, refused] of cases) {
    it(`${name}: ${refused ? 'refused' : 'taken'}`, () => {
      const check = () => refuseSameFile(inputs, outputs, [at('log')]);
      if (refused) assert.throws(check, UsageError);
      else check();
    });
  }
});
