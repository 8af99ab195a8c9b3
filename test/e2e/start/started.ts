import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** A command that opens a window, as a person at a terminal starts it: a group of processes, with what it says. */
export class Started {
  readonly #child: ChildProcess;
  readonly #home: string;
  #told = '';
  #seen: readonly number[] = [];

  constructor(folder: string, command: string, args: readonly string[]) {
    this.#home = mkdtempSync(join(tmpdir(), 'visite-start-'));
    this.#child = spawn(command, args, {
      cwd: folder,
      detached: true,
      env: { ...process.env, VISITE_HOME: this.#home, LANG: 'en_US.UTF-8' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (data) => (this.#told += String(data)));
  }

  get told(): string {
    return this.#told;
  }

  /** The port of the last debugger that was opened. */
  async debuggingPort(): Promise<string> {
    const ports = () => [...this.#told.matchAll(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/g)];
    await expect(() => expect(ports().length, this.#told).toBeGreaterThan(0)).toPass({ timeout: 40_000 });
    return ports().at(-1)?.[1] ?? '';
  }

  /** The command and all that it started: npm, Electron and its helpers. */
  processes(): readonly number[] {
    // safe: it has been started
    const now = withDescendants(this.#child.pid as number);
    this.#seen = [...new Set([...this.#seen, ...now])];
    return now;
  }

  /** Titles of its windows that the X server shows now. */
  windows(): readonly string[] {
    const own = this.processes().map(String);
    return [
      ...tell(['xwininfo', '-root', '-tree']).matchAll(/(0x[0-9a-f]+) "([^"]*)": \("visite" "visite"\)/g),
    ]
      .filter(([, id = '']) => {
        const owner = /_NET_WM_PID\(CARDINAL\) = (\d+)/.exec(tell(['xprop', '-id', id]))?.[1];
        return own.includes(owner ?? '') && tell(['xwininfo', '-id', id]).includes('IsViewable');
      })
      .map(([, , title = '']) => title);
  }

  /** Ctrl+C at the terminal: the signal goes to every process of the group. Gives the exit code. */
  async interrupt(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.#child.on('exit', done));
    // safe: it has been started
    process.kill(-(this.#child.pid as number), 'SIGINT');
    return await ended;
  }

  /** Ends what is left of it, also what has lost its parent. */
  close(): void {
    this.processes();
    for (const pid of this.#seen.filter(isRunning)) process.kill(pid, 'SIGKILL');
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Whether a process is there, other than as an entry that its parent has not taken. */
export function isRunning(pid: number): boolean {
  return !['', 'Z'].includes(readStatus(pid)?.state ?? '');
}

function tell([command = '', ...args]: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout;
}

function withDescendants(pid: number): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: readStatus(Number(name))?.parent }));
  const below = (parent: number): readonly number[] => [
    parent,
    ...all.filter((one) => one.parent === parent).flatMap((one) => below(one.pid)),
  ];
  return below(pid);
}

function readStatus(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\t(\\w+)`, 'm').exec(text)?.[1] ?? '';
    return { state: field('State'), parent: Number(field('PPid')) };
  } catch {
    return undefined;
  }
}
