import type { RunReport } from '#core/report/run-report.ts';

const digest = (start: string) => start.padEnd(64, '0123456789abcdef');
const input = (
  name: string,
  label: string,
  columns: readonly string[],
  counts: Partial<RunReport['inputs'][number]> = {},
): RunReport['inputs'][number] => ({
  input: name,
  label,
  unit: undefined,
  columns,
  fine: 961,
  missing: 0,
  policy: 'refuse',
  outsideDevelopment: 0,
  outsideLimits: 0,
  notUnderstood: 0,
  ...counts,
});

/** A run as a hospital might have it, with values for every part of the report. */
export const sampleReport: RunReport = {
  run: 'run-0123456789abcdef',
  at: '2026-11-24 09:12 (UTC+1)',
  account: 'jdevries',
  software: { visite: '0.1.0', engine: 'wasmtime 48.0.8' },
  demo: true,
  model: {
    id: 'colon-adjuvant',
    version: '1.0.0',
    digest: digest('a1'),
    title: 'Adjuvant chemotherapy in stage III colon cancer',
    arms: new Map([['lev5fu', 'levamisole + 5-FU']]),
    intendedUse: 'For research and demonstration, not for treatment decisions.',
    status: 'research-and-demonstration',
    publisher: 'https://visite.example/demonstration',
    signer: digest('b2'),
  },
  file: { name: 'colon-epd-export.csv', sha256: digest('c3'), bytes: 125723 },
  profile: { name: 'Colon export', version: 3, sha256: digest('d4') },
  written: 'windows-1252, semicolon, decimal comma, CRLF',
  books: {
    read: 982,
    scored: 850,
    flagged: 111,
    refused: 18,
    skipped: 3,
    advice: { 'favours:lev5fu': 905, 'no-recommendation': 51, uncertain: 5 },
    codes: {
      reason: { 'input-missing': 20, 'outside-population': 35 },
      remark: { 'duplicate-patient': 2, imputed: 24, 'outside-development-range': 53 },
      problem: { 'date-form': 2, 'number-characters': 12, 'too-few-cells': 4 },
      skip: { 'blank-row': 2, 'profile-rule': 1 },
    },
    escapedCells: 2,
  },
  inputs: [
    input('sex', 'Sex', ['Geslacht'], { notUnderstood: 1 }),
    input('age', 'Age at registration', ['Geboortedatum', 'Operatiedatum'], {
      unit: 'a',
      outsideDevelopment: 24,
      notUnderstood: 5,
    }),
    input('nodes', 'Number of positive lymph nodes', ['Positieve klieren'], { unit: '1', missing: 20 }),
    input('differ', 'Differentiation of the tumour', ['Differentiatie'], { missing: 24, policy: 'impute' }),
    input('marker', 'Haemoglobin', [], { unit: 'mmol/L', fine: 0, missing: 961, policy: 'model' }),
  ],
  warnings: [
    { code: 'no-expectation' },
    { code: 'many-refused', rows: 18, of: 982 },
    { code: 'duplicate-patients', rows: 2 },
    { code: 'many-missing', label: 'Haemoglobin', rows: 961, of: 961 },
    { code: 'many-unusual', label: 'Age at registration', rows: 24, of: 961 },
  ],
  outputs: [
    { kind: 'result', name: 'result.csv', sha256: digest('e5'), bytes: 615285 },
    { kind: 'refused-rows', name: 'result.csv.refused.csv', sha256: digest('f6'), bytes: 2987 },
  ],
  head: { size: 1004, root: digest('07') },
};
