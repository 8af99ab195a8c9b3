import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '#bench/bench-row.ts';
import { repository } from '#scripts/run-steps.ts';

/** What measure.cjs tells of one start: `steps` is what those of this name give (desktop/steps.cjs). */
interface Start<Steps> {
  readonly firstMs: number;
  readonly firstBytes: number;
  readonly steps: Steps;
}

interface Demo {
  readonly preview: number;
  readonly list: number;
  readonly patient: readonly number[];
  readonly whatIf: readonly number[];
  readonly patientAnswered: readonly number[];
  readonly whatIfAnswered: readonly number[];
}

interface Drawn {
  readonly ms: readonly number[];
  readonly moved: number;
  readonly blank: number;
}
type Scrolled = Readonly<Record<'wheel' | 'thumb' | 'pageDown', Drawn>>;

interface Many {
  readonly score: number;
  readonly list: number;
  readonly again: readonly number[];
  readonly bytes: number;
  readonly scrolledBytes: number;
  readonly drawn: Scrolled;
  readonly shown: { readonly pictures: number; readonly blank: number };
}

interface Bare {
  readonly key: readonly number[];
  readonly drawn: Scrolled;
}

const folder = join(repository, 'bench/desktop');
const bareWindow = join(folder, 'bare');
const starts = 5;

/**
 * The desktop application on a real Electron, beside a bare window with React and Mantine in the same run. What is seen counts
 * from the key, or the press of the mouse, until the frame after the one that shows it begins (desktop/in-page.cjs).
 */
