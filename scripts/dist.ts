import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { burnFuses } from '#scripts/fuses.ts';
import { layAppImageTools } from '#scripts/package/appimage-tools.ts';
import { repository } from '#scripts/run-steps.ts';
import { findDevelopmentTraces } from '#scripts/window/development-traces.ts';
import { findElectron } from '#scripts/window/find-electron.ts';

/**
 * `npm run dist`: the packages that this platform can make (electron-builder.yml), into out/packages. `--dir` makes the folder
 * alone, `--appimage` the AppImage alone. `--drivable` makes packages for tests, which may be driven through the debugging port, into a
 * folder of their own; `--built` packs what was built before.
 */
const args = new Set(process.argv.slice(2));
const shipped = '45.4.1';
const drivable = args.has('--drivable');
const output = args.has('--appimage') ? 'out/packages-appimage' : 'out/packages-drivable';
// without one electron-builder fetches what is shipped
const electron = findElectron();

if (electron !== undefined && electron.version !== shipped)
  process.stderr.write(
    `visite: these packages have Electron ${electron.version}, which is for tests: never hand them on\n`,
  );
if (!args.has('--built')) {
  const words = ['build', '--logLevel', 'warn'];
  const { status } = spawnSync('electron-vite', words, { cwd: repository, stdio: 'inherit' });
  if (status !== 0) throw new Error('the application could not be built');
}
const traces = findDevelopmentTraces(join(repository, 'out'));
if (traces.length > 0)
  throw new Error(`npm run dev has built this, it is not to be packed: ${traces.join(', ')}`);
if (process.platform === 'linux' && !isFound('fpm'))
  process.env['CUSTOM_FPM_PATH'] = join(repository, 'scripts/package/fpm.py');
if (process.platform === 'linux') {
  const tools = layAppImageTools();
  if (tools !== undefined) process.env['APPIMAGE_TOOLS_PATH'] ??= tools;
}
await build({
  projectDir: repository,
  targets: toTargets(),
  config: {
    ...(electron === undefined ? {} : { electronDist: electron.folder, electronVersion: electron.version }),
    ...(drivable ? { directories: { output }, deb: { compression: 'gz' as const } } : {}),
    // electron-builder asks for a homepage; this one is kept from ever being anybody's (RFC 2606)
    extraMetadata: { homepage: 'https://visite.example', drivable },
    afterPack,
  } satisfies Configuration,
});

/** Before anything is signed: after this the program's bytes do not change. */
async function afterPack({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  const { productFilename } = packager.appInfo;
  const name = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: 'visite',
  }[electronPlatformName];
  if (name === undefined) throw new Error(`no fuses are known for ${electronPlatformName}`);
  // it lies in a runtime that is given as a folder
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  await burnFuses(join(appOutDir, name));
}

function toTargets() {
  if (args.has('--dir')) return Platform.current().createTarget('dir');
  if (args.has('--appimage')) return Platform.LINUX.createTarget('AppImage');
  if (
    process.platform === 'linux' &&
    electron !== undefined &&
    process.env['APPIMAGE_TOOLS_PATH'] === undefined
  )
    return Platform.LINUX.createTarget(['dir', 'deb']);
  return Platform.current().createTarget();
}

function isFound(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}
