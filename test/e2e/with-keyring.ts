import { spawnSync } from 'node:child_process';
import { openKeyring } from '#test/e2e/keyring.ts';

/** Runs a command beside a keyring of its own, in HOME: for a namespace in which the caller is somebody else. */
const [command = '', ...args] = process.argv.slice(2);
const keyring = await openKeyring(process.env['HOME'] ?? '');
const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...keyring.env } });
await keyring.close();
process.exitCode = status ?? 1;
