import { createPrivateKey, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What the site key is used for: each use has a key of its own, derived from it. */
const uses = ['log-chain', 'log-seal', 'log-digest', 'patient-pseudonym', 'sealed-file'] as const;
export type SiteKeyUse = (typeof uses)[number];

/** The hospital's own key. The bytes stay inside Node's key objects, and in the addon while a log is open. */
export interface SiteKey {
  /** Name of the key, 16 hexadecimal digits; tells nothing about it. */
  readonly id: string;
  readonly keys: Readonly<Record<SiteKeyUse, KeyObject>>;
  /** Ed25519, private: signs the log's checkpoints. */
  readonly checkpointKey: KeyObject;
}

export const siteKeyBytes = 32;
/** PKCS #8 of an Ed25519 key up to its seed of 32 bytes (RFC 8410). */
const ed25519Start = Buffer.from('302e020100300506032b657004220420', 'hex');

/** HKDF-SHA-256 (RFC 5869) without salt, with the use as info; see docs/formats/log.md. */
export function toSiteKey(secret: Uint8Array): SiteKey {
  if (secret.length !== siteKeyBytes) {
    throw new RangeError(`expected a site key of ${siteKeyBytes} bytes, got ${secret.length}`);
  }
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `visite/site-key/1/${use}`, bytes));
  const seed = derive('log-checkpoint', 32);
  const pkcs8 = Buffer.concat([ed25519Start, seed]);
  const checkpointKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  for (const bytes of [seed, pkcs8]) bytes.fill(0);
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
    checkpointKey,
  };
}
