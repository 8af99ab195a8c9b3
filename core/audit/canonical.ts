import canonicalize from 'canonicalize';
import { parseUtf8, toUtf8 } from '#core/bundle/utf8.ts';
import { mustHold } from '#core/must-hold.ts';

/** A member that is undefined is one that is not there. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one UTF-8 text of a value under RFC 8785. Strings are taken as they are: no Unicode normalisation.
 * Throws OwnMistakeError for what JSON cannot hold without loss: NaN, infinite, a lone surrogate.
 */
export function toCanonicalBytes(value: Json): Uint8Array<ArrayBuffer> {
  return toUtf8(toCanonicalText(value));
}

/** The same as text. */
export function toCanonicalText(value: Json): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (error) {
    mustHold(
      false,
      `a log entry cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  mustHold(text !== undefined, 'a log entry cannot be written: it is no JSON value');
  return text;
}

/** The value of canonical bytes; undefined where the bytes are not exactly what `toCanonicalBytes` writes. */
export function parseCanonical(bytes: Uint8Array): unknown {
  const text = parseUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // A key named twice, another order, white space, another spelling of a number: all come out otherwise.
    return canonicalize(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
