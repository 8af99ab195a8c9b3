import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkModules } from '#host/silence/forbid-network.ts';

const guard = new URL('../../../host/silence/forbid-network.ts', import.meta.url).href;

/** Ways to the network for code that is loaded after the guard. */
export const ways: readonly (readonly [name: string, code: string])[] = [
  ...networkModules.flatMap((name): (readonly [string, string])[] => [
    [`import of node:${name}`, `await import('node:${name}');`],
    [`import of ${name}`, `await import('${name}');`],
    [`require of ${name}`, `createRequire(import.meta.url)('${name}');`],
    [`getBuiltinModule of ${name}`, `process.getBuiltinModule('node:${name}');`],
  ]),
  ['fetch', `await fetch('http://192.0.2.1/');`],
  ['WebSocket', `new WebSocket('ws://192.0.2.1/');`],
  ['EventSource', `new EventSource('http://192.0.2.1/');`],
  ['a binding', `process.binding('tcp_wrap');`],
  ['a dependency that requires http', `await import('leaky-commonjs');`],
  ['a dependency that imports net', `await import('leaky-module');`],
  [
    'the guard taken away',
    `try { delete globalThis.fetch; globalThis.fetch = () => {}; } catch {} await fetch('x:');`,
  ],
];

/** Lines that load the guard and set it. */
export const guarded = `import { forbidNetwork } from '${guard}';\nforbidNetwork();\n`;

/** Two dependencies that reach for the network when they are loaded. */
export function writeLeakyDependencies(folder: string): void {
  const write = (name: string, type: string, code: string): void => {
    const path = join(folder, 'node_modules', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, type, exports: './index.js' }));
    writeFileSync(join(path, 'index.js'), code);
  };
  write('leaky-commonjs', 'commonjs', `require('http').get;`);
  write('leaky-module', 'module', `import { connect } from 'node:net';\nexport const x = connect;`);
}

/** Runs code as a module in a process of its own. */
export function runModule(folder: string, code: string) {
  const start = `import { createRequire } from 'node:module';\n`;
  writeFileSync(join(folder, 'try.mjs'), start + code);
  return spawnSync(process.execPath, ['try.mjs'], { cwd: folder, encoding: 'utf8' });
}

/** Code that tries every way and prints for each what it met. */
export const allWays = ways
  .map(
    ([name, code]) =>
      `try { ${code} console.log(${JSON.stringify(name)}, 'OPEN'); } catch (error) { console.log(${JSON.stringify(name)}, error.message); }`,
  )
  .join('\n');
