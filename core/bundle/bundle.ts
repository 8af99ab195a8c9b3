import { BundleError } from '#core/bundle/bundle-error.ts';
import { Card } from '#core/bundle/card.ts';
import { checkCard } from '#core/bundle/check-card.ts';
import { checkGoldenFile, checkGoldenOriginalFile } from '#core/bundle/check-golden.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { checkReference } from '#core/bundle/check-reference.ts';
import type { Language } from '#core/bundle/fields.ts';
import { Golden, GoldenOriginal } from '#core/bundle/golden.ts';
import { checkKeys } from '#core/bundle/inconsistency.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { parseBundleFile, refuse } from '#core/bundle/parse-bundle-file.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { Reference } from '#core/bundle/reference.ts';
import { Texts, toTextKeys } from '#core/bundle/texts.ts';

/** What a bundle holds, each file checked by itself and against the manifest. Who made it is not checked here. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly card: Card;
  readonly golden: Golden;
  readonly reference: Reference;
  readonly texts: ReadonlyMap<Language, Texts>;
  /** A WebAssembly module that obeys docs/formats/model-abi.md, as far as its first eight bytes tell. */
  readonly module: Uint8Array;
}

const mebibyte = 1024 * 1024;
/** Bytes of one file, inflated. */
export const maximumFileBytes: Readonly<Record<string, number>> = {
  'manifest.json': mebibyte,
  'card.json': mebibyte,
  'golden.json': 16 * mebibyte,
  'reference.json': 4 * mebibyte,
  'model.sig': mebibyte,
  'model.wasm': 128 * mebibyte,
};
const maximumTextsBytes = mebibyte;

/** The files of a bundle, with or without model.sig → what they say. Throws BundleError. */
export function parseBundle(files: ReadonlyMap<string, Uint8Array>): Bundle {
  const manifest = parseManifest(fileOf(files, 'manifest.json'));
  verifyFiles(files, manifest);
  const card = parseBundleFile(fileOf(files, 'card.json'), 'card.json', Card);
  refuse('card-inconsistent', 'card.json', checkCard(manifest, card));
  const golden = parseBundleFile(fileOf(files, 'golden.json'), 'golden.json', Golden);
  refuse('golden-inconsistent', 'golden.json', checkGoldenFile(manifest, golden));
  const reference = parseBundleFile(fileOf(files, 'reference.json'), 'reference.json', Reference);
  refuse('reference-inconsistent', 'reference.json', checkReference(manifest, reference));
  const texts = new Map<Language, Texts>();
  for (const language of manifest.languages) {
    const name = `texts/${language}.json`;
    const text = parseBundleFile(fileOf(files, name), name, Texts);
    refuse('texts-inconsistent', name, checkKeys('', text, toTextKeys(manifest)));
    texts.set(language, text);
  }
  return { manifest, card, golden, reference, texts, module: parseModule(files) };
}

/** manifest.json by itself, as a model's author has it before there is a bundle. Throws BundleError. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const manifest = parseBundleFile(bytes, 'manifest.json', Manifest);
  refuse('manifest-inconsistent', 'manifest.json', checkManifest(manifest));
  return manifest;
}

/** golden-original.json: golden patients that have no bits yet. Throws BundleError. */
export function parseGoldenOriginal(bytes: Uint8Array, manifest: Manifest): GoldenOriginal {
  const name = 'golden-original.json';
  const golden = parseBundleFile(bytes, name, GoldenOriginal);
  refuse('golden-inconsistent', name, checkGoldenOriginalFile(manifest, golden));
  return golden;
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw new BundleError('file-missing', name, 'expected this file, got none');
  const most = maximumFileBytes[name] ?? maximumTextsBytes;
  if (bytes.length > most) {
    throw new BundleError('file-too-large', name, `expected at most ${most} bytes, got ${bytes.length}`);
  }
  return bytes;
}

function verifyFiles(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): void {
  const known = new Set([
    ...Object.keys(maximumFileBytes),
    ...manifest.languages.map((language) => `texts/${language}.json`),
  ]);
  for (const name of files.keys()) {
    if (!known.has(name)) {
      throw new BundleError(
        'file-unknown',
        toQuoted(name),
        'expected only the files of a bundle, got another',
      );
    }
    fileOf(files, name);
  }
}

function parseModule(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const module = fileOf(files, 'model.wasm');
  const start = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  if (start.some((byte, index) => module[index] !== byte)) {
    throw new BundleError(
      'module-not-wasm',
      'model.wasm',
      'expected a WebAssembly 1.0 binary, got other bytes',
    );
  }
  return module;
}
