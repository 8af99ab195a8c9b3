import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeDemoSite } from '#test/cli/demo-site.ts';
import { demo, repository } from '#test/cli/run-visite.ts';
import { watchNetwork, type Watched } from '#test/cli/silence/watch-network.ts';

/** The built command line. */
export const built = join(repository, 'out/cli');
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
  visite('model', 'compare', model, demo.otherBundle),
  visite('trust', 'show'),
  visite('explain', demo.bundle),
  visite('import', 'preview', demo.export),
  visite('import', 'map', demo.export, '--bundle', model, '--answers', answers, '--out', 'made.profile.json'),
  visite('import', 'check', demo.export, '--bundle', model, '--profile', 'made.profile.json'),
  ...['result.csv', 'result.xlsx', 'result.parquet', 'result.ndjson'].map((out) =>
    visite('score', demo.export, '--bundle', model, '--profile', 'made.profile.json', '--out', out),
  ),
  visite('import', 'preview', 'result.xlsx'),
  visite('model', 'withdraw', model, '--reason', 'under review'),
  visite('log', 'verify'),
  visite('log', 'checkpoint', '--out', 'note.txt'),
  visite('log', 'retain', '--years', '5'),
  visite('log', 'show', '--model', model, '--form', 'fhir', '--out', 'events.ndjson'),
  visite('log', 'export', '--out', 'handed-on'),
  [process.execPath, 'handed-on/verify-log.mjs', 'handed-on'],
];

/** Runs the whole flow in an empty folder. */
export function watchFlow(folder: string): Watched {
  writeDemoSite(folder);
  return watchNetwork(folder, flow);
}

/** Leaks as they would stand in code of ours, or in a dependency, that gets past the guard: it runs before it. */
export const plantedLeaks: readonly (readonly [name: string, code: string])[] = [
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

/** Runs the command line with a leak planted in front of it. */
export function watchLeak(folder: string, code: string): Watched {
  const leaky = join(folder, 'node_modules/leaky');
  mkdirSync(leaky, { recursive: true });
  writeFileSync(join(leaky, 'package.json'), '{"name":"leaky","main":"index.js"}');
  writeFileSync(join(leaky, 'index.js'), `require('http').get('http://192.0.2.1/').on('error', () => {});`);
  const program = JSON.stringify(pathToFileURL(join(built, 'visite.mjs')));
  writeFileSync(join(folder, 'planted.mjs'), `${code}\nawait import(${program});\n`);
  return watchNetwork(folder, [[process.execPath, 'planted.mjs', 'model', '--help']]);
}
