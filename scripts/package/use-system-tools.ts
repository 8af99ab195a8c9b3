import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '#scripts/run-steps.ts';

/**
 * Names this Linux's own tools to electron-builder, which would fetch others: 7za, mksquashfs, and a stand-in for fpm. What the
 * environment names already stays.
 */
export function useSystemTools(): void {
  if (findCommand('fpm') === undefined)
    process.env['CUSTOM_FPM_PATH'] ??= join(repository, 'scripts/package/fpm.py');
  const archiver = findCommand('7za');
  if (archiver !== undefined) process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= archiver;
  const tools = process.env['APPIMAGE_TOOLS_PATH'] ?? layAppImageTools();
  if (tools !== undefined) process.env['APPIMAGE_TOOLS_PATH'] = tools;
}

/** Lays them out with the program that mounts an AppImage, which set-up brought with the Electron of the tests. */
function layAppImageTools(): string | undefined {
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
