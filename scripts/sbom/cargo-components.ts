import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Component } from '#scripts/sbom/component.ts';

const Metadata = z.object({
  workspace_members: z.array(z.string()),
  packages: z.array(
    z.object({ id: z.string(), name: z.string(), version: z.string(), license: z.string().nullable() }),
  ),
  resolve: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        deps: z.array(
          z.object({ pkg: z.string(), dep_kinds: z.array(z.object({ kind: z.string().nullable() })) }),
        ),
      }),
    ),
  }),
});

/**
 * Every crate of native/Cargo.lock: required is what the addon is made of or built by on any platform, as cargo resolves it,
 * excluded what is for tests alone or for features that are off.
 */
export function readCargoComponents(folder: string): readonly Component[] {
  const metadata = Metadata.parse(JSON.parse(run(folder, ['metadata', '--locked', '--format-version', '1'])));
  const built = readBuilt(folder);
  const ours = new Set(metadata.workspace_members);
  const packages = new Map(metadata.packages.map((each) => [each.id, each]));
  const edges = new Map(
    metadata.resolve.nodes.map(({ id, deps }) => [
      id,
      deps.flatMap(({ pkg, dep_kinds: kinds }) => (kinds.some(({ kind }) => kind !== 'dev') ? [pkg] : [])),
    ]),
  );
  const found = new Map<string, Set<string>>();
  const visit = (id: string, direct: string): void => {
    const names = found.get(id) ?? new Set();
    if (names.has(direct)) return;
    found.set(id, names.add(direct));
    for (const next of edges.get(id) ?? []) visit(next, direct);
  };
  for (const member of ours) {
    for (const id of edges.get(member) ?? []) {
      if (!ours.has(id)) visit(id, packages.get(id)?.name ?? '');
    }
  }
  const direct = new Map([...found].map(([id, names]) => [toLabel(packages.get(id)), names]));
  const licences = new Map(metadata.packages.map((each) => [toLabel(each), each.license ?? '']));
  return [...readChecksums(join(folder, 'Cargo.lock'))].map(([label, content]): Component => {
    const [name = '', version = ''] = label.split('@');
    const isBuilt = built.has(label) && direct.has(label);
    return {
      ecosystem: 'cargo',
      name,
      version,
      licence: licences.get(label) ?? '',
      hash: { alg: 'SHA-256', content },
      scope: isBuilt ? 'required' : 'excluded',
      through: isBuilt ? [...(direct.get(label) ?? [])].toSorted() : [],
    };
  });
}

function toLabel(each: { readonly name: string; readonly version: string } | undefined): string {
  return `${each?.name ?? ''}@${each?.version ?? ''}`;
}

/** Name and version of every crate that is built: the graph above also holds those of features that are off. */
function readBuilt(folder: string): ReadonlySet<string> {
  const options = ['--locked', '--workspace', '--target', 'all', '-e', 'normal,build'];
  const tree = run(folder, ['tree', ...options, '--prefix', 'none', '--format', '{p}']);
  const lines = tree.matchAll(/^(\S+) v(\S+)/gm);
  return new Set(Array.from(lines, ([, name = '', version = '']) => `${name}@${version}`));
}

function run(folder: string, args: readonly string[]): string {
  return execFileSync('cargo', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function readChecksums(lockPath: string): ReadonlyMap<string, string> {
  const entry = /^name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([0-9a-f]{64})"$/gm;
  const found = readFileSync(lockPath, 'utf8').matchAll(entry);
  return new Map(Array.from(found, ([, name = '', version = '', sum = '']) => [`${name}@${version}`, sum]));
}
