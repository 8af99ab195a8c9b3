import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');
const program = join(repository, 'out/cli/visite.mjs');

export const demo = {
  bundle: join(repository, 'assets/models/colon-adjuvant/colon-adjuvant-1.0.0.visite'),
  otherBundle: join(repository, 'assets/models/colon-adjuvant-bcf/colon-adjuvant-bcf-1.0.0.visite'),
  export: join(repository, 'assets/exports/colon-epd-export.csv'),
  profile: join(repository, 'assets/exports/colon-epd-export.profile.json'),
} as const;

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for each test: data folder, inputs and outputs. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'visite-cli-'));
}

function toEnvironment(folder: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], VISITE_HOME: join(folder, 'data') };
}

/** Runs the built command line as a process and waits for it. */
export function visite(folder: string, args: readonly string[], wrap: readonly string[] = []): Run {
  const [command = '', ...rest] = [...wrap, process.execPath, program, ...args];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    encoding: 'utf8',
    env: toEnvironment(folder),
    cwd: folder,
  });
  return { status, out: stdout, err: stderr };
}

/** Starts it and returns at once. */
export function startVisite(folder: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    env: toEnvironment(folder),
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Arguments that score the demonstration export, with some replaced; undefined takes an option away. */
export function scoreArgs(
  changes: Readonly<Record<string, string | undefined>> = {},
  flags: readonly string[] = ['--demo'],
): string[] {
  const { file = demo.export, ...options } = changes;
  const all: Record<string, string | undefined> = {
    bundle: demo.bundle,
    profile: demo.profile,
    out: 'result.csv',
    ...options,
  };
  return [
    'score',
    file,
    ...Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...flags,
  ];
}

/** Names in a folder, the data folder and its contents apart. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'data')
    .toSorted();
}

/** Copies a file and changes its bytes. */
export function changedCopy(
  folder: string,
  source: string,
  name: string,
  change: (bytes: Buffer) => Buffer | Uint8Array,
): string {
  const path = join(folder, name);

  writeFileSync(path, change(readFileSync(source)));
  return path;
}
