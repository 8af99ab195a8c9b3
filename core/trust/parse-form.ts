import type { z } from 'zod';
import { toCanonicalText, type Json } from '#core/audit/canonical.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';
import { TrustFileError, type TrustFileErrorCode } from '#core/trust/trust-file-error.ts';

/** Strict JSON of one form. Throws TrustFileError with `code`; `where` names the text in its message. */
export function parseForm<T>(
  form: z.ZodType<T>,
  bytes: Uint8Array,
  where: string,
  code: TrustFileErrorCode = 'trust-file-malformed',
): T {
  const parsed = form.safeParse(parseJson(bytes, where, code));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TrustFileError(
    code,
    `${where}: expected the fields of this format, got a fault at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`,
  );
}

/** As `parseForm`, of bytes that are exactly the canonical text (RFC 8785) of their value. */
export function parseCanonicalForm<T extends Json>(form: z.ZodType<T>, bytes: Uint8Array, where: string): T {
  const value = parseForm(form, bytes, where);
  if (toCanonicalText(value) !== parseUtf8(bytes)) {
    throw new TrustFileError(
      'trust-file-not-canonical',
      `${where}: expected canonical JSON (RFC 8785), got another spelling`,
    );
  }
  return value;
}

function parseJson(bytes: Uint8Array, where: string, code: TrustFileErrorCode): unknown {
  try {
    return parseJsonStrict(bytes, where);
  } catch (error) {
    if (error instanceof BundleError) throw new TrustFileError(code, error.message);
    throw error;
  }
}
