import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FileError } from '#host/files/file-error.ts';
import { readWhole } from '#host/files/read-whole.ts';
import type { ModelSources } from '#cli/authoring/make-bundle.ts';

const maxFileBytes = 2 ** 30;
const languages = ['nl', 'en', 'de'];

/** Reads a model folder: model.json or model.json.gz, plan.json, manifest.json, card.json, … Throws FileError. */
export function readModelFolder(folder: string): ModelSources {
  const read = (name: string) => readWhole(join(folder, name), maxFileBytes);
  const asIs = new Map(['manifest.json', 'card.json', 'reference.json'].map((name) => [name, read(name)]));
  for (const language of languages) {
    const text = readIfThere(() => read(`texts/${language}.json`));
    if (text) asIs.set(`texts/${language}.json`, text);
  }
  const packed = readIfThere(() => read('model.json.gz'));
  return {
    model: packed ? gunzipSync(packed, { maxOutputLength: maxFileBytes }) : read('model.json'),
    plan: read('plan.json'),
    goldenOriginal: read('golden-original.json'),
    asIs,
  };
}

function readIfThere(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError && error.code === 'input-not-found') return undefined;
    throw error;
  }
}
