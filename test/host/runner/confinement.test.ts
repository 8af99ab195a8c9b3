import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
// oxlint-disable-next-line no-restricted-imports -- what an attack must not reach
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadAddon } from '#native/load.ts';
import {
  checkConfinement,
  defaultNeededLayers,
  layerNames,
  type LayerState,
} from '#host/runner/confinement.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';

interface Report {
  readonly confinement: readonly LayerState[];
  readonly outcomes: Readonly<Record<string, string>>;
}

/** A user without rights, so that it is not root's rights that are taken away. */
const nobody = 65534;

describe('what a model that broke out of its engine can do', () => {
  it('free, everything that is tried works: the attacks are real', async () => {
    const { outcomes } = await attack('free');
    assert.deepEqual(
      Object.entries(outcomes).filter(([, outcome]) => outcome !== 'done'),
      [],
    );
  });

  for (const [who, uid] of [
    ['as the user of the tests', undefined],
    ['as a user without rights', nobody],
  ] as const) {
    it(`confined, ${who}: nothing`, async () => {
      const { confinement, outcomes } = await attack('confined', uid);
      assert.deepEqual(
        confinement.map(({ name, inForce }) => [name, inForce]),
        [
          ['privileges', true],
          ['files', true],
          ['core-dumps', true],
          ['memory', true],
          ['system-calls', true],
        ],
        JSON.stringify(confinement),
      );
      assert.equal(Object.keys(outcomes).length, 28);
      assert.deepEqual(
        Object.entries(outcomes).filter(([, outcome]) => outcome === 'done'),
        [],
      );
    });
  }
});

describe('the model’s process and the policy', () => {
  it('says what it gave up, and what the machine can enforce is in force', async () => {
    const runner = Runner.start();
    const states = await runner.confinement();
    runner.close();
    assert.deepEqual(
      checkConfinement(states, ['core-dumps', 'privileges', 'files', 'system-calls', 'memory']),
      [],
    );
  });

  it('its limits stand in the kernel: filter, no new privileges, no core, no ring', async () => {
    const runner = await Runner.open(signedBundle());
    const status = readFileSync(`/proc/${runner.processId}/status`, 'utf8');
    const limits = readFileSync(`/proc/${runner.processId}/limits`, 'utf8');
    runner.close();
    assert.match(status, /^Seccomp:\t2$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(limits, /^Max core file size +0 +0/m);
  });

  it('a layer that is needed and not in force: no module is handed over', async () => {
    const runner = Runner.start({ neededLayers: ['processes'] });
    await assert.rejects(runner.load(signedBundle()), (error: unknown) => {
      assert.ok(error instanceof RunnerError);
      assert.equal(error.code, 'runner-not-confined');
      assert.match(error.message, /processes \(unknown to this system\)/);
      return true;
    });
    await assert.rejects(runner.predict(1, new Float64Array(3)), { code: 'runner-closed' });
  });

  it('names the layers that are missing, with the reason', () => {
    const states = [
      { name: 'files', inForce: false, detail: 'landlock: not in this kernel' },
      { name: 'system-calls', inForce: true, detail: 'seccomp' },
    ];
    assert.deepEqual(checkConfinement(states, ['system-calls']), []);
    assert.deepEqual(checkConfinement(states, ['files', 'system-calls']), [
      'files (landlock: not in this kernel)',
    ]);
    assert.deepEqual(defaultNeededLayers('linux'), ['core-dumps', 'privileges', 'system-calls', 'memory']);
  });

  it('the addon knows these layers and no others', () => {
    assert.deepEqual(loadAddon().confinementLayers(), [...layerNames]);
  });
});

/** Runs the attacks in a process of their own, with what they reach for around it. */
async function attack(mode: 'free' | 'confined', uid?: number): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-attacked-'));
  const listening: Server[] = [];
  try {
    const { entry, addon, node } = copyInto(folder);
    const [tcp, local] = [createServer(), createServer()];
    listening.push(tcp, local);
    await once(tcp.listen(0, '127.0.0.1'), 'listening');
    await once(local.listen(join(folder, 'socket')), 'listening');
    const address = tcp.address();
    assert.ok(address !== null && typeof address === 'object');
    chmodSync(join(folder, 'socket'), 0o777);
    loadAddon().prepareConfinedStart();
    const child = fork(entry, [addon, folder, String(address.port), join(folder, 'socket'), mode], {
      execPath: node,
      env: {},
      execArgv: [],
      serialization: 'advanced',
      ...(uid === undefined || process.getuid?.() !== 0 ? {} : { uid, gid: uid }),
    });
    // safe: the attacking process sends one message, of this kind
    const [report] = (await once(child, 'message')) as [Report];
    return report;
  } finally {
    for (const server of listening) server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Another user may not reach the project or its Node: what the attack needs stands in the folder. */
function copyInto(folder: string): { readonly entry: string; readonly addon: string; readonly node: string } {
  const built = join(import.meta.dirname, '../../../native/dist', 'visite.linux-x64-gnu.node');
  assert.ok(existsSync(built));
  const [entry, addon, node] = ['attack.ts', 'visite.node', 'node'].map((name) => join(folder, name));
  assert.ok(entry !== undefined && addon !== undefined && node !== undefined);
  copyFileSync(join(import.meta.dirname, 'attack-from-inside.ts'), entry);
  copyFileSync(built, addon);
  copyFileSync(built, join(folder, 'visite.again.node'));
  copyFileSync(process.execPath, node);
  writeFileSync(join(folder, 'victim.txt'), 'victim');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  chmodSync(join(folder, 'victim.txt'), 0o666);
  chmodSync(folder, 0o777);
  return { entry, addon, node };
}
