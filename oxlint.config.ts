import { forbiddenEverywhere, importTable, soleImporters, type Area } from './scripts/import-table.ts';

const nodeGlobals = ['process', 'Buffer', 'require', '__dirname', 'setImmediate'];
const domGlobals = ['document', 'window', 'localStorage', 'navigator'];
const networkGlobals = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'];

/** The allow-list of one area as gitignore-style patterns: all is refused but what is listed. */
function restrictedImports(area: Area, banned: readonly string[]) {
  const rule = importTable[area];
  const allowed = [
    './**',
    `#${area}/**`,
    ...rule.imports.map((other) => `#${other}/**`),
    ...rule.packages,
    ...(rule.node ? ['node:*', 'node:*/*'] : []),
  ];
  return [
    'error',
    {
      // the denials stand before the allow-list: a negated group hides what comes after it
      patterns: [
        { regex: '^\\.\\.', message: `import #${area}/… instead of a path upwards` },
        {
          regex: [...forbiddenEverywhere, ...banned]
            .map((name) => `^${name.replace('/**', '/.*')}$`)
            .join('|'),
          message: `kept for one folder, or for nobody: see scripts/import-table.ts`,
        },
        { group: ['*', ...allowed.map((name) => `!${name}`)], message: `not in the import table of ${area}` },
      ],
    },
  ] as const;
}

function soleBans(area: Area, folder?: string): string[] {
  return soleImporters
    .filter((sole) => sole.area === area && (folder === undefined || !sole.folders.includes(folder)))
    .map((sole) => sole.what);
}

const areas = Object.keys(importTable) as Area[]; // safe: the keys of a const object
const soleFolders = areas.flatMap((area) =>
  [...new Set(soleImporters.filter((sole) => sole.area === area).flatMap((sole) => sole.folders))].map(
    (folder) => ({ area, folder }),
  ),
);

export default {
  plugins: ['typescript', 'import', 'unicorn', 'oxc'],
  categories: { correctness: 'error' },
  rules: {
    'no-console': 'error',
    'no-restricted-globals': ['error', ...networkGlobals],
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test'] }],
      },
    ],
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // hostile text is full of control characters, and they are looked for by name
    'no-control-regex': 'off',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    // these three find nothing here but spreads of ASCII, plain sorts of strings and named strings beside string
    'typescript/no-misused-spread': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/no-redundant-type-constituents': 'off',
  },
  overrides: [
    ...areas.map((area) => ({
      files: [`${area}/**/*.{ts,tsx}`],
      rules: {
        'no-restricted-imports': restrictedImports(area, soleBans(area)),
        ...(importTable[area].node
          ? {}
          : {
              'no-restricted-globals': [
                'error',
                ...networkGlobals,
                ...nodeGlobals,
                ...(area === 'renderer' ? [] : domGlobals),
              ] as const,
            }),
      },
    })),
    ...soleFolders.map(({ area, folder }) => ({
      files: [`${folder}/**/*.ts`],
      rules: { 'no-restricted-imports': restrictedImports(area, soleBans(area, folder)) },
    })),
    // published coefficients stand with all their published digits
    {
      files: ['compiler/bart/kernels/**/*.ts', 'compiler/kernels/**/*.ts'],
      rules: { 'no-loss-of-precision': 'off' },
    },
    { files: ['scripts/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
    // attacks on our own page use what nothing else may
    {
      files: ['test/e2e/**/*.ts'],
      rules: { 'no-restricted-globals': 'off', 'no-eval': 'off', 'typescript/no-implied-eval': 'off' },
    },
    { files: ['test/e2e/playwright.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['**/*.d.ts', '*.config.{ts,mjs}'], rules: { 'import/no-default-export': 'off' } },
  ],
  ignorePatterns: [
    'out',
    'target',
    'node_modules',
    'native/index.d.ts',
    'native/target',
    'test/vectors',
    'test/fixtures',
  ],
};
