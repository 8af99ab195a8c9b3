import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/**
 * Lays out what electron-builder takes an AppImage's tools from: this system's own, and the program that mounts one, which set-up
 * brought with the Electron of the tests. Gives the folder; nothing where something is missing.
 */
export function layAppImageTools(): string | undefined {
  const runtime = join(repository, 'out/appimage/runtime-x64');
  const tools = ['mksquashfs', 'desktop-file-validate'].map((name) => ({ name, path: findCommand(name) }));
  if (process.arch !== 'x64' || !existsSync(runtime) || tools.some(({ path }) => path === undefined))
    return undefined;
  const folder = join(repository, 'out/appimage/tools');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'linux-x64'), { recursive: true });
  // libraries that a system may lack: none of ours
  mkdirSync(join(folder, 'lib/x64'), { recursive: true });
  copyFileSync(runtime, join(folder, 'runtime-x64'));
  chmodSync(join(folder, 'runtime-x64'), 0o755);
  for (const { name, path = '' } of tools) symlinkSync(path, join(folder, 'linux-x64', name));
  return folder;
}

function findCommand(name: string): string | undefined {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
