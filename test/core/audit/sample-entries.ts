import type { Draft } from '#core/audit/draft.ts';

const hex = (digit: string): string => digit.repeat(64);

/** One draft of each type a caller may log. */
export const sampleDrafts: readonly Draft[] = [
  {
    type: 'bundle-verified',
    bundle: { id: 'colon-adjuvant', version: '1.0.0', sha256: hex('a') },
    publisher: 'https://example.org/publisher',
    signer: { mode: 'key', sha256: hex('b') },
  },
  { type: 'bundle-refused', code: 'signature-invalid', file: { sha256: hex('c'), bytes: 12 } },
  {
    type: 'run-started',
    run: 'run-1',
    input: { sha256: hex('d'), bytes: 1000 },
    profile: { sha256: hex('e') },
    bundle: { id: 'colon-adjuvant', version: '1.0.0', sha256: hex('a') },
    dialect: {
      encoding: 'windows-1252',
      bom: false,
      delimiter: ';',
      newline: '\r\n',
      quote: '"',
      decimal: ',',
      separatorLine: false,
    },
    software: { visite: '0.1.0', engine: 'wasmtime 48.0.8' },
  },
  {
    type: 'inference',
    run: 'run-1',
    line: 2,
    patient: '0012345',
    inputs: [1, 63, Number.NaN, -0],
    outputs: [0.61, 0.68, 0.91],
    advice: { state: 'favours', arm: 'lev-5fu', over: 'observation', probability: 0.91 },
    remarks: [{ code: 'imputed', input: 'nodes', value: 2 }],
    fuel: 123_456,
  },
  {
    type: 'inference',
    run: 'run-1',
    line: 3,
    patient: '0012346',
    inputs: [0, 12, 4, 1],
    outputs: null,
    advice: {
      state: 'no-recommendation',
      reasons: [{ code: 'outside-limits', input: 'age', value: 12, min: 18, max: 110 }],
      estimates: 'withheld',
    },
    remarks: [],
  },
  { type: 'row-refused', run: 'run-1', line: 4, problems: ['number-unreadable'] },
  {
    type: 'run-finished',
    run: 'run-1',
    books: {
      read: 3,
      scored: 1,
      flagged: 1,
      refused: 1,
      skipped: 0,
      advice: { 'favours:lev-5fu': 1, 'no-recommendation': 1 },
      codes: {
        reason: { 'outside-limits': 1 },
        remark: { imputed: 1 },
        problem: { 'number-unreadable': 1 },
        skip: {},
      },
      escapedCells: 0,
    },
    outputs: [{ kind: 'result', sha256: hex('f'), bytes: 1200 }],
  },
  { type: 'run-aborted', run: 'run-2', code: 'output-disk-full', logged: 0 },
  { type: 'log-verified', size: 5, root: hex('0'), ok: true },
  { type: 'log-exported', form: 'json-lines', from: 0, through: 4, sha256: hex('1') },
  { type: 'import-refused', what: 'profile', code: 'profile-json', file: { sha256: hex('2'), bytes: 1 } },
  {
    type: 'import-refused',
    what: 'export',
    code: 'column-missing',
    file: { sha256: hex('3'), bytes: 1000 },
    profile: { sha256: hex('e') },
    bundle: { id: 'colon-adjuvant', version: '1.0.0', sha256: hex('a') },
  },
];
