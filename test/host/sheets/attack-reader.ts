import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
// oxlint-disable-next-line no-restricted-imports -- what an attack must not reach
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LayerState } from '#host/runner/confinement.ts';
import { loadAddon } from '#native/load.ts';

/** What became of each attempt. */
export type Outcomes = Readonly<Record<string, string>>;

/** Tries from inside the process that reads workbooks, once it waits for bytes, what no workbook may do. */
export async function attackReader(
  folder: string,
): Promise<{ readonly confinement: readonly LayerState[]; readonly outcomes: Outcomes }> {
  return await attack(folder, 'confined', (child) => {
    child.send({ kind: 'start', maxMemoryBytes: 2 ** 30 });
  }).then((report) => {
    // safe: the attacking process sends this
    const { said, outcomes } = report as { said: { confinement: readonly LayerState[] }; outcomes: Outcomes };
    return { confinement: said.confinement, outcomes };
  });
}

/** The same in a process that gave up nothing: what is tried is real. */
export async function attackFree(folder: string): Promise<Outcomes> {
  // safe: the attacking process sends this
  return (await attack(folder, 'free', () => undefined)) as Outcomes;
}

async function attack(
  folder: string,
  mode: 'confined' | 'free',
  start: (child: ReturnType<typeof fork>) => void,
): Promise<unknown> {
  writeFileSync(join(folder, 'victim.txt'), 'victim');
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  loadAddon().prepareConfinedStart();
  const program = fileURLToPath(new URL('./attack-from-sheets.ts', import.meta.url));
  const child = fork(program, [folder, String(address.port), mode], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
  });
  try {
    start(child);
    const [report] = await once(child, 'message');
    return report;
  } finally {
    child.kill('SIGKILL');
    server.close();
  }
}
