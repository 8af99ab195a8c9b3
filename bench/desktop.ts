import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '#bench/bench-row.ts';
import { repository } from '#scripts/run-steps.ts';

/** What measure.cjs tells of one start. */
interface Start {
  readonly firstMs: number;
  readonly bytes: number;
  readonly steps: Readonly<Record<string, number>>;
}

const peer = join(repository, 'bench/desktop-peer');
const starts = 5;

/** The desktop application on a real Electron, beside a bare window with React and Mantine in the same run. */
export async function bench(): Promise<readonly BenchRow[]> {
  const work = mkdtempSync(join(tmpdir(), 'visite-bench-desktop-'));
  try {
    run('electron-vite', ['build', '--logLevel', 'error']);
    const barePage = join(work, 'bare');
    run('vite', ['build', peer, '--base', './', '--outDir', barePage, '--logLevel', 'error']);
    const bare: Start[] = [];
    const ours: Start[] = [];
    // one after the other, so that what else the machine does meets both
    for (let round = 0; round < starts; round += 1) {
      bare.push(start(peer, work, { BARE_PAGE: barePage, USABLE: 'button' }));
      ours.push(start(repository, work, { USABLE: demoButton, STEPS: demoSteps }));
    }
    const thousands = (rows: number) =>
      start(repository, work, { USABLE: demoButton, STEPS: fileSteps }, [writeExport(work, rows)]);
    const fifty = thousands(50_000);
    const hundred = thousands(100_000);
    const best = (of: readonly Start[], value: (one: Start) => number) => Math.min(...of.map(value));
    const first = best(ours, ({ firstMs }) => firstMs);
    const bareFirst = best(bare, ({ firstMs }) => firstMs);
    const step = (name: string) => best(ours, ({ steps }) => steps[name] ?? Number.NaN);
    return [
      row('first window usable', 'ms', first, '< 2000, at most 1000 above bare', { bare: bareFirst }),
      row('memory of all processes, first window', 'MB', best(ours, ({ bytes }) => bytes) / 1e6, '', {
        bare: best(bare, ({ bytes }) => bytes) / 1e6,
      }),
      row('import preview, demonstration', 'ms', step('open'), ''),
      row('import preview, 50,000 rows', 'ms', fifty.steps['open'] ?? Number.NaN, '< 1000'),
      row('929 patients scored and listed', 'ms', step('score'), '< 1000'),
      row('patient to patient, answered', 'ms', step('patient'), '< 50'),
      row('what-if, answered', 'ms', step('whatIf'), '< 30'),
      row('100,000 rows scored and listed', 'ms', hundred.steps['score'] ?? Number.NaN, ''),
      row('memory of all processes, 100,000 patients', 'MB', hundred.bytes / 1e6, '< 1000'),
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const demoButton = 'section[aria-labelledby="start-demo"] button';

/** Calls of the page, each with the milliseconds until it is answered there. */
const timed = `
  const took = {};
  const call = async (name, args, as) => {
    const startMs = performance.now();
    const answer = await window.visite.call(name, args);
    if (!answer.ok) throw new Error(name + ': ' + answer.failure.message);
    if (as !== undefined) took[as] = Math.min(took[as] ?? Infinity, performance.now() - startMs);
    return answer.value;
  };
`;

const demoSteps = `(async () => {
  ${timed}
  const { file, profile } = await call('demo-open', {});
  await call('import-open', { file: file.token, profile: profile.token }, 'open');
  await call('import-check', {});
  await call('list-score', {}, 'score');
  for (let row = 0; row < 20; row += 1) await call('patient-open', { row }, 'patient');
  for (let age = 50; age < 70; age += 1) await call('patient-what-if', { row: 0, values: { age } }, 'whatIf');
  return took;
})()`;

const fileSteps = `(async () => {
  ${timed}
  const { opened } = await call('start', {});
  const { profile } = await call('demo-open', {});
  await call('import-open', { file: opened.token, profile: profile.token }, 'open');
  await call('import-check', {});
  await call('list-score', {}, 'score');
  return took;
})()`;

/** The demonstration's export over and over, each row of a patient of its own. */
function writeExport(folder: string, rows: number): string {
  const bytes = readFileSync(join(repository, 'assets/exports/colon-epd-export.csv'));
  const lines = bytes.toString('latin1').split('\r\n');
  const header = lines.findIndex((line) => line.startsWith('Patiëntnummer') || line.includes(';Geslacht'));
  const sound = lines.slice(header + 1).filter((line) => /^\d{7};/.test(line) && !line.includes('"'));
  const made = Array.from({ length: rows }, (_, index) => {
    const line = sound[index % sound.length] ?? '';
    return `${String(1_000_000 + index)}${line.slice(7)}`;
  });
  const path = join(folder, `export-${rows}.csv`);
  writeFileSync(path, [...lines.slice(0, header + 1), ...made, ''].join('\r\n'), 'latin1');
  return path;
}

function start(
  application: string,
  work: string,
  env: Readonly<Record<string, string>>,
  files: readonly string[] = [],
): Start {
  const home = mkdtempSync(join(work, 'home-'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = process.env['VISITE_ELECTRON'] ?? join(repository, 'out/electron/electron');
  const words = [electron, ...root, '-r', join(peer, 'measure.cjs'), application, ...files];
  const [command = '', ...args] = process.env['DISPLAY'] ? words : ['xvfb-run', '-a', ...words];
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, ...env, HOME: home, VISITE_HOME: join(home, 'data') },
  });
  const told = stdout.split('\n').find((line) => line.startsWith('{'));
  if (told === undefined) throw new Error(`nothing was measured: ${stderr}`);
  // safe: written by measure.cjs
  return JSON.parse(told) as Start;
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: repository, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} failed`);
}

function row(
  name: string,
  unit: string,
  ours: number,
  goal: string,
  peers: Readonly<Record<string, number>> = {},
): BenchRow {
  const best = Math.min(...Object.values(peers));
  const ratio = Number.isFinite(best) ? best / ours : Number.NaN;
  return { case: name, unit, ours, peers, ratio, goal, difference: 0 };
}
