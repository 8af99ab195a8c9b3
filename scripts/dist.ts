import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { burnFuses } from '#scripts/fuses.ts';
import { useSystemTools } from '#scripts/package/use-system-tools.ts';
import { repository } from '#scripts/run-steps.ts';
import { findDevelopmentTraces } from '#scripts/window/development-traces.ts';
import { findElectron, findWindowsElectron } from '#scripts/window/find-electron.ts';

/**
 * `npm run dist`: the packages that this platform can make (electron-builder.yml), into out/packages. `--dir` makes the folder
 * alone, `--appimage` the AppImage alone, `--windows` an unsigned zip for Windows. `--drivable` makes packages for tests, which may
 * be driven through the debugging port; `--built` packs what was built before.
 */
const args = new Set(process.argv.slice(2));
const shipped = '45.4.1';
const drivable = args.has('--drivable');
const windows = args.has('--windows');
const output = ['out/packages', ...[...args].filter((word) => !['--dir', '--built'].includes(word))]
  .join('')
  .replaceAll('--', '-');
// without one electron-builder fetches what is shipped
const electron = windows ? findWindowsElectron() : findElectron();
const forTests = electron !== undefined && electron.version !== shipped;

if (forTests)
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
if (process.platform === 'linux') useSystemTools();
await build({
  projectDir: repository,
  targets: toTargets(),
  config: {
    ...(electron === undefined ? {} : { electronDist: electron.folder, electronVersion: electron.version }),
    directories: { output },
    ...(drivable ? { deb: { compression: 'gz' as const } } : {}),
    ...(windows ? { win: { signAndEditExecutable: false } } : {}),
    // a homepage is asked for; this one is kept from ever being anybody's (RFC 2606). A desktop knows the window by the name
    extraMetadata: { homepage: 'https://visite.example', desktopName: 'visite.desktop', drivable },
    afterPack,
  } satisfies Configuration,
});

/** Before anything is signed. On Windows the digest of the archive and the icon come into the program after this. */
async function afterPack({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  const { productFilename } = packager.appInfo;
  const name = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: 'visite',
  }[electronPlatformName];
  if (name === undefined) throw new Error(`no fuses are known for ${electronPlatformName}`);
  const resources = packager.getResourcesDir(appOutDir);
  requireAddon(join(resources, 'app.asar.unpacked/native'), electronPlatformName);
  // it lies in a runtime that is given as a folder
  rmSync(join(resources, 'default_app.asar'), { force: true });
  await burnFuses(join(appOutDir, name));
}

/** Each package has the one addon of its platform: without it nothing is computed. */
function requireAddon(folder: string, platform: string): void {
  const addons = existsSync(folder) ? readdirSync(folder) : [];
  if (addons.length === 1 && addons[0]?.startsWith(`visite.${platform}-`)) return;
  const message = `expected the native addon for ${platform}, got ${addons.join(', ') || 'none'}`;
  if (!forTests || addons.length > 0) throw new Error(message);
  process.stderr.write(`visite: ${message}: this package computes nothing\n`);
}

function toTargets() {
  if (windows) return Platform.WINDOWS.createTarget(args.has('--dir') ? 'dir' : 'zip', Arch.x64);
  if (args.has('--dir')) return Platform.current().createTarget('dir');
  if (args.has('--appimage')) return Platform.LINUX.createTarget('AppImage');
  // its tools would be fetched, as the Electron that is shipped would
  if (process.platform === 'linux' && forTests && process.env['APPIMAGE_TOOLS_PATH'] === undefined)
    return Platform.LINUX.createTarget(['dir', 'deb']);
  return Platform.current().createTarget();
}
