import crypto, { type BinaryToTextEncoding } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import os from 'node:os';
import zlib from 'node:zlib';

/**
 * What core and host use and an older Electron's Node lacks, each only where it is missing. The Electron that is shipped
 * lacks none of it.
 */
export function completeOlderNode(): void {
  complete(Array.prototype, 'toSorted', function toSorted(this: unknown[], compare?: Compare) {
    return [...this].sort(compare);
  });
  complete(Array.prototype, 'toReversed', function toReversed(this: unknown[]) {
    return [...this].reverse();
  });
  complete(String.prototype, 'isWellFormed', function isWellFormed(this: string) {
    return !/\p{Surrogate}/u.test(this);
  });
  complete(globalThis, 'structuredClone', (value: unknown): unknown => deserialize(serialize(value)));
  complete(os, 'availableParallelism', () => Math.max(1, os.cpus().length));
  complete(zlib, 'crc32', crc32);
  complete(crypto, 'hash', hash);
}

type Compare = (left: unknown, right: unknown) => number;

function complete(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}

function hash(algorithm: string, data: string | NodeJS.ArrayBufferView, encoding?: string): unknown {
  const digest = crypto.createHash(algorithm).update(data);
  // safe: what Node's own from version 20.12 on takes, besides `buffer`
  return encoding === 'buffer' ? digest.digest() : digest.digest((encoding ?? 'hex') as BinaryToTextEncoding);
}

/** CRC-32 of ISO 3309, as Node's own from version 22.2 on. */
function crc32(data: Uint8Array | string, start = 0): number {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  let crc = ~start;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
