import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const here = import.meta.dirname;

/** Electron's own processes: one CommonJS file each, for the oldest Electron that the tests run on (Node 16). */
function nodeBuild(entries: Record<string, string>, outDir: string) {
  return {
    build: {
      target: 'node16',
      outDir,
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, resolve(here, path)])),
        external: ['electron', /^node:/, /\.node$/],
        output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
      },
    },
  };
}

export default defineConfig({
  main: nodeBuild(
    {
      index: 'electron/main/index.ts',
      host: 'electron/host/index.ts',
      runner: 'electron/runner/index.ts',
      sheets: 'electron/sheets/index.ts',
    },
    'out/main',
  ),
  preload: nodeBuild({ index: 'electron/preload/index.ts' }, 'out/preload'),
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: 'chrome108',
      cssTarget: 'chrome108',
      minify: true,
      outDir: 'out/renderer',
      emptyOutDir: true,
      // every font and picture is a file of its own: the policy of the page allows nothing inline
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
});
