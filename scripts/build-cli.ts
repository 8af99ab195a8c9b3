import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { rolldown } from 'rolldown';

/** Bundles the command line and its processes into out/cli, so that a start reads two files, not two hundred. */
rmSync('out/cli', { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    visite: 'cli/visite.ts',
    'runner-process': 'host/runner/runner-process.ts',
    'sheets-process': 'host/sheets/sheets-process.ts',
  },
  platform: 'node',
  resolve: { conditionNames: ['import', 'node', 'default'] },
  external: [/^node:/, /\.node$/],
});
await bundle.write({
  dir: 'out/cli',
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
  minify: false,
});
await bundle.close();

mkdirSync('out/cli/dist', { recursive: true });
cpSync('native/dist', 'out/cli/dist', { recursive: true });
