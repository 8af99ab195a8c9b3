import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Component } from '#scripts/sbom/component.ts';

const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Packages = z.infer<typeof Lock>['packages'];

/** Among the packages for development, since a packager puts it into the product. */
const shipped = new Set(['electron']);

/** Every package of package-lock.json (version 3), once for each version. */
export function readNpmComponents(lockPath: string): readonly Component[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(lockPath, 'utf8')));
  const through = toThrough(packages);
  const found = new Map<string, Component>();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue;
    const name = toName(path);
    const version = entry.version ?? '';
    const same = found.get(`${name}@${version}`);
    found.set(`${name}@${version}`, {
      ecosystem: 'npm',
      name,
      version,
      licence: entry.license ?? same?.licence ?? '',
      hash: toHash(entry.integrity) ?? same?.hash,
      scope: entry.dev !== true || shipped.has(name) || same?.scope === 'required' ? 'required' : 'excluded',
      through: [...new Set([...(same?.through ?? []), ...(through.get(path) ?? [])])].toSorted(),
    });
  }
  return [...found.values()];
}

/** For each place in the lock the direct dependencies that lead to it. */
function toThrough(packages: Packages): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (path: string, direct: string): void => {
    const names = found.get(path) ?? new Set();
    if (names.has(direct)) return;
    found.set(path, names.add(direct));
    for (const name of namesOf(packages[path])) {
      const place = findPlace(packages, path, name);
      if (place !== undefined) visit(place, direct);
    }
  };
  for (const name of [...namesOf(packages['']), ...shipped]) {
    const place = findPlace(packages, '', name);
    if (place !== undefined) visit(place, name);
  }
  return found;
}

function namesOf(entry: Packages[string] | undefined): readonly string[] {
  return Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies });
}

/** Node's own rule: the nearest `node_modules`, going up. */
function findPlace(packages: Packages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
}

function toName(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function toHash(integrity: string | undefined): Component['hash'] {
  const encoded = /^sha512-([A-Za-z0-9+/=]+)$/.exec(integrity ?? '')?.[1];
  return encoded === undefined
    ? undefined
    : { alg: 'SHA-512', content: Buffer.from(encoded, 'base64').toString('hex') };
}
