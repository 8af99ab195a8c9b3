import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { repository } from '#scripts/run-steps.ts';
import type { Watched } from '#test/cli/silence/watch-network.ts';
import { electronPath } from '#test/e2e/electron-path.ts';
import { sandboxSwitches } from '#test/e2e/launch.ts';

/**
 * The whole flow in a network namespace of its own and under strace: every address there leads to the loopback interface, where
 * each packet is seen. The application drives itself (drive-flow.cjs), so no debugger's port is open.
 */
test.describe.configure({ timeout: 150_000 });

const python = process.env['VISITE_TEST_PYTHON'] ?? join(repository, '.venv/bin/python');

interface Flow {
  readonly told: readonly string[];
  /** Network calls that are not for this kernel alone. */
  readonly calls: readonly string[];
  readonly packets: readonly string[];
  /** First line of the key file. */
  readonly key: string;
}

function runFlow({ leak, keyring = false }: { readonly leak?: string; readonly keyring?: boolean }): Flow {
  const folder = mkdtempSync(join(tmpdir(), 'visite-flow-'));
  try {
    const leaky = join(folder, 'node_modules/leaky');
    mkdirSync(leaky, { recursive: true });
    writeFileSync(join(leaky, 'package.json'), '{"name":"leaky","main":"index.js"}');
    writeFileSync(join(leaky, 'index.js'), `require('net').connect(9, '192.0.2.7').on('error', () => {});`);
    const driver = join(import.meta.dirname, 'drive-flow.cjs');
    const store = `--password-store=${keyring ? 'gnome-libsecret' : 'basic'}`;
    const command = [electronPath(), ...sandboxSwitches(), store, '-r', driver, repository];
    const beside = keyring ? [process.execPath, join(repository, 'test/e2e/with-keyring.ts')] : [];
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['-rn', ...beside, python, join(repository, 'test/cli/silence/watch_network.py')],
      {
        encoding: 'utf8',
        input: JSON.stringify([command]),
        maxBuffer: 2 ** 28,
        env: {
          PATH: `${process.env['PATH']}:/usr/sbin:/sbin`,
          HOME: folder,
          DISPLAY: process.env['DISPLAY'],
          XAUTHORITY: process.env['XAUTHORITY'],
          VISITE_HOME: join(folder, 'data'),
          FLOW_FOLDER: folder,
          ...(leak === undefined ? {} : { LEAK: leak }),
        },
      },
    );
    expect(status, stderr).toBe(0);
    // safe: written by our own script
    const { runs, packets } = JSON.parse(stdout) as Watched;
    const calls = (runs[0]?.calls ?? []).filter((line) => !isOfThisKernel(line));
    const told = JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8')) as readonly string[];
    const [key = ''] = readFileSync(join(folder, 'data/site.key'), 'latin1').split('\n');
    return { told, calls, packets, key };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Chromium looks at the interfaces of this machine, through netlink and through a datagram socket that it asks about each one
 * (SIOCETHTOOL) and never gives an address.
 */
function isOfThisKernel(line: string): boolean {
  return line.includes('AF_NETLINK') || /socket\(AF_INET6?, SOCK_DGRAM(\|SOCK_\w+)*, IPPROTO_IP/.test(line);
}

for (const [name, keyring, form] of [
  ['with the key in a file', false, 'visite site key 1'],
  ['with the key under a keyring, which is asked through a socket of this kernel', true, 'visite site key 2'],
] as const)
  test(`behaviours 16, D31, D32: from the start to a printed page and a verified log no address is asked for and no packet sent, ${name}`, () => {
    const { told, calls, packets, key } = runFlow({ keyring });
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((step) => !step.endsWith(' ok'))).toEqual([]);
    expect(calls).toEqual([]);
    expect(packets).toEqual([]);
    expect(key).toBe(form);
  });

for (const leak of ['fetch', 'dns', 'udp', 'webrtc', 'dependency'])
  test(`D31, D32: a planted leak is seen: ${leak}`, () => {
    const { told, calls, packets } = runFlow({ leak });
    expect(told).toEqual(['planted']);
    expect(calls.length, 'calls').toBeGreaterThan(0);
    expect(packets.length, 'packets').toBeGreaterThan(0);
  });
