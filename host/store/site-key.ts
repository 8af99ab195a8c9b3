import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What the site key is used for: each use has a key of its own, derived from it. */
const uses = ['log-chain', 'log-seal', 'log-digest', 'patient-pseudonym', 'sealed-file'] as const;
export type SiteKeyUse = (typeof uses)[number];

/** The hospital's own key. The bytes stay inside Node's key objects, and in the addon while a log is open. */
export interface SiteKey {
  /** Name of the key, 16 hexadecimal digits; tells nothing about it. */
  readonly id: string;
  readonly keys: Readonly<Record<SiteKeyUse, KeyObject>>;
}

export const siteKeyBytes = 32;

/** HKDF-SHA-256 (RFC 5869) without salt, with the use as info; see docs/formats/log.md. */
export function toSiteKey(secret: Uint8Array): SiteKey {
  if (secret.length !== siteKeyBytes) {
    throw new RangeError(`expected a site key of ${siteKeyBytes} bytes, got ${secret.length}`);
  }
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `visite/site-key/1/${use}`, bytes));
  const key = (use: SiteKeyUse): KeyObject => createSecretKey(derive(use, 32));
  return {
    id: derive('id', 8).toString('hex'),
    keys: {
      'log-chain': key('log-chain'),
      'log-seal': key('log-seal'),
      'log-digest': key('log-digest'),
      'patient-pseudonym': key('patient-pseudonym'),
      'sealed-file': key('sealed-file'),
    },
  };
}
