import type { KeyObject } from 'node:crypto';
import type { Mac } from '#core/audit/hash.ts';
import { mustHold } from '#core/must-hold.ts';
import { sha256 } from '#host/store/sha256.ts';

const blockBytes = 64;

/** HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes; node:crypto's own costs twice the time. */
export function toMac(key: KeyObject): Mac {
  const bytes = key.export();
  mustHold(bytes.length <= blockBytes, `expected a key of at most ${blockBytes} bytes`);
  const inner = Buffer.alloc(blockBytes, 0x36);
  const outer = Buffer.alloc(blockBytes, 0x5c);
  for (const [at, byte] of bytes.entries()) {
    inner[at] = 0x36 ^ byte;
    outer[at] = 0x5c ^ byte;
  }
  bytes.fill(0);
  return (...parts) => sha256(outer, sha256(inner, ...parts));
}
