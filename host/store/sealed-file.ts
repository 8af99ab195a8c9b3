import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { toUtf8 } from '#core/bundle/utf8.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Bytes of a file that only this site can read: nonce, ciphertext and tag of AES-256-GCM. `name` is bound to them. */
export function sealFile({ keys }: SiteKey, name: string, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, keys['sealed-file'], nonce, { authTagLength: tagBytes });
  sealing.setAAD(toUtf8(name));
  return Buffer.concat([nonce, sealing.update(bytes), sealing.final(), sealing.getAuthTag()]);
}

/** What was sealed under this name; undefined where key, name or bytes are not those. */
export function openSealedFile({ keys }: SiteKey, name: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const opening = createDecipheriv(cipher, keys['sealed-file'], sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(toUtf8(name));
  opening.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]);
  } catch {
    return undefined;
  }
}
