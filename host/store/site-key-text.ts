import { siteKeyBytes, toSiteKey, type SiteKey } from '#host/store/site-key.ts';

/**
 * What a key file holds, three lines of text in one of two forms (docs/formats/log.md). The id follows from the key, so that a
 * damaged file and another key are told apart.
 */
export type SiteKeyText =
  | { readonly form: 'plain'; readonly key: SiteKey; readonly secret: Buffer }
  /** The secret's hexadecimal digits, sealed by the system's store. */
  | { readonly form: 'sealed'; readonly id: string; readonly sealed: Buffer };

/** Longest text of a key file, in bytes. */
export const maxKeyText = 4096;

const plain = /^visite site key 1\nid ([0-9a-f]{16})\nkey ([0-9a-f]{64})\n$/;
const sealedForm = /^visite site key 2\nid ([0-9a-f]{16})\nsealed ([A-Za-z0-9+/]+={0,2})\n$/;

export function toPlainText({ id }: SiteKey, secret: Uint8Array): string {
  return `visite site key 1\nid ${id}\nkey ${Buffer.from(secret).toString('hex')}\n`;
}

export function toSealedText({ id }: Pick<SiteKey, 'id'>, sealed: Uint8Array): string {
  return `visite site key 2\nid ${id}\nsealed ${Buffer.from(sealed).toString('base64')}\n`;
}

/** Undefined where it is no whole key. */
export function parseSiteKeyText(text: string): SiteKeyText | undefined {
  const [, id, digits] = plain.exec(text) ?? [];
  if (id !== undefined && digits !== undefined) {
    const secret = parseSecret(id, digits);
    return secret && { form: 'plain', ...secret };
  }
  const [, sealedId, base64] = sealedForm.exec(text) ?? [];
  if (sealedId === undefined || base64 === undefined) return undefined;
  const sealed = Buffer.from(base64, 'base64');
  // Of what stands for the same bytes one form is taken.
  return sealed.toString('base64') === base64 ? { form: 'sealed', id: sealedId, sealed } : undefined;
}

/** The secret in hexadecimal digits, where it is the one of this id. */
export function parseSecret(
  id: string,
  digits: string,
): { readonly key: SiteKey; readonly secret: Buffer } | undefined {
  if (!/^[0-9a-f]*$/.test(digits) || digits.length !== 2 * siteKeyBytes) return undefined;
  const secret = Buffer.from(digits, 'hex');
  const key = toSiteKey(secret);
  return key.id === id ? { key, secret } : undefined;
}
