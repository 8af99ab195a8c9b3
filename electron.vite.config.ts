import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { toDevelopmentHeaders } from './electron/main/rules/development-policy.ts';

const here = import.meta.dirname;

/** What a build knows of itself: electron/start/build-facts.ts. */
function buildFacts() {
  const folder = join(here, 'native/dist');
  const addons = readdirSync(folder)
    .filter((name) => name.endsWith('.node'))
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]);
  return { addons: Object.fromEntries(addons), licences: licences() };
}

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly expression?: string;
    readonly license?: { readonly id?: string };
  }[];
}

function licences() {
  // safe: the bill of materials is made by scripts/make-sbom.ts and checked for drift
  const { components } = JSON.parse(readFileSync(join(here, 'docs/sbom.cdx.json'), 'utf8')) as {
    readonly components: readonly Component[];
  };
  return components.map(({ name, group, version, licenses }) => ({
    name: group === undefined ? name : `${group}/${name}`,
    version,
    licence: (licenses ?? []).map(({ expression, license }) => expression ?? license?.id ?? '').join(', '),
  }));
}

/** Electron's own processes: one CommonJS file each, for the oldest Electron that the tests run on (Node 16). */
function nodeBuild(entries: Record<string, string>, outDir: string, development: boolean) {
  return {
    define: {
      __VISITE_BUILD__: JSON.stringify(buildFacts()),
      __VISITE_DEVELOPMENT__: JSON.stringify(development),
    },
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
        output: { format: 'cjs' as const, entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  };
}

/** While it is developed the page has its policy too: whatever Vite puts into it is known by the nonce. */
function developmentPolicy(nonce: string): Plugin {
  return {
    name: 'visite:development-policy',
    configureServer: (server) => {
      server.middlewares.use(({ headers: { host = '' } }, response, next) => {
        for (const [name, value] of Object.entries(toDevelopmentHeaders(host, nonce)))
          response.setHeader(name, value);
        next();
      });
    },
  };
}

/** Of the page while it is developed: fonts are taken from the packages, which may stand elsewhere. */
const server = { host: '127.0.0.1', fs: { allow: [here, realpathSync(join(here, 'node_modules'))] } };

export default defineConfig(({ command }) => {
  const development = command === 'serve';
  const nonce = randomBytes(16).toString('base64url');
  return {
    main: nodeBuild(
      {
        index: 'electron/main/index.ts',
        host: 'electron/host/index.ts',
        runner: 'electron/runner/index.ts',
        sheets: 'electron/sheets/index.ts',
      },
      'out/main',
      development,
    ),
    preload: nodeBuild({ index: 'electron/preload/index.ts' }, 'out/preload', development),
    renderer: {
      root: 'renderer',
      plugins: [react(), ...(development ? [developmentPolicy(nonce)] : [])],
      ...(development ? { html: { cspNonce: nonce }, server, cacheDir: join(here, 'out/vite') } : {}),
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
  };
});
