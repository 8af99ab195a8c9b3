import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SystemStore, Unsealed } from '#host/store/system-store.ts';

/** An operating system's store in this process, where a test has none. */
export class MemoryStore implements SystemStore {
  readonly #key: Buffer;
  isLocked = false;
  asked = 0;

  /** @param key the same for every process of one account */
  constructor(key: Buffer = randomBytes(32)) {
    this.#key = key;
  }

  async seal(text: string): Promise<Uint8Array | undefined> {
    this.asked += 1;
    if (this.isLocked) return undefined;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  }

  async unseal(sealed: Uint8Array): Promise<Unsealed> {
    this.asked += 1;
    if (this.isLocked) return { refused: 'no-store' };
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, 12));
      cipher.setAuthTag(sealed.subarray(-16));
      return { text: Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString() };
    } catch {
      return { refused: 'other-store' };
    }
  }
}
