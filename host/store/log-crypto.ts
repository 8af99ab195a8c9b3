import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';
import { toSealContext } from '#core/audit/chain.ts';
import type { LogCrypto } from '#core/audit/to-batch.ts';
import { toMac } from '#host/store/hmac-sha256.ts';
import { sha256 } from '#host/store/sha256.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const cipher = 'aes-256-gcm';
/** Of AES-256-GCM. */
export const nonceBytes = 12;
const tagBytes = 16;

export function toLogCrypto({ keys }: SiteKey): LogCrypto {
  return {
    sha256,
    chainMac: toMac(keys['log-chain']),
    digestMac: toMac(keys['log-digest']),
    pseudonymMac: toMac(keys['patient-pseudonym']),
    seal: toSeal(keys['log-seal']),
  };
}

/** The content that was sealed for the entry at `index`; undefined where key, place, nonce or bytes do not fit. */
export function openSeal(
  key: SiteKey,
  sealed: { readonly nonce: Uint8Array; readonly ciphertext: Uint8Array; readonly index: number },
): Uint8Array | undefined {
  const { nonce, ciphertext, index } = sealed;
  if (nonce.length !== nonceBytes || ciphertext.length < tagBytes) return undefined;
  const decipher = createDecipheriv(cipher, key.keys['log-seal'], nonce, { authTagLength: tagBytes });
  decipher.setAAD(toSealContext(index));
  decipher.setAuthTag(ciphertext.subarray(-tagBytes));
  const content = decipher.update(ciphertext.subarray(0, -tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return content;
}

/** Random nonces: under one key at most 2^32 contents may be sealed (NIST SP 800-38D, section 8.3). */
function toSeal(key: KeyObject): LogCrypto['seal'] {
  const nonces = toNonces();
  return (content, index) => {
    const nonce = nonces();
    const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
    sealing.setAAD(toSealContext(index));
    const body = sealing.update(content);
    sealing.final();
    return { nonce, ciphertext: Buffer.concat([body, sealing.getAuthTag()]) };
  };
}

/** Each nonce is given once. They are drawn many at a time: one call of the system's generator costs 2 µs. */
function toNonces(): () => Uint8Array {
  const drawn = Buffer.alloc(nonceBytes * 256);
  let at = drawn.length;
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn);
      at = 0;
    }
    at += nonceBytes;
    return Buffer.from(drawn.subarray(at - nonceBytes, at));
  };
}
