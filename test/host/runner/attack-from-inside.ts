/**
 * What a model that broke out of its engine would try. Run with the addon's path, a folder that may be written, a TCP port and
 * the path of a socket that are listened on, and `confined` or `free`. Sends what became of each attempt to its parent.
 */
import { execFileSync } from 'node:child_process';
// oxlint-disable-next-line no-restricted-imports -- an attack that must fail
import dgram from 'node:dgram';
// oxlint-disable-next-line no-restricted-imports -- an attack that must fail
import { lookup } from 'node:dns/promises';
import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
// oxlint-disable-next-line no-restricted-imports -- an attack that must fail
import net from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const [addonPath = '', folder = '', port = '', socket = '', mode = ''] = process.argv.slice(2);
// Starts the pool of threads, so that there are threads from before.
await readFile(addonPath);
const addon = createRequire(import.meta.url)(addonPath) as typeof import('../../../native/index.d.ts');

const victim = join(folder, 'victim.txt');
const attempts: Readonly<Record<string, () => unknown>> = {
  'read a file': () => fs.readFileSync(victim),
  'read a file on another thread': () => readFile(victim),
  'read the environment of the parent': () => fs.readFileSync(`/proc/${process.ppid}/environ`),
  'open the memory of the parent': () => fs.openSync(`/proc/${process.ppid}/mem`, 'r'),
  'open its own memory': () => fs.openSync('/proc/self/mem', 'r+'),
  'write a file': () => fs.writeFileSync(join(folder, 'new.txt'), 'patient'),
  'add to a file': () => fs.appendFileSync(victim, 'patient'),
  'write to a temporary folder': () => fs.mkdtempSync(join(os.tmpdir(), 'visite-attack-')),
  'list a folder': () => fs.readdirSync(folder),
  'look at a file': () => fs.statSync(victim),
  'rename a file': () => fs.renameSync(victim, victim),
  'make a link': () => fs.symlinkSync(victim, join(folder, 'link')),
  'cut a file': () => fs.truncateSync(victim, 1),
  'watch a file': () => fs.watch(victim).close(),
  'remove a file': () => fs.unlinkSync(victim),
  'change the folder': () => process.chdir(folder),
  'run a program': () => execFileSync('/bin/true'),
  'run itself': () => execFileSync(process.execPath, ['--version']),
  'load another addon': () => createRequire(import.meta.url)(addonPath.replace('.node', '.again.node')),
  'start a worker': () => ended(new Worker('', { eval: true }), 'exit'),
  'connect over TCP': () => ended(net.connect(Number(port), '127.0.0.1'), 'connect'),
  'connect to a socket': () => ended(net.connect(socket), 'connect'),
  listen: () => ended(net.createServer().listen(0, '127.0.0.1'), 'listening'),
  'send a datagram': () => {
    const from = dgram.createSocket('udp4');
    from.send('patient', 9, '127.0.0.1');
    return ended(from, 'listening');
  },
  'look up a name': async () => (await lookup('localhost')).address,
  'take 6 GiB of memory': () => new ArrayBuffer(6 * 2 ** 30),
  'signal the parent': () => process.kill(process.ppid, 0),
  'lower the priority of the parent': () => os.setPriority(process.ppid, 19),
};

const confinement = mode === 'confined' ? addon.confineProcess(2 ** 32) : [];
const outcomes: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) outcomes[name] = await tried(attempt);
process.send?.({ confinement, outcomes }, () => process.exit(0));

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
