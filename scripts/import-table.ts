/**
 * Who may import what: the one table behind the linter's rules (oxlint.config.ts), ARCHITECTURE.md and the test of the
 * fences. Anything not listed is refused.
 */
export interface AreaRule {
  /** What the area is for, one line, as ARCHITECTURE.md prints it. */
  readonly purpose: string;
  /** Folders of ours it may import, besides itself. */
  readonly imports: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  /** Whether Node's own modules may be imported, and which are kept for folders of their own. */
  readonly node: boolean;
}

export const importTable = {
  core: {
    purpose: 'pure decisions: bundles, tables, mapping, advice, audit; no Node, no DOM',
    imports: [],
    packages: ['zod', 'canonicalize', 'fflate', '@lhncbc/ucum-lhc', 'hyparquet', 'hyparquet/src/delta.js'],
    node: false,
  },
  host: {
    purpose: 'Node without Electron: trust, runner, store, files, import, scoring',
    imports: ['core', 'native'],
    packages: [
      'zod',
      'hyparquet',
      'hyparquet/src/column.js',
      'hyparquet-writer',
      'apache-arrow/fb/*',
      'flatbuffers',
    ],
    node: true,
  },
  compiler: {
    purpose: 'trained model to WebAssembly module; not shipped in the desktop application',
    imports: ['core'],
    packages: ['zod', '@bufbuild/protobuf', '@bufbuild/protobuf/codegenv2'],
    node: false,
  },
  cli: {
    purpose: 'the command line `visite`',
    imports: ['core', 'host', 'compiler'],
    packages: ['commander', 'zod'],
    node: true,
  },
  electron: {
    purpose: 'main, preload, host and runner processes of the desktop application',
    imports: ['core', 'host', 'native', 'cli'],
    packages: ['electron', 'zod'],
    node: true,
  },
  renderer: {
    purpose: 'screens, React and Mantine',
    imports: ['core'],
    packages: [
      'react',
      'react-dom',
      'react-dom/client',
      '@mantine/*',
      '@mantine/*/*',
      '@tabler/icons-react',
      '@tanstack/react-virtual',
      '@fontsource/*/*',
      'recharts',
      'zod',
    ],
    node: false,
  },
  native: {
    purpose: 'Rust: engine, store and workbooks in one addon; its loader and generated types',
    imports: [],
    packages: [],
    node: true,
  },
  scripts: {
    purpose: 'set-up, demo bundles, demo export, checks',
    imports: ['core', 'host', 'compiler', 'cli'],
    packages: [
      'zod',
      'rolldown',
      'prettier',
      'vite',
      'electron-vite',
      'electron-builder',
      '@electron/fuses',
      '@playwright/test',
    ],
    node: true,
  },
  bench: {
    purpose: 'every performance figure, beside its peer in the same run',
    imports: ['core', 'host', 'compiler', 'native', 'scripts'],
    packages: ['zod'],
    node: true,
  },
  test: {
    purpose: 'tests that mirror the tree, vectors, fixtures',
    imports: ['core', 'host', 'compiler', 'cli', 'native', 'scripts', 'bench', 'electron'],
    packages: [
      'zod',
      '@playwright/test',
      '@axe-core/playwright',
      '@electron/fuses',
      'electron',
      'electron-builder',
      'papaparse',
      'canonicalize',
      'fflate',
      'fast-check',
      'ajv/dist/2020.js',
      '@bufbuild/protobuf',
    ],
    node: true,
  },
} as const satisfies Record<string, AreaRule>;

export type Area = keyof typeof importTable;

/** Things with exactly one importing folder inside an area that could otherwise reach them. */
export const soleImporters: readonly {
  readonly what: string;
  readonly area: Area;
  readonly folders: readonly string[];
}[] = [
  { what: '#native/**', area: 'host', folders: ['host/runner', 'host/sheets', 'host/store'] },
  { what: 'node:child_process', area: 'host', folders: ['host/runner'] },
  { what: 'node:fs', area: 'host', folders: ['host/files', 'host/store'] },
  { what: 'node:fs/promises', area: 'host', folders: ['host/files', 'host/store'] },
  { what: 'node:fs', area: 'cli', folders: [] },
  { what: 'node:fs/promises', area: 'cli', folders: [] },
  { what: 'node:child_process', area: 'cli', folders: [] },
];

/** Never: nothing of ours opens a connection. */
export const forbiddenEverywhere = [
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
  'node:dgram',
  'node:dns',
  'node:dns/promises',
  'node:inspector',
  'node:inspector/promises',
] as const;
