// Brings a fresh clone to where everything runs: system packages, npm packages, the native addon, the command line and,
// with --tests, the Python environment of the tests. Plain JavaScript: it runs before anything is installed, on Node 20.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const forTests = process.argv.includes('--tests');
/** Debian packages that Electron, a display without a screen, and packaging need. */
const electronPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'xvfb',
  'xauth',
  'x11-utils',
  'fonts-liberation',
  'squashfs-tools',
  'desktop-file-utils',
  'shared-mime-info',
  'libglib2.0-bin',
  'libnotify4',
  'libsecret-1-0',
  'dbus',
  'gnome-keyring',
  'xdg-utils',
  'fakeroot',
  'p7zip-full',
  'chromium',
  'poppler-utils',
];
const venvPython =
  process.platform === 'win32' ? join(root, '.venv/Scripts/python.exe') : join(root, '.venv/bin/python');

requireSystem();
step('npm packages', ['package.json', 'package-lock.json', '.npmrc'], 'node_modules/.bin/node', () =>
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
);
step('native addon (the first build takes 5 to 12 minutes)', ['native'], 'native/dist', () =>
  run('npm', ['run', '-s', 'build:native']),
);
step(
  'command line',
  ['core', 'host', 'compiler', 'cli', 'native/load.ts', 'scripts/build-cli.ts'],
  'out/cli/visite.mjs',
  () => run('npm', ['run', '-s', 'build:cli']),
);
step(
  'compiler of the Python package',
  ['core', 'host', 'compiler', 'cli', 'scripts/build-python.ts'],
  'python/src/visite/carried/visite-author.mjs',
  () => run('npm', ['run', '-s', 'build:python']),
);
if (forTests) {
  step(
    'Electron of the tests',
    ['scripts/test-electron.mjs', 'scripts/default-app'],
    'out/electron/electron',
    () => run('node', ['scripts/test-electron.mjs']),
  );
  step('Python packages of the tests', ['test/requirements.txt'], '.venv', () => {
    run('python3', ['-m', 'venv', '--clear', '.venv']);
    run(venvPython, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '-r',
      'test/requirements.txt',
    ]);
  });
}

/** Runs `work` unless its inputs are those of the last time and its product is there. */
function step(name, inputs, product, work) {
  const stamp = join(root, 'out/setup', `${name.split(' (')[0].replaceAll(' ', '-')}.sha256`);
  const digest = digestOf(inputs);
  const done = existsSync(join(root, product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (done) return;
  process.stderr.write(`set-up: ${name}\n`);
  work();
  mkdirSync(join(root, 'out/setup'), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(inputs) {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  for (const path of inputs.flatMap(filesUnder))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(join(root, path))) return [];
  const ignored = /(^|\/)(target|dist|node_modules)$|\.node$|index\.d\.ts$/;
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    return [path]; // a file
  }
  return entries
    .map((entry) => `${path}/${entry.name}`)
    .filter((name) => !ignored.test(name))
    .flatMap((name) => filesUnder(name))
    .toSorted();
}

function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    process.stderr.write(`set-up: \`${command} ${args.join(' ')}\` failed; nothing after it was done\n`);
    process.exit(1);
  }
}

/** As root on Debian missing packages are installed, elsewhere they are named. */
function requireSystem() {
  const needs = [
    { command: 'cargo', debian: ['cargo', 'rustc'], elsewhere: 'Rust 1.95 or newer (rustup)' },
    { command: 'cc', debian: ['build-essential'], elsewhere: 'a C compiler' },
    ...(forTests
      ? [
          { command: 'python3', debian: ['python3', 'python3-venv'], elsewhere: 'Python 3.11 or newer' },
          { command: 'openssl', debian: ['openssl'], elsewhere: 'the openssl command' },
          { command: 'unzip', debian: ['unzip'], elsewhere: 'the unzip command' },
          { command: 'strace', debian: ['strace'], elsewhere: 'the strace command' },
          { command: 'ip', debian: ['iproute2'], elsewhere: 'the ip command (iproute2)' },
        ]
      : []),
  ].filter(({ command }) => !found(command));
  const venvMissing =
    forTests && found('python3') && spawnSync('python3', ['-c', 'import ensurepip, venv']).status !== 0;
  if (venvMissing)
    needs.push({ command: 'python3 -m venv', debian: ['python3-venv'], elsewhere: "Python's venv module" });
  const libraries = forTests && existsSync('/etc/debian_version') ? missingOf(electronPackages) : [];
  if (libraries.length > 0)
    needs.push({ debian: libraries, elsewhere: `what a window needs: ${libraries.join(', ')}` });
  if (needs.length === 0) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const packages = needs.flatMap((need) => need.debian);
    process.stderr.write(`set-up: installing ${packages.join(' ')}\n`);
    const apt = () => {
      execFileSync('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2] });
      execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    };
    try {
      apt();
    } catch {
      apt(); // package mirrors fail now and then; once more, then the error is real
    }
    return;
  }
  process.stderr.write(
    `set-up: this machine lacks\n${needs.map((need) => `  ${need.elsewhere}\n`).join('')}`,
  );
  process.exit(1);
}

/** Of these Debian packages, those that are not installed. */
function missingOf(names) {
  return names.filter((name) => {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
    return !stdout.includes('install ok installed');
  });
}

function found(command) {
  const probe =
    process.platform === 'win32'
      ? ['where', [command]]
      : ['sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin; command -v ${command}`]];
  return spawnSync(probe[0], probe[1]).status === 0;
}
