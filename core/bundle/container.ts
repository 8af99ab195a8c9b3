import { deflateSync } from 'fflate';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { toCrc32 } from '#core/bundle/crc32.ts';
import {
  verifyEntryCount,
  verifyEntryNames,
  verifyFrame,
  verifyDeclaredSizes,
  defaultContainerLimits,
  type ContainerLimits,
  type NamedEntry,
} from '#core/bundle/verify-container.ts';
import { compareFileNames } from '#core/bundle/file-names.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { parseUtf8, toUtf8 } from '#core/bundle/utf8.ts';
import {
  centralField,
  centralHeadBytes,
  verifyRecord,
  endField,
  endRecordBytes,
  localHeadBytes,
  readUint,
  toCentralHead,
  toEndRecord,
  toLocalHead,
  toRecordBytes,
} from '#core/bundle/zip-records.ts';

/**
 * Inflates a deflate stream (RFC 1951) with the platform's own library: exactly `size` bytes, in memory of their own,
 * of a stream that ends in the last byte of `source`; undefined where it is not that. Stops at the first byte beyond
 * `size`.
 */
export type Inflate = (source: Uint8Array, size: number) => Uint8Array | undefined;

/** No deflate stream is longer when inflated than this many times its own length. */
const maximumDeflateRatio = 1032;

/** With `mem` named, no logarithm of the host decides which bytes come out. */
const deflateOptions = { level: 9, mem: 4 } as const;

/**
 * The files of a `.visite` file: names to bytes, in the one order of names. The zip is canonical: every byte but
 * those of the deflate streams follows from the files (docs/formats/bundle.md). Throws BundleError.
 */
export function parseContainer(
  bytes: Uint8Array,
  inflate: Inflate,
  limits: ContainerLimits = defaultContainerLimits,
): ReadonlyMap<string, Uint8Array> {
  verifyFrame(bytes, limits);
  const entries = parseDirectory(bytes, limits);
  verifyEntryNames(entries);
  verifyDeclaredSizes(entries, limits);
  return new Map(entries.map((entry) => [entry.text, parseEntry(bytes, entry, inflate)]));
}

/** The `.visite` file that holds these files: the same files give the same bytes. Throws BundleError. */
export function toContainer(
  files: ReadonlyMap<string, Uint8Array>,
  limits: ContainerLimits = defaultContainerLimits,
): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  const entries: NamedEntry[] = [];
  let offset = 0;
  for (const [text, content] of [...files].sort(([left], [right]) => compareFileNames(left, right))) {
    const method = methodOf(text);
    const data = method === 8 ? deflateSync(content, deflateOptions) : content;
    const entry = {
      text,
      name: toUtf8(text),
      method,
      crc32: toCrc32(content),
      compressedBytes: data.length,
      bytes: content.length,
      offset,
    };
    entries.push(entry);
    locals.push(toRecordBytes(toLocalHead(entry)), entry.name, data);
    centrals.push(toRecordBytes(toCentralHead(entry)), entry.name);
    offset += localHeadBytes + entry.name.length + data.length;
  }
  verifyEntryCount(entries.length, limits);
  verifyEntryNames(entries);
  verifyDeclaredSizes(entries, limits);
  const directory = concatenate(centrals);
  const end = toRecordBytes(toEndRecord(entries.length, directory.length, offset));
  const container = concatenate([...locals, directory, end]);
  verifyFrame(container, limits);
  return container;
}

/** JSON and WebAssembly are deflated, everything else is stored. */
function methodOf(name: string): 0 | 8 {
  return /\.(json|wasm)$/.test(name) ? 8 : 0;
}

/** Reads the directory, whose place follows from what it says: entries without gaps, then it, then the end record. */
function parseDirectory(bytes: Uint8Array, limits: ContainerLimits): readonly NamedEntry[] {
  const end = bytes.length - endRecordBytes;
  const count = readUint(bytes, end + endField.entries, 2);
  verifyEntryCount(count, limits);
  const directory = readUint(bytes, end + endField.directory, 4);
  const entries: NamedEntry[] = [];
  let at = directory;
  let offset = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = parseCentralHead(bytes, at, end, offset, `entry ${index + 1}`);
    entries.push(entry);
    at += centralHeadBytes + entry.name.length;
    offset += localHeadBytes + entry.name.length + entry.compressedBytes;
  }
  verifyRecord(bytes, end, toEndRecord(count, end - offset, offset), '');
  if (at !== end) {
    throw new BundleError(
      'container-not-canonical',
      '',
      `zip: expected ${end - at} fewer bytes before the end record`,
    );
  }
  return entries;
}

function parseCentralHead(
  bytes: Uint8Array,
  at: number,
  end: number,
  offset: number,
  where: string,
): NamedEntry {
  const nameStart = at + centralHeadBytes;
  const nameBytes = readUint(bytes, at + centralField.nameBytes, 2);
  if (!(nameStart + nameBytes <= end)) {
    throw new BundleError(
      'container-not-canonical',
      where,
      'zip: expected the directory to end before the end record',
    );
  }
  const name = bytes.subarray(nameStart, nameStart + nameBytes);
  const text = parseUtf8(name);
  if (text === undefined)
    throw new BundleError('file-name', where, 'expected a name in UTF-8, got other bytes');
  const entry: NamedEntry = {
    text,
    name,
    method: methodOf(text),
    crc32: readUint(bytes, at + centralField.crc32, 4),
    compressedBytes: readUint(bytes, at + centralField.compressedBytes, 4),
    bytes: readUint(bytes, at + centralField.bytes, 4),
    offset,
  };
  verifyRecord(bytes, at, toCentralHead(entry), toQuoted(text));
  return entry;
}

function parseEntry(bytes: Uint8Array, entry: NamedEntry, inflate: Inflate): Uint8Array {
  const where = toQuoted(entry.text);
  verifyRecord(bytes, entry.offset, toLocalHead(entry), where);
  const nameStart = entry.offset + localHeadBytes;
  const dataStart = nameStart + entry.name.length;
  if (!entry.name.every((byte, index) => bytes[nameStart + index] === byte)) {
    throw new BundleError(
      'container-headers-differ',
      where,
      'zip: expected the same name in both heads, got another',
    );
  }
  const data = bytes.subarray(dataStart, dataStart + entry.compressedBytes);
  if (entry.method === 0 && entry.bytes !== entry.compressedBytes) {
    throw new BundleError(
      'container-headers-differ',
      where,
      'zip: expected equal sizes of a stored file, got two sizes',
    );
  }
  const content = entry.method === 8 ? inflateEntry(data, entry.bytes, where, inflate) : new Uint8Array(data);
  const crc32 = toCrc32(content);
  if (crc32 !== entry.crc32) {
    throw new BundleError('container-bad-crc', where, `zip: expected crc-32 ${entry.crc32}, got ${crc32}`);
  }
  return content;
}

function inflateEntry(data: Uint8Array, size: number, where: string, inflate: Inflate): Uint8Array {
  // Before there is room made for it.
  const most = data.length * maximumDeflateRatio;
  if (size > most) {
    throw new BundleError(
      'container-bad-deflate',
      where,
      `deflate: expected at most ${most} bytes from ${data.length}, got ${size} declared`,
    );
  }
  const content = inflate(data, size);
  if (content?.length !== size) {
    throw new BundleError(
      'container-bad-deflate',
      where,
      `deflate: expected ${data.length} bytes that inflate to exactly ${size}, got others`,
    );
  }
  return content;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