export async function bench(): Promise<readonly BenchRow[]> {
  const work = mkdtempSync(join(tmpdir(), 'visite-bench-desktop-'));
  try {
    run('electron-vite', ['build', '--logLevel', 'error']);
    const barePage = join(work, 'bare');
    run('vite', ['build', bareWindow, '--base', './', '--outDir', barePage, '--logLevel', 'error']);
    const bareEnv = { BARE_PAGE: barePage, USABLE: 'button' };
    const usable = { USABLE: 'section[aria-labelledby="start-demo"] button' };
    const bare: Start<unknown>[] = [];
    const ours: Start<unknown>[] = [];
    // one after the other, so that what else the machine does meets both
    for (let round = 0; round < starts; round += 1) {
      bare.push(start(bareWindow, work, bareEnv));
      ours.push(start(repository, work, usable));
    }
    const bareSteps = start<Bare>(bareWindow, work, { ...bareEnv, STEPS: 'bare' }).steps;
    const demo = start<Demo>(repository, work, { ...usable, STEPS: 'demo' }).steps;
    const fifty = writeExport(work, 50_000);
    const previews = [0, 1, 2].map(
      () =>
        start<{ readonly preview: number }>(repository, work, { ...usable, STEPS: 'preview', FILE: fifty })
          .steps.preview,
    );
    const hundred = writeExport(work, 100_000);
    const many = start<Many>(repository, work, { ...usable, STEPS: 'many', FILE: hundred }).steps;
    return toRows({ bare, ours, bareSteps, demo, previews, many });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

interface Measured {
  readonly bare: readonly Start<unknown>[];
  readonly ours: readonly Start<unknown>[];
  readonly bareSteps: Bare;
  readonly demo: Demo;
  readonly previews: readonly number[];
  readonly many: Many;
}

function toRows({ bare, ours, bareSteps, demo, previews, many }: Measured): readonly BenchRow[] {
  const first = Math.min(...ours.map(({ firstMs }) => firstMs));
  const bareFirst = Math.min(...bare.map(({ firstMs }) => firstMs));
  const megabytes = (of: readonly Start<unknown>[]) =>
    Math.min(...of.map(({ firstBytes }) => firstBytes)) / 1e6;
  const key = middle(bareSteps.key);
  const oneKey = { 'bare, one text by a key': key };
  const blank = Object.values(many.drawn).reduce((sum, drawn) => sum + drawn.blank, 0);
  const frames = Object.values(many.drawn).reduce((sum, { ms }) => sum + ms.length, 0);
  const scrolls = (['wheel', 'thumb', 'pageDown'] as const).flatMap((move) => {
    const [own, other] = [many.drawn[move].ms, bareSteps.drawn[move].ms];
    const name = { wheel: 'wheel', thumb: 'thumb of the scroll bar', pageDown: 'PageDown' }[move];
    return [
      row(`100,000 rows by ${name}: a frame, 95 of 100 within`, 'ms', share(own, 0.95), undefined, {
        'bare, rows of one text': share(other, 0.95),
      }),
      row(`100,000 rows by ${name}: longest frame`, 'ms', Math.max(...own), undefined, {
        'bare, rows of one text': Math.max(...other),
      }),
    ];
  });
  return [
    row('first window usable', 'ms', first, 2000, { bare: bareFirst }),
    row('first window usable, above bare', 'ms', first - bareFirst, 1000),
    row('memory of all processes, first window', 'MB', megabytes(ours), undefined, { bare: megabytes(bare) }),
    row('import preview, demonstration, painted', 'ms', demo.preview, undefined),
    row('import preview, 50,000 rows, painted, middle of 3', 'ms', middle(previews), 1000),
    row('929 patients scored and listed, painted', 'ms', demo.list, 1000),
    row('patient to patient, answered, middle of 20', 'ms', middle(demo.patientAnswered), undefined),
    row('patient to patient, painted, middle of 20', 'ms', middle(demo.patient), 50, oneKey),
    row('patient to patient, painted, slowest of 20', 'ms', Math.max(...demo.patient), undefined, {
      'bare, one text by a key': Math.max(...bareSteps.key),
    }),
    row('what-if, answered, middle of 20', 'ms', middle(demo.whatIfAnswered), 30),
    row('what-if, painted, middle of 9', 'ms', middle(demo.whatIf), undefined, oneKey),
    row('100,000 rows scored, answered', 'ms', many.score, undefined),
    row('list of 100,000 opened, painted', 'ms', many.list, undefined),
    row('list of 100,000 given again, answered', 'ms', middle(many.again), undefined),
    ...scrolls,
    row(`100,000 rows: frames with a gap, of ${frames} drawn`, '', blank, 0),
    row(`100,000 rows: pictures with a gap, of ${many.shown.pictures} shown`, '', many.shown.blank, 0),
    row('memory of all processes, 100,000 patients listed', 'MB', many.bytes / 1e6, 1000),
    row('the same, after the scrolls', 'MB', many.scrolledBytes / 1e6, 1000),
  ];
}

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

function start<Steps>(
  application: string,
  work: string,
  env: Readonly<Record<string, string>>,
): Start<Steps> {
  const home = mkdtempSync(join(work, 'home-'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = process.env['VISITE_ELECTRON'] ?? join(repository, 'out/electron/electron');
  const words = [electron, ...root, '-r', join(folder, 'measure.cjs'), application];
  const [command = '', ...args] = process.env['DISPLAY'] ? words : ['xvfb-run', '-a', ...words];
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, ...env, HOME: home, VISITE_HOME: join(home, 'data'), LANG: 'nl_NL.UTF-8' },
  });
  const told = stdout.split('\n').find((line) => line.startsWith('{'));
  if (told === undefined) throw new Error(`nothing was measured: ${stderr}`);
  // safe: written by measure.cjs
  return JSON.parse(told) as Start<Steps>;
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: repository, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${command} failed`);
}

/** `most`: the goal, at most so much. */
function row(
  name: string,
  unit: string,
  ours: number,
  most: number | undefined,
  peers: Readonly<Record<string, number>> = {},
): BenchRow {
  const best = Math.min(...Object.values(peers));
  const ratio = Number.isFinite(best) ? best / ours : Number.NaN;
  const goal = most === undefined ? 'stated' : `at most ${most}`;
  return {
    case: name,
    unit,
    ours,
    peers,
    ratio,
    goal,
    ...(most === undefined ? {} : { reached: ours <= most }),
    difference: 0,
  };
}

function middle(values: readonly number[]): number {
  return share(values, 0.5);
}

/** The value below which this share of them lies. */
function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
