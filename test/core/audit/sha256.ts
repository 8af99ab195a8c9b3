import { createHash } from 'node:crypto';

/** The reference these tests hash with. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
