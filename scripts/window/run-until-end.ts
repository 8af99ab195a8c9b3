import { spawn } from 'node:child_process';

/**
 * Runs a program until it has ended, and gives its exit code. Ctrl+C reaches this process alone, which asks the program to end:
 * of Electron that closes the log first, and takes its other processes with it.
 */
export function runUntilEnd(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number | null> {
  const child = spawn(executable, args, { stdio: 'inherit', env, detached: process.platform !== 'win32' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => child.kill('SIGTERM'));
  return new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => ended(code));
  });
}
