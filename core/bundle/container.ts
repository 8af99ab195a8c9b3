import { deflateSync } from 'fflate';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { toCrc32 } from '#core/bundle/crc32.ts';
import { checkFileNames, compareFileNames } from '#core/bundle/file-names.ts';
import { inflateExactly } from '#core/bundle/inflate.ts';
import { toQuoted } from '#core/bundle/quote.ts';
import { parseUtf8, toUtf8 } from '#core/bundle/utf8.ts';
import {
  centralField,
  centralHeadBytes,
  checkRecord,
  endField,
  endRecordBytes,
  endSignature,
  localHeadBytes,
  readUint,
  toCentralHead,
  toEndRecord,
  toLocalHead,
  toRecordBytes,
  type Entry,
} from '#core/bundle/zip-records.ts';

/** What a container may take, in bytes of the file, bytes of all files inflated, and number of files. */
export interface ContainerLimits {
  readonly fileBytes: number;
  readonly inflatedBytes: number;
  readonly entries: number;
}

const mebibyte = 1024 * 1024;
export const defaultContainerLimits: ContainerLimits = {
  fileBytes: 256 * mebibyte,
  inflatedBytes: 512 * mebibyte,
  entries: 64,
};

/** With `mem` named, no logarithm of the host decides which bytes come out. */
const deflateOptions = { level: 9, mem: 4 } as const;

/** An entry of the directory, with the name it spells. */
interface NamedEntry extends Entry {
  readonly text: string;
}

/**
 * The files of a `.visite` file: names to bytes, in the one order of names. The zip is canonical: every byte but
 * those of the deflate streams follows from the files (docs/formats/bundle.md). Throws BundleError.
 */
export function parseContainer(
  bytes: Uint8Array,
  limits: ContainerLimits = defaultContainerLimits,
): ReadonlyMap<string, Uint8Array> {
  checkFrame(bytes, limits);
  const entries = parseDirectory(bytes, limits);
  checkEntryNames(entries);
  checkInflatedSize(entries, limits);
  return new Map(entries.map((entry) => [entry.text, parseEntry(bytes, entry)]));
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
  checkEntryCount(entries.length, limits);
  checkEntryNames(entries);
  checkInflatedSize(entries, limits);
  const directory = concatenate(centrals);
  const end = toRecordBytes(toEndRecord(entries.length, directory.length, offset));
  const container = concatenate([...locals, directory, end]);
  checkFrame(container, limits);
  return container;
}

/** JSON and WebAssembly are deflated, everything else is stored. */
function methodOf(name: string): 0 | 8 {
  return /\.(json|wasm)$/.test(name) ? 8 : 0;
}

function checkFrame(bytes: Uint8Array, limits: ContainerLimits): void {
  if (bytes.length > limits.fileBytes) {
    throw new BundleError(
      'bundle-too-large',
      '',
      `expected at most ${limits.fileBytes} bytes, got ${bytes.length}`,
    );
  }
  // A zip begins with a local head, or, without entries, with its end record.
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5))) {
    throw new BundleError(
      'container-not-zip',
      '',
      'expected a .visite file, which begins as a zip file does; got another',
    );
  }
  if (bytes.length < endRecordBytes || readUint(bytes, bytes.length - endRecordBytes, 4) !== endSignature) {
    throw new BundleError(
      'bundle-truncated',
      '',
      'expected the end record of the zip in the last 22 bytes; the file is cut off or has something behind it',
    );
  }
}

/** Reads the directory, whose place follows from what it says: entries without gaps, then it, then the end record. */
function parseDirectory(bytes: Uint8Array, limits: ContainerLimits): readonly NamedEntry[] {
  const end = bytes.length - endRecordBytes;
  const count = readUint(bytes, end + endField.entries, 2);
  checkEntryCount(count, limits);
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
  checkRecord(bytes, end, toEndRecord(count, end - offset, offset), '');
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
  checkRecord(bytes, at, toCentralHead(entry), toQuoted(text));
  return entry;
}

function parseEntry(bytes: Uint8Array, entry: NamedEntry): Uint8Array {
  const where = toQuoted(entry.text);
  checkRecord(bytes, entry.offset, toLocalHead(entry), where);
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
  const content = entry.method === 8 ? inflateExactly(data, entry.bytes, where) : new Uint8Array(data);
  const crc32 = toCrc32(content);
  if (crc32 !== entry.crc32) {
    throw new BundleError('container-bad-crc', where, `zip: expected crc-32 ${entry.crc32}, got ${crc32}`);
  }
  return content;
}

function checkEntryCount(count: number, limits: ContainerLimits): void {
  if (count <= limits.entries) return;
  throw new BundleError(
    'container-too-many-entries',
    '',
    `expected at most ${limits.entries} files, got ${count}`,
  );
}

function checkEntryNames(entries: readonly NamedEntry[]): void {
  const names = entries.map((entry) => entry.text);
  for (const problem of checkFileNames(names)) {
    const other = problem.other === undefined ? '' : `, beside ${toQuoted(problem.other)}`;
    throw new BundleError('file-name', toQuoted(problem.name), `name refused: ${problem.code}${other}`);
  }
  names.forEach((name, index) => {
    const before = names[index - 1];
    if (before === undefined || compareFileNames(before, name) < 0) return;
    throw new BundleError(
      'container-not-canonical',
      toQuoted(name),
      `zip: expected before ${toQuoted(before)}`,
    );
  });
}

/** Declared sizes; inflating never goes beyond them. */
function checkInflatedSize(entries: readonly NamedEntry[], limits: ContainerLimits): void {
  let sum = 0;
  for (const entry of entries) {
    sum += entry.bytes;
    if (sum <= limits.inflatedBytes) continue;
    throw new BundleError(
      'container-entry-too-large',
      toQuoted(entry.text),
      `expected at most ${limits.inflatedBytes} bytes inflated in all, got ${sum} up to this file`,
    );
  }
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
