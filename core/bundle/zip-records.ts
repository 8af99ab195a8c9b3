import { BundleError, type BundleErrorCode } from '#core/bundle/bundle-error.ts';

/**
 * The records of a zip file as a bundle has them (APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12, 4.3.16). Every field has one
 * allowed value, so one list of fields serves to write a record and to check it.
 */

/** A little-endian field: name, length in bytes, allowed value, and the refusal where another value stands. */
export type Field = readonly [name: string, bytes: 2 | 4, value: number, code: BundleErrorCode];

export interface Entry {
  readonly name: Uint8Array;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Place of the local head in the file. */
  readonly offset: number;
}

export const localHeadBytes = 30;
export const centralHeadBytes = 46;
export const endRecordBytes = 22;

/** Place of the fields that are read before a central head can be checked. */
export const centralField = { crc32: 16, compressedBytes: 20, bytes: 24, nameBytes: 28 } as const;
export const endField = { entries: 10, directory: 16 } as const;
export const endSignature = 0x06054b50;

/** Fields of a local head, and of a central head from "version needed" on. */
function toSharedFields(entry: Entry, differ: BundleErrorCode): readonly Field[] {
  return [
    ['version needed to extract', 2, 20, 'container-feature'],
    // 4.4.4: bit 11 where the name is not ASCII; no encryption (0, 6, 13), no sizes behind the data (3).
    ['general purpose flags', 2, entry.name.every((byte) => byte < 0x80) ? 0 : 0x0800, 'container-feature'],
    ['compression method', 2, entry.method, 'container-feature'],
    ['time', 2, 0, 'container-not-canonical'],
    // 4.4.6: 1 January 1980.
    ['date', 2, 0x0021, 'container-not-canonical'],
    ['crc-32', 4, entry.crc32, differ],
    ['compressed size', 4, entry.compressedBytes, differ],
    ['size', 4, entry.bytes, differ],
    ['length of the name', 2, entry.name.length, differ],
    ['length of the extra field', 2, 0, 'container-not-canonical'],
  ];
}

export function toLocalHead(entry: Entry): readonly Field[] {
  return [
    ['signature of a local head', 4, 0x04034b50, 'container-not-canonical'],
    ...toSharedFields(entry, 'container-headers-differ'),
  ];
}

export function toCentralHead(entry: Entry): readonly Field[] {
  return [
    ['signature of a central head', 4, 0x02014b50, 'container-not-canonical'],
    // 4.4.2: version 2.0, FAT: no permissions and no links.
    ['version made by', 2, 20, 'container-not-canonical'],
    ...toSharedFields(entry, 'container-not-canonical'),
    ['length of the comment', 2, 0, 'container-not-canonical'],
    ['disk', 2, 0, 'container-feature'],
    ['internal attributes', 2, 0, 'container-not-canonical'],
    ['external attributes', 4, 0, 'container-not-canonical'],
    ['place of the local head', 4, entry.offset, 'container-not-canonical'],
  ];
}

export function toEndRecord(entries: number, centralBytes: number, centralOffset: number): readonly Field[] {
  return [
    ['signature of the end record', 4, endSignature, 'bundle-truncated'],
    ['disk', 2, 0, 'container-feature'],
    ['disk of the directory', 2, 0, 'container-feature'],
    ['entries on this disk', 2, entries, 'container-feature'],
    ['entries', 2, entries, 'container-not-canonical'],
    ['size of the directory', 4, centralBytes, 'container-not-canonical'],
    ['place of the directory', 4, centralOffset, 'container-not-canonical'],
    ['length of the comment', 2, 0, 'container-not-canonical'],
  ];
}

/** Throws BundleError where the bytes at `at` are not exactly these fields. */
export function verifyRecord(bytes: Uint8Array, at: number, fields: readonly Field[], where: string): void {
  let place = at;
  for (const [name, length, value, code] of fields) {
    const got = readUint(bytes, place, length);
    if (got !== value)
      throw new BundleError(code, where, `zip: expected ${name} ${toHex(value)}, got ${toHex(got)}`);
    place += length;
  }
}

export function toRecordBytes(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [, length, value] of fields) {
    for (let index = 0; index < length; index += 1) bytes[at + index] = (value >>> (8 * index)) & 255;
    at += length;
  }
  return bytes;
}

/** Little-endian unsigned number; NaN where the bytes end before it. */
export function readUint(bytes: Uint8Array, at: number, length: 2 | 4): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? NaN);
  return value;
}

function toHex(value: number): string {
  return Number.isNaN(value) ? 'the end' : `0x${value.toString(16)}`;
}
