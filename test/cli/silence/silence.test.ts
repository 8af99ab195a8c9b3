import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { networkGlobals, networkModules } from '#host/silence/forbid-network.ts';
import { makeFolder, repository } from '#test/cli/run-visite.ts';
import { built, plantedLeaks, watchFlow, watchLeak } from '#test/cli/silence/watched-flow.ts';

describe('silence of the command line', () => {
  let folder = '';
  before(() => (folder = makeFolder()));
  after(() => rmSync(folder, { recursive: true }));

  it('D31, D32: the whole flow makes no network call and sends no packet', () => {
    const { runs, packets } = watchFlow(folder);
    for (const { argv, status, err } of runs) assert.equal(status, 0, `${argv.slice(2).join(' ')}: ${err}`);
    for (const { argv, calls } of runs) assert.deepEqual(calls, [], argv.slice(2).join(' '));
    assert.deepEqual(packets, []);
  });

  for (const [name, code] of plantedLeaks) {
    it(`D31, D32: a planted leak is found in the calls and in the packets: ${name}`, () => {
      const { runs, packets } = watchLeak(folder, code);
      assert.match(runs[0]?.out ?? '', /installed on this computer/);
      assert.ok((runs[0]?.calls.length ?? 0) > 0, 'no call was seen');
      assert.ok(packets.length > 0, 'no packet was seen');
    });
  }
});

describe('D34: what is built holds no way to the network', () => {
  const files = [
    ...readdirSync(built).map((name) => join(built, name)),
    join(repository, 'python/src/visite/carried/visite-author.mjs'),
  ].filter((name) => name.endsWith('.mjs'));

  it('no file asks for a network module, nor for the global of one', () => {
    const module = `["'](node:)?(${networkModules.join('|')})["']`;
    const asked = new RegExp(`(\\bfrom|\\bimport|\\brequire|\\bgetBuiltinModule)\\s*\\(?\\s*${module}`);
    const globals = new RegExp(`(?<![.\\w'"\`-])(${networkGlobals.join('|')})\\s*\\(`);
    assert.ok(files.length > 50);
    for (const file of files) {
      const lines = readFileSync(file, 'utf8').split('\n');
      const found = lines.filter((line) => asked.test(line) || globals.test(line));
      assert.deepEqual(found, [], file);
    }
  });
});
