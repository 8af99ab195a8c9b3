import { readFileSync } from 'node:fs';
import { toContainer } from '#core/bundle/container.ts';

/** The smallest bundle, without its signature (test/vectors/bundle/minimal). */
export function readMinimalFiles(): Map<string, Uint8Array> {
  const folder = new URL('../../vectors/bundle/minimal/', import.meta.url);
  const names = [
    'manifest.json',
    'card.json',
    'golden.json',
    'reference.json',
    'model.wasm',
    'texts/en.json',
    'texts/nl.json',
  ];
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]));
}

/** The files and their signature as a `.visite` file. */
export function toSignedContainer(files: ReadonlyMap<string, Uint8Array>, signature: Uint8Array): Uint8Array {
  return toContainer(new Map([...files, ['model.sig', signature]]));
}
