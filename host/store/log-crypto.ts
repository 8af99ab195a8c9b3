import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { toSealContext } from '#core/audit/chain.ts';
import type { Mac } from '#core/audit/hash.ts';
import type { LogCrypto } from '#core/audit/to-batch.ts';
import type { SiteKey } from '#host/store/site-key.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export function toLogCrypto({ keys }: SiteKey): LogCrypto {
  return {
    sha256,
    chainMac: toMac(keys['log-chain']),
    digestMac: toMac(keys['log-digest']),
    pseudonymMac: toMac(keys['patient-pseudonym']),
    seal: (content, index) => seal(keys['log-seal'], content, index),
  };
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

export function toMac(key: KeyObject): Mac {
  return (bytes) => createHmac('sha256', key).update(bytes).digest();
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
function seal(
  key: KeyObject,
  content: Uint8Array,
  index: number,
): { nonce: Uint8Array; ciphertext: Uint8Array } {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(toSealContext(index));
  const body = sealing.update(content);
  sealing.final();
  return { nonce, ciphertext: Buffer.concat([body, sealing.getAuthTag()]) };
}
