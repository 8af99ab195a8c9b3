import type { z } from 'zod';
import { BundleError, type BundleErrorCode } from '#core/bundle/bundle-error.ts';
import { Card } from '#core/bundle/card.ts';
import { checkCard } from '#core/bundle/check-card.ts';
import { checkGoldenFile } from '#core/bundle/check-golden.ts';
import { checkHygiene } from '#core/bundle/check-hygiene.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { checkReference } from '#core/bundle/check-reference.ts';
import type { Language } from '#core/bundle/fields.ts';
import { Golden } from '#core/bundle/golden.ts';
import { checkKeys, type Inconsistency } from '#core/bundle/inconsistency.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { toQuoted, toVisible } from '#core/bundle/quote.ts';
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
  const manifest = parseFile(files, 'manifest.json', Manifest);
  refuse('manifest-inconsistent', 'manifest.json', checkManifest(manifest));
  checkFiles(files, manifest);
  const card = parseFile(files, 'card.json', Card);
  refuse('card-inconsistent', 'card.json', checkCard(manifest, card));
  const golden = parseFile(files, 'golden.json', Golden);
  refuse('golden-inconsistent', 'golden.json', checkGoldenFile(manifest, golden));
  const reference = parseFile(files, 'reference.json', Reference);
  refuse('reference-inconsistent', 'reference.json', checkReference(manifest, reference));
  const texts = new Map<Language, Texts>();
  for (const language of manifest.languages) {
    const name = `texts/${language}.json`;
    const text = parseFile(files, name, Texts);
    refuse('texts-inconsistent', name, checkKeys('', text, toTextKeys(manifest)));
    texts.set(language, text);
  }
  return { manifest, card, golden, reference, texts, module: parseModule(files) };
}

/** One JSON file: strict JSON, a format this version knows, its schema, and nothing hidden in its texts. */
function parseFile<Schema extends z.ZodType>(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  schema: Schema,
): z.infer<Schema> {
  const value = parseJsonStrict(fileOf(files, name), name);
  checkFormat(value, name);
  const result = schema.safeParse(value);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => ({ where: toPath(path), message }));
    throw toRefusal('schema', name, problems);
  }
  refuse('text-hygiene', name, checkHygiene(value, name === 'card.json'));
  return result.data;
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

/** texts/<language>.json have no format of their own; it is the manifest's. */
function checkFormat(value: unknown, name: string): void {
  if (name.startsWith('texts/') || typeof value !== 'object' || value === null || !('format' in value))
    return;
  const { format } = value;
  if (typeof format !== 'number' || format === 1) return;
  throw new BundleError('version-unknown', name, `expected format 1, got ${format}`);
}

function checkFiles(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): void {
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

function refuse(code: BundleErrorCode, name: string, problems: readonly Inconsistency[]): void {
  if (problems.length > 0) throw toRefusal(code, name, problems);
}

function toRefusal(code: BundleErrorCode, name: string, problems: readonly Inconsistency[]): BundleError {
  const shown = problems
    .slice(0, 5)
    .map(({ where, message }) => toVisible(where === '' ? message : `${where}: ${message}`, 300));
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
  return new BundleError(code, name, shown.join('; ') + more);
}

function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
