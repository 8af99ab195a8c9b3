import { crc32, deflateRawSync } from 'node:zlib';

/** A writer of zip files that does whatever it is told, independent of the one it is used to attack. */

type Numbers = Readonly<Record<string, number>>;

export interface HostileEntry {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  /** The bytes that stand in the file, in place of the content deflated or stored. */
  readonly data?: Uint8Array;
  readonly extra?: Uint8Array;
  readonly centralExtra?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly localName?: string;
  /** Bytes before the local head and behind the data. */
  readonly before?: Uint8Array;
  readonly behind?: Uint8Array;
  /** Fields by name in both heads, in the local one, in the central one. */
  readonly both?: Numbers;
  readonly local?: Numbers;
  readonly central?: Numbers;
}

export interface HostileZip {
  readonly end?: Numbers;
  readonly comment?: Uint8Array;
  /** Bytes between the data and the directory, between the directory and its end record, and behind it. */
  readonly beforeDirectory?: Uint8Array;
  readonly beforeEnd?: Uint8Array;
  readonly behind?: Uint8Array;
  readonly prefix?: Uint8Array;
}

const shared: readonly (readonly [string, number])[] = [
  ['version', 2],
  ['flags', 2],
  ['method', 2],
  ['time', 2],
  ['date', 2],
  ['crc', 4],
  ['compressed', 4],
  ['size', 4],
  ['nameLength', 2],
  ['extraLength', 2],
];
const centralOnly: readonly (readonly [string, number])[] = [
  ['commentLength', 2],
  ['disk', 2],
  ['internal', 2],
  ['external', 4],
  ['offset', 4],
];
const endFields: readonly (readonly [string, number])[] = [
  ['signature', 4],
  ['disk', 2],
  ['directoryDisk', 2],
  ['entriesHere', 2],
  ['entries', 2],
  ['directoryBytes', 4],
  ['directoryOffset', 4],
  ['commentLength', 2],
];

const none = new Uint8Array();

/** A zip of these entries as they come, its fields those of a bundle except where told otherwise. */
export function toHostileZip(entries: readonly HostileEntry[], zip: HostileZip = {}): Uint8Array {
  const parts: Uint8Array[] = [zip.prefix ?? none];
  const directory: Uint8Array[] = [];
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name) : entry.name;
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
    const isDeflated =
      entry.both?.['method'] === undefined ? isDeflatedKind(entry.name) : entry.both['method'] === 8;
    const data = entry.data ?? (isDeflated ? deflateRawSync(entry.content, { level: 9 }) : entry.content);
    const extra = entry.extra ?? none;
    const centralExtra = entry.centralExtra ?? none;
    const comment = entry.comment ?? none;
    const base = {
      version: 20,
      flags: name.some((byte) => byte > 0x7f) ? 0x0800 : 0,
      method: isDeflated ? 8 : 0,
      time: 0,
      date: 0x21,
      crc: crc32(entry.content),
      compressed: data.length,
      size: entry.content.length,
      ...entry.both,
    };
    parts.push(entry.before ?? none);
    const offset = length(parts);
    const local = { ...base, nameLength: localName.length, extraLength: extra.length, ...entry.local };
    parts.push(
      toBytes([['signature', 4], ...shared], { signature: 0x04034b50, ...local }),
      localName,
      extra,
      data,
    );
    parts.push(entry.behind ?? none);
    const central = {
      signature: 0x02014b50,
      madeBy: 20,
      ...base,
      nameLength: name.length,
      extraLength: centralExtra.length,
      commentLength: comment.length,
      disk: 0,
      internal: 0,
      external: 0,
      offset,
      ...entry.central,
    };
    directory.push(toBytes([['signature', 4], ['madeBy', 2], ...shared, ...centralOnly], central));
    directory.push(name, centralExtra, comment);
  }
  parts.push(zip.beforeDirectory ?? none);
  const directoryOffset = length(parts);
  parts.push(...directory);
  const comment = zip.comment ?? none;
  const end = {
    signature: 0x06054b50,
    disk: 0,
    directoryDisk: 0,
    entriesHere: entries.length,
    entries: entries.length,
    directoryBytes: length(directory),
    directoryOffset,
    commentLength: comment.length,
    ...zip.end,
  };
  parts.push(zip.beforeEnd ?? none, toBytes(endFields, end), comment, zip.behind ?? none);
  return new Uint8Array(Buffer.concat(parts));
}

function isDeflatedKind(name: string | Uint8Array): boolean {
  return /\.(json|wasm)$/.test(typeof name === 'string' ? name : Buffer.from(name).toString('latin1'));
}

function toBytes(fields: readonly (readonly [string, number])[], values: Numbers): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [name, size] of fields) at = bytes.writeUIntLE(values[name] ?? 0, at, size);
  return bytes;
}

function length(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
