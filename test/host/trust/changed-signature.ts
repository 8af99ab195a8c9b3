import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import type { TrustErrorCode } from '#host/trust/trust-error.ts';
import { verifySignature } from '#host/trust/verify-signature.ts';
import { assertRefused } from '#test/host/trust/assert-refused.ts';
import { anchorsForKey, now } from '#test/host/trust/make-authority.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import {
  type Bundle,
  hintOf,
  type Json,
  makeBundle,
  makeStatement,
  rootOf,
  type Statement,
  toFiles,
} from '#test/host/trust/make-signature.ts';

/** What the cases sign. */
export const files = toFiles({
  'card.json': '{}',
  'manifest.json': '{"id":1}',
  'model.wasm': '\0asm',
  'texts/nl.json': '',
});
export const key = makeKey('prime256v1');
export const anchors = anchorsForKey(key);
export const subject = 'demo@1.0.0';
export const material = { publicKey: { hint: hintOf(key.publicPem) } };

export interface Change {
  readonly statement?: (statement: Statement) => void;
  readonly payload?: (text: string) => string | Uint8Array;
  readonly bundle?: (bundle: Bundle) => void;
  readonly text?: (text: string) => string | Uint8Array;
  readonly material?: Record<string, Json>;
  readonly signer?: { readonly key: KeyObject; readonly digest: string | null };
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** A signature that is right but for the change. */
export function makeChanged(change: Change): Uint8Array {
  const statement = makeStatement(change.files ?? files);
  change.statement?.(statement);
  const text = JSON.stringify(statement);
  const bundle = makeBundle({
    payload: change.payload?.(text) ?? text,
    material: change.material ?? material,
    ...(change.signer ?? { key: key.privateKey, digest: 'sha256' }),
  });
  change.bundle?.(bundle);
  const json = JSON.stringify(bundle);
  return new Uint8Array(Buffer.from(change.text?.(json) ?? json));
}

export function setRoot(statement: Statement): void {
  statement.subject = [{ name: subject, digest: { sha256: rootOf(statement.predicate.resources) } }];
}

/** The resource at this place, which the test's own statement has. */
export function resource(statement: Statement, index: number): Record<string, Json> {
  const found = statement.predicate.resources[index];
  assert.ok(found !== undefined);
  return found;
}

export function refused(
  code: TrustErrorCode,
  reason: string,
  change: Change,
  trusted: TrustAnchors = anchors,
): void {
  const given = new Map(change.files ?? files);
  assertRefused(() => verifySignature(given, makeChanged(change), trusted, now), code, reason);
}
