import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { networkGlobals, networkModules } from '#host/silence/forbid-network.ts';
import { demo, makeFolder, repository } from '#test/cli/run-visite.ts';
import { writeDemoSite } from '#test/cli/demo-site.ts';
import { watchNetwork } from '#test/cli/silence/watch-network.ts';

const built = join(repository, 'out/cli');
const visite = (...args: readonly string[]) => [process.execPath, join(built, 'visite.mjs'), ...args];
const model = 'colon-adjuvant@1.0.0';
const answers = join(repository, 'assets/exports/colon-epd-export.answers.json');

/** The command line from a hospital's first trust file to a log that is handed on, in a folder of `writeDemoSite`. */
const flow = [
  visite('trust', 'init', 'trust.json'),
  visite('verify', demo.bundle, '--demo'),
  visite('inspect', demo.bundle, '--demo'),
  visite('model', 'install', demo.bundle),
  visite('model', 'release', model, '--key', 'anna.key.pem'),
  visite('model', 'list'),
  visite('import', 'preview', demo.export),
  visite('import', 'map', demo.export, '--bundle', model, '--answers', answers, '--out', 'made.profile.json'),
  visite('import', 'check', demo.export, '--bundle', model, '--profile', 'made.profile.json'),
  ...['result.csv', 'result.xlsx', 'result.parquet', 'result.ndjson'].map((out) =>
    visite('score', demo.export, '--bundle', model, '--profile', 'made.profile.json', '--out', out),
  ),
  visite('import', 'preview', 'result.xlsx'),
  visite('log', 'verify'),
  visite('log', 'show', '--model', model, '--form', 'fhir', '--out', 'events.ndjson'),
  visite('log', 'export', '--out', 'handed-on'),
  [process.execPath, 'handed-on/verify-log.mjs', 'handed-on'],
];

describe('silence of the command line', () => {
  let folder = '';
  before(() => {
    folder = makeFolder();
    writeDemoSite(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('D31, D32: the whole flow makes no network call and sends no packet', () => {
    const { runs, packets } = watchNetwork(folder, flow);
    for (const { argv, status, err } of runs) assert.equal(status, 0, `${argv.slice(2).join(' ')}: ${err}`);
    assert.equal(runs.length, flow.length);
    for (const { argv, calls } of runs) assert.deepEqual(calls, [], argv.slice(2).join(' '));
    assert.deepEqual(packets, []);
  });
});

/** Leaks as they would stand in code of ours, or in a dependency, that gets past the guard: it runs before it. */
const leaks: readonly (readonly [name: string, code: string])[] = [
  ['fetch', `fetch('http://192.0.2.1/').catch(() => {});`],
  ['a look-up of a name', `import { lookup } from 'node:dns'; lookup('leak.example', () => {});`],
  [
    'a datagram',
    `import { createSocket } from 'node:dgram'; createSocket('udp4').unref().send('x', 9, '192.0.2.1');`,
  ],
  [
    'a TCP socket',
    `import { connect } from 'node:net'; connect(9, '2001:db8::1').on('error', () => {}).unref();`,
  ],
  ['a dependency that opens a connection', `import 'leaky';`],
];

describe('D31, D32: a planted leak is found by the same watch, both in the calls and in the packets', () => {
  let folder = '';
  before(() => {
    folder = makeFolder();
    const leaky = join(folder, 'node_modules/leaky');
    mkdirSync(leaky, { recursive: true });
    writeFileSync(join(leaky, 'package.json'), '{"name":"leaky","main":"index.js"}');
    writeFileSync(join(leaky, 'index.js'), `require('http').get('http://192.0.2.1/').on('error', () => {});`);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, code] of leaks) {
    it(name, () => {
      const program = pathToFileURL(join(built, 'visite.mjs'));
      writeFileSync(join(folder, 'planted.mjs'), `${code}\nawait import(${JSON.stringify(program)});\n`);
      const { runs, packets } = watchNetwork(folder, [[process.execPath, 'planted.mjs', 'model', '--help']]);
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
