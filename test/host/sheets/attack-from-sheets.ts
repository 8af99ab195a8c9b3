/**
 * What a workbook that took over its reader would try: the very program that reads workbooks, and what is tried once it says
 * that it waits for bytes. Run with a folder that may be written and a TCP port that is listened on; `free` tries it before.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
// oxlint-disable-next-line no-restricted-imports -- an attack that must fail
import net from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const [folder = '', port = '', mode = ''] = process.argv.slice(2);
const victim = join(folder, 'victim.txt');
/** As it is before the program forbids itself the network, so that the system is what refuses. */
const connect = net.connect.bind(net);

const attempts: Readonly<Record<string, () => unknown>> = {
  'read a file': () => fs.readFileSync(victim),
  'read a file on another thread': () => readFile(victim),
  'read the environment of the parent': () => fs.readFileSync(`/proc/${process.ppid}/environ`),
  'write a file': () => fs.writeFileSync(join(folder, 'new.txt'), 'patient'),
  'list a folder': () => fs.readdirSync(folder),
  'remove a file': () => fs.unlinkSync(victim),
  'run a program': () => execFileSync('/bin/true'),
  'start a worker': () => ended(new Worker('', { eval: true }), 'exit'),
  'connect over TCP': () => ended(connect(Number(port), '127.0.0.1'), 'connect'),
  'signal the parent': () => process.kill(process.ppid, 0),
};

const tell = process.send?.bind(process);
if (mode === 'free') tell?.(await tryAll());
else {
  process.send = (message: unknown) => {
    void tryAll().then((outcomes) => tell?.({ said: message, outcomes }));
    return true;
  };
  await import('#host/sheets/sheets-process.ts');
}

async function tryAll(): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await tried(attempt);
  return outcomes;
}

async function tried(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function ended(thing: NodeJS.EventEmitter, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    thing.once(event, () => resolve());
    thing.once('error', reject);
  });
}
