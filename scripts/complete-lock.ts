import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds lock entries for optional platform packages that a registry did not serve when the lock file was written, so
 * that `npm ci` accepts the file. Such entries have no integrity hash (CONTRIBUTING.md).
 */
interface LockEntry {
  version?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'win32',
  'openharmony',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
];
const processors = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'wasm32',
  'mips64el',
];

const file = 'package-lock.json';
const lock: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
let added = 0;
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version) || isInstalledFrom(path, name)) continue;
    packages[`node_modules/${name}`] = toPlatformEntry(name, version);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);

function isInstalledFrom(path: string, name: string): boolean {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')
  ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function toPlatformEntry(name: string, version: string): LockEntry {
  const words = (name.split('/').pop() ?? name).split('-');
  const system = words.find((word) => systems.includes(word));
  const processor =
    processors.find((known) => words.includes(known)) ?? (words.includes('arm') ? 'arm' : undefined);
  const musl = words.includes('musl') || words.includes('musleabihf');
  if (!system && processor !== 'wasm32') throw new Error(`${name} is optional but names no platform`);
  if (system === process.platform && processor === process.arch && !musl)
    throw new Error(`this platform's own ${name} is missing`);
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    dev: true,
    optional: true,
    ...(system ? { os: [system] } : {}),
    ...(musl ? { libc: ['musl'] } : {}),
  };
}
