import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleErrorCode } from '#core/bundle/bundle-error.ts';
import { toContainer } from '#core/bundle/container.ts';
import type { ContainerLimits } from '#core/bundle/verify-container.ts';

/** One vector: the bytes of a `.visite` file and what parsing them must say. */
export interface BundleCase {
  readonly name: string;
  readonly reason: string;
  readonly verdict: 'valid' | BundleErrorCode;
  readonly bytes: Uint8Array;
  /** Limits other than the default ones. */
  readonly limits?: Partial<ContainerLimits>;
}

export type Files = ReadonlyMap<string, Uint8Array>;
export type Path = readonly (string | number)[];

const folder = join(import.meta.dirname, '..', '..', '..', 'vectors', 'bundle', 'minimal');
const names = [
  'manifest.json',
  'card.json',
  'golden.json',
  'reference.json',
  'model.wasm',
  'texts/nl.json',
  'texts/en.json',
];

/** The files of the smallest valid bundle. */
export const minimal: Files = new Map(
  names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
);

/** These files with one more, another in its place, or (undefined) one less. */
export function withFile(
  name: string,
  content: Uint8Array | string | undefined,
  files: Files = minimal,
): Files {
  const edited = new Map(files);
  if (content === undefined) edited.delete(name);
  else edited.set(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return edited;
}

/** These files with the value at a path of a JSON file set, or (undefined) deleted. */
export function withValue(name: string, path: Path, value: unknown, files: Files = minimal): Files {
  const root: unknown = JSON.parse(textOf(name, files));
  let parent = root;
  for (const key of path.slice(0, -1)) parent = Reflect.get(toObject(parent), key);
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(toObject(parent), last);
  else Reflect.set(toObject(parent), last, value);
  return withFile(name, JSON.stringify(root), files);
}

/** The value at a path of a JSON file. */
export function valueAt(name: string, path: Path, files: Files = minimal): unknown {
  return path.reduce<unknown>(
    (value, key) => Reflect.get(toObject(value), key),
    JSON.parse(textOf(name, files)),
  );
}

export function textOf(name: string, files: Files = minimal): string {
  return new TextDecoder().decode(files.get(name));
}

/** A case made of files, as toContainer packs them. */
export function fileCase(
  name: string,
  verdict: BundleCase['verdict'],
  reason: string,
  files: Files,
): BundleCase {
  return { name, verdict, reason, bytes: toContainer(files) };
}

function toObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('expected an object on the path');
  return value;
}
