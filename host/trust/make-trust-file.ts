import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { Envelope, listPayloadType, rootPayloadType } from '#core/trust/envelope.ts';
import { parseForm } from '#core/trust/parse-form.ts';
import { maximumTrustFileBytes, type TrustFile } from '#core/trust/trust-file.ts';
import { TrustFileError } from '#core/trust/trust-file-error.ts';
import { TrustList, parseTrustList } from '#core/trust/trust-list.ts';
import { TrustRoot, parseTrustRoot } from '#core/trust/trust-root.ts';
import { addSignature, type Payload } from '#host/trust/add-signature.ts';
import { parseBase64 } from '#host/trust/base64.ts';
import { TrustError } from '#host/trust/trust-error.ts';

const Kind = z.looseObject({ type: z.enum(['root', 'list']).optional() });

/**
 * A root or a list, as somebody wrote it in JSON of any spelling, or an envelope that others have signed → the envelope with
 * one more signature. Each key signs once. Throws TrustFileError.
 */
export function signTrustPart(content: Uint8Array, keyPem: string): Envelope {
  const key = readKey(keyPem);
  const { payload, signatures } = toUnsigned(content);
  const signed = orRefused(() => addSignature(payload, signatures, key));
  if (new Set(signed.signatures.map(({ keyid }) => keyid)).size !== signed.signatures.length) {
    throw new TrustFileError('trust-file-keys', 'expected a key that has not signed this, got one that has');
  }
  return signed;
}

/** An envelope that `signTrustPart` gave. Throws TrustFileError. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  return parseForm(Envelope, bytes, 'envelope');
}

/** The bytes of a trust file. */
export function toTrustFileBytes(file: TrustFile): Uint8Array {
  const bytes = toCanonicalBytes(file);
  if (bytes.length <= maximumTrustFileBytes) return bytes;
  throw new TrustFileError(
    'trust-file-too-large',
    `expected at most ${maximumTrustFileBytes} bytes, got ${bytes.length}`,
  );
}

function toUnsigned(content: Uint8Array): {
  readonly payload: Payload;
  readonly signatures: Envelope['signatures'];
} {
  const { type } = parseForm(Kind, content, 'content');
  if (type === undefined) {
    const { payloadType, payload, signatures } = parseEnvelope(content);
    const bytes = parseBase64(payload) ?? new Uint8Array();
    checkContent(bytes, payloadType);
    return { payload: { bytes, type: payloadType }, signatures };
  }
  const payloadType = type === 'root' ? rootPayloadType : listPayloadType;
  const bytes = toCanonicalBytes(
    type === 'root' ? parseForm(TrustRoot, content, 'root') : parseForm(TrustList, content, 'list'),
  );
  checkContent(bytes, payloadType);
  return { payload: { bytes, type: payloadType }, signatures: [] };
}

/** Nobody signs what would be refused whoever signed it. */
function checkContent(bytes: Uint8Array, payloadType: string): void {
  if (payloadType === rootPayloadType) parseTrustRoot(bytes);
  else if (payloadType === listPayloadType) parseTrustList(bytes);
  else throw new TrustFileError('trust-file-malformed', 'expected a root or a list, got another payload');
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    throw new TrustFileError(
      'trust-file-keys',
      'expected a private key in PEM that is not encrypted, got another',
    );
  }
}

function orRefused<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof TrustError) throw new TrustFileError('trust-file-keys', error.message);
    throw error;
  }
}
