import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallArguments, CallResults, DeskCall } from '#core/contract/calls.ts';
import { FileRegister } from '#host/desk/file-register.ts';
import { openDesk, type OpenDesk } from '#host/desk/open-desk.ts';
import { systemClock } from '#host/store/system-clock.ts';
import type { BenchRow } from '#bench/bench-row.ts';
import { makeExport } from '#bench/import/make-export.ts';
import { repository } from '#scripts/run-steps.ts';

const previewRows = 50_000;
const manyRows = 100_000;
const MB = 1e6;

const asset = (path: string) => join(repository, 'assets', path);
const resources = {
  demoBundles: ['colon-adjuvant', 'colon-adjuvant-bcf'].map((id) => asset(`models/${id}/${id}-1.0.0.visite`)),
  demoAnchors: asset('models/demonstration-publisher'),
  demoExport: asset('exports/colon-epd-export.csv'),
  demoProfile: asset('exports/colon-epd-export.profile.json'),
  verifier: asset('verifier/verify-log.mjs'),
};

/** The host behind a window: what a person waits for, on the demonstration and on large files. */
export async function bench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-bench-'));
  const files = new FileRegister();
  const desk = openDesk({
    dataFolder: join(folder, 'data'),
    policyFile: join(folder, 'no-policy.json'),
    markFolder: join(folder, 'mark'),
    account: 'bench',
    clock: systemClock,
    files,
    emit: () => undefined,
    resources,
    about: { versions: {}, digests: {}, licences: [] },
  });
  try {
    return await measure(desk, files, folder);
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(desk: OpenDesk, files: FileRegister, folder: string): Promise<readonly BenchRow[]> {
  const ask = async <Name extends DeskCall>(name: Name, args: CallArguments<Name>) => {
    const used = process.cpuUsage();
    const startMs = performance.now();
    const answer = await desk.call(name, args);
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.code}: ${answer.failure.message}`);
    const ms = performance.now() - startMs;
    const { user, system } = process.cpuUsage(used);
    return { value: answer.value, ms, cpuMs: (user + system) / 1000 };
  };
  const start = await ask('start', {});
  const demo = await ask('demo-open', {});
  const { file, profile } = demo.value;

  const large = join(folder, 'export-50000.csv');
  await makeExport(large, previewRows);
  const largeRef = files.register(large, 'export').token;
  const preview = await ask('import-open', { file: largeRef });
  const edits = [
    (await ask('import-edit', { edit: 'confirm-certain' })).ms,
    (await ask('import-edit', { edit: 'reading', facet: 'encoding', value: 'utf-8' })).ms,
    (await ask('import-edit', { edit: 'undo' })).ms,
    (await ask('import-edit', { edit: 'patient-column', column: 'Patiëntnummer' })).ms,
    (await ask('import-edit', { edit: 'input', input: 'sex', source: 'suggested' })).ms,
  ];

  await ask('import-open', { file: file.token, profile: profile.token });
  const check = await ask('import-check', {});
  const list = await ask('list-score', {});
  const opens: number[] = [];
  for (let row = 0; row < 300; row += 1) opens.push((await ask('patient-open', { row })).ms);
  const scored = findScored(list.value);
  const whatIfs: number[] = [];
  for (let age = 40; age < 80; age += 1) {
    whatIfs.push((await ask('patient-what-if', { row: scored, values: { age } })).ms);
  }
  const why = await ask('patient-why', { row: scored });

  const many = join(folder, 'export-100000.csv');
  await makeExport(many, manyRows);
  await ask('import-open', { file: files.register(many, 'export').token, profile: profile.token });
  const manyCheck = await ask('import-check', {});
  const manyList = await ask('list-score', {});
  const manyAgain = await ask('list', {});
  const memory = peakBytes();
  const manyOpens: number[] = [];
  for (let row = 0; row < 100; row += 1) manyOpens.push((await ask('patient-open', { row: row * 997 })).ms);

  const row = (name: string, unit: string, ours: number, goal: string): BenchRow => ({
    case: name,
    unit,
    ours,
    peers: {},
    ratio: Number.NaN,
    goal,
    difference: 0,
  });
  return [
    row('start, the first call', 'ms', start.ms, 'stated'),
    row('demonstration opened, two bundles verified', 'ms', demo.ms, 'stated'),
    row(`preview of ${previewRows} rows`, 'ms', preview.ms, 'under 1000'),
    row('of it processor time', 'ms', preview.cpuMs, 'stated'),
    row('an edit of the mapping, slowest of 5', 'ms', Math.max(...edits), 'under 1000'),
    row('whole file checked, 982 records', 'ms', check.ms, 'stated'),
    row(`${list.value.patients.line.length} rows scored and listed`, 'ms', list.ms, 'under 1000'),
    row('of it processor time of the host', 'ms', list.cpuMs, 'stated'),
    row('patient opened, logged, middle of 300', 'ms', middle(opens), 'under 50'),
    row('patient opened, slowest of 300', 'ms', Math.max(...opens), 'stated'),
    row('what-if, logged, middle of 40', 'ms', middle(whatIfs), 'under 30'),
    row('what-if, slowest of 40', 'ms', Math.max(...whatIfs), 'stated'),
    row('why, all inputs', 'ms', why.ms, 'stated'),
    row(`${manyRows} rows checked`, 's', manyCheck.ms / 1000, 'stated'),
    row(`${manyRows} rows scored and listed`, 's', manyList.ms / 1000, 'stated'),
    row(`list of ${manyRows} rows given again`, 'ms', manyAgain.ms, 'stated'),
    row(`patient opened among ${manyRows}, middle of 100`, 'ms', middle(manyOpens), 'under 50'),
    row(`peak memory of host and model, ${manyRows} rows`, 'MB', memory / MB, 'under 1000 with the window'),
  ];
}

/** The first row with a number. */
function findScored({ patients }: CallResults['list-score']): number {
  return patients.mean.findIndex((mean) => !Number.isNaN(mean));
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Largest resident memory of this process and of each that it has started. Linux. */
function peakBytes(): number {
  const own = readPeak('self');
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
  );
  return own + children.reduce((sum, pid) => sum + readPeak(pid), 0);
}

function readPeak(pid: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}
