import assert from 'node:assert/strict';
import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readCargoComponents } from '#scripts/sbom/cargo-components.ts';
import { readNpmComponents } from '#scripts/sbom/npm-components.ts';
import { toPurl, type Component } from '#scripts/sbom/component.ts';
import { soupNotes } from '#scripts/sbom/soup-notes.ts';
import { toCycloneDx } from '#scripts/sbom/to-cyclonedx.ts';

const npm = readNpmComponents('package-lock.json');
const cargo = readCargoComponents('native');
const everything = [...npm, ...cargo];
const all = everything.filter(({ scope }) => scope === 'required');
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<
    string,
    { version?: string; resolved?: string; dev?: boolean; hasInstallScript?: boolean }
  >;
}; // safe: npm's own file, whose members are only compared

test('the bill requires every crate that a build names, and no other', () => {
  const plan = execFileSync(
    'cargo',
    [
      'tree',
      '--locked',
      '-p',
      'visite-napi',
      '--target',
      'all',
      '-e',
      'normal,build',
      '--prefix',
      'depth',
      '--format',
      ' {p}',
    ],
    { cwd: 'native', encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const built = plan
    .split('\n')
    .map((line) => /^\d+ (\S+) v(\S+)(?! \(\/)(?: \(proc-macro\))?(?: \(\*\))?$/.exec(line))
    .flatMap((found) => (found ? [`pkg:cargo/${found[1]}@${found[2]}`] : []));
  const ours = all
    .filter(({ ecosystem }) => ecosystem === 'cargo')
    .map((component) => decodeURIComponent(toPurl(component)));
  assert.deepEqual(ours.toSorted(), [...new Set(built)].toSorted());
});

test('the bill holds every package of both lock files, and requires what is not for development alone', () => {
  const places = Object.entries(lock.packages).filter(([path]) => path !== '');
  const toNames = (entries: typeof places) =>
    new Set(entries.map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`));
  const toNpm = (components: readonly Component[]) =>
    new Set(
      components
        .filter(({ ecosystem }) => ecosystem === 'npm')
        .map(({ name, version }) => `${name}@${version}`),
    );
  assert.deepEqual(toNpm(everything), toNames(places));
  const electron = npm.filter(({ name }) => name === 'electron');
  assert.deepEqual(
    toNpm(all),
    toNames(places.filter(([path, { dev }]) => dev !== true || path === 'node_modules/electron')),
  );
  assert.equal(electron[0]?.scope, 'required');
  const crates = readFileSync('native/Cargo.lock', 'utf8').matchAll(
    /^name = "(.+)"\nversion = "(.+)"\nsource = /gm,
  );
  assert.deepEqual(
    cargo.map(({ name, version }) => `${name}@${version}`).toSorted(),
    Array.from(crates, ([, name, version]) => `${name}@${version}`).toSorted(),
  );
});

test('what is chosen is told why, and nothing else is', () => {
  const direct = all.flatMap(({ name, through }) => (through.includes(name) ? [name] : []));
  assert.deepEqual(Object.keys(soupNotes).toSorted(), [...new Set(direct)].toSorted());
});

test('CycloneDX: references are unique, and every dependency is one of them', () => {
  const bill = toCycloneDx('0.0.0', everything) as {
    components: { 'bom-ref': string }[];
    dependencies: { dependsOn: string[] }[];
  }; // safe: made above
  const refs = bill.components.map((component) => component['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  for (const { dependsOn } of bill.dependencies)
    for (const ref of dependsOn) assert.ok(refs.includes(ref), ref);
});

const python = process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python';
const rulesPath = 'native/deny.toml';
const rules = JSON.parse(
  execFileSync(
    python,
    ['-c', 'import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], "rb"))))', rulesPath],
    { encoding: 'utf8' },
  ),
) as { licenses: { allow: string[] } }; // safe: our own file; a list that is not there allows nothing below

/** cargo-deny, offline: licences as crates state and ship them, two versions of one crate, sources, forbidden crates. */
function deny(config: string): SpawnSyncReturns<string> {
  const args = ['--offline', '--manifest-path', 'native/Cargo.toml', '--config', config, 'check'];
  return spawnSync(join(dirname(python), 'cargo-deny'), [...args, 'licenses', 'bans', 'sources'], {
    encoding: 'utf8',
  });
}

test('the crates keep the rules of native/deny.toml', () => {
  const { status, stderr, error } = deny(rulesPath);
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
});

/** Rules that the crates do break: each must be told, or the check above shows nothing. */
for (const [name, from, to, told] of [
  ['a licence that is not allowed', '"MIT",', '', /error\[rejected\]/],
  ['a crate in two versions', /\{ crate = "syn@.*\n/, '', /error\[duplicate\]/],
  ['a crate that is forbidden', '"ring"', '"sha2"', /error\[banned\]/],
  ['another source', 'crates.io-index', 'other-index', /error\[source-not-allowed\]/],
] as const) {
  test(`cargo-deny refuses ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'visite-deny-'));
    const path = join(folder, 'deny.toml');
    writeFileSync(path, readFileSync(rulesPath, 'utf8').replace(from, to));
    const { status, stderr } = deny(path);
    rmSync(folder, { recursive: true });
    assert.notEqual(status, 0);
    assert.match(stderr, told);
  });
}

/** Licences under which what is shipped may be passed on; each has to be met by one of the choices an expression gives. */
const allowed = new Set(rules.licenses.allow);
/** Read by a person: terms that no expression names. */
const read: Readonly<Record<string, string>> = {
  '@lhncbc/ucum-lhc':
    'the U.S. National Library of Medicine’s terms, with UCUM’s licence: use and passing on are free',
};

for (const component of all) {
  test(`licence of ${toPurl(component)}`, () => {
    if (read[component.name] !== undefined) return;
    const choices = component.licence.replaceAll(/[()]/g, '').split(/ OR |\//);
    const isAllowed = choices.some((choice) =>
      choice.split(' AND ').every((part) => allowed.has(part.trim())),
    );
    assert.ok(isAllowed, `expected one of the allowed licences, got ${component.licence}`);
  });
}

test('exact versions, from registries alone, and no script of a package is run', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>; // safe: our own file
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [name, version] of Object.entries(manifest[field] ?? {})) {
      assert.match(version, /^\d+\.\d+\.\d+$/, `${name} ${version}`);
    }
  }
  for (const [path, { resolved, dev, hasInstallScript }] of Object.entries(lock.packages)) {
    assert.ok(!/^(git|file|http:|link)/.test(resolved ?? ''), `${path} comes from ${resolved}`);
    assert.ok(dev === true || hasInstallScript !== true, `${path} runs a script when it is installed`);
  }
  assert.match(readFileSync('.npmrc', 'utf8'), /^ignore-scripts=true$/m);
  const sources = readFileSync('native/Cargo.lock', 'utf8').matchAll(/^source = "(.+)"$/gm);
  for (const [, source] of sources) assert.equal(source?.split('+')[0], 'registry');
  for (const crate of readdirSync('native/crates')) {
    const text = readFileSync(`native/crates/${crate}/Cargo.toml`, 'utf8');
    const section = /^\[dependencies\]\n([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1] ?? '';
    for (const line of section.split('\n').filter((each) => each.includes('='))) {
      assert.match(line, /"=\d|path = /, `${crate}: ${line}`);
    }
  }
});
