import { createHash, hash } from 'node:crypto';

/** Parts up to this length together are hashed in one call over one buffer: three times as fast for short ones. */
const scratch = Buffer.allocUnsafeSlow(128 * 1024);

/** SHA-256 of the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length > scratch.length) return hashLong(parts);
  let at = 0;
  for (const part of parts) {
    scratch.set(part, at);
    at += part.length;
  }
  // Through a string, since a new buffer costs more than the hash of a short message.
  return Buffer.from(hash('sha256', scratch.subarray(0, length), 'binary'), 'latin1');
}

function hashLong(parts: readonly Uint8Array[]): Buffer {
  const hasher = createHash('sha256');
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}
